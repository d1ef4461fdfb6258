-- Views over the database of Synapse (a Matrix homeserver), for guiju assess --table. They read columns of its schema
-- version 72 (synapse/storage/schema/main) and work in SQLite and PostgreSQL. They change no table of Synapse.

CREATE VIEW guiju_groups AS
SELECT
  rooms.room_id,
  rooms.creator,
  founding.origin_server_ts AS founded_ts,         -- milliseconds since 1970
  room_stats_current.joined_members
FROM rooms
LEFT JOIN room_stats_current ON room_stats_current.room_id = rooms.room_id
LEFT JOIN events AS founding
  ON founding.room_id = rooms.room_id AND founding.type = 'm.room.create' AND founding.state_key = '';

CREATE VIEW guiju_accounts AS
SELECT
  users.name AS user_id,
  users.creation_ts,                               -- seconds since 1970
  users.consent_ts,                                -- milliseconds since 1970
  (
    SELECT count(*) FROM current_state_events AS member
    WHERE member.type = 'm.room.member' AND member.membership = 'join' AND member.state_key = users.name
  ) AS joined_rooms
FROM users
WHERE users.is_guest = 0 AND users.deactivated = 0 AND users.appservice_id IS NULL;

CREATE VIEW guiju_complaints AS
SELECT id AS report_id, received_ts, 'group' AS about FROM event_reports;
