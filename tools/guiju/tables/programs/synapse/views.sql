-- Views over the database of Synapse (a Matrix homeserver), for guiju assess --table. They read columns of its schema
-- versions 92 to 94 (synapse/storage/schema/main) and work in SQLite and PostgreSQL. They read ids, times and counts:
-- no name and no text. They change no table of Synapse.

-- Who is in which room now, and who was: the current state has one membership for each person and room.
CREATE VIEW guiju_people AS
SELECT
  member.room_id,
  count(*) AS ever,
  sum(CASE WHEN member.membership = 'join' THEN 1 ELSE 0 END) AS joined,
  sum(CASE WHEN member.membership = 'join' AND users.name IS NOT NULL THEN 1 ELSE 0 END) AS joined_here
FROM current_state_events AS member
LEFT JOIN users ON users.name = member.state_key
WHERE member.type = 'm.room.member'
GROUP BY member.room_id;

-- Rooms that somebody of this server is in, that more than two people are or were in, that were not replaced by another
-- (upgraded), and that are not spaces, which are folders of rooms. The founder is who sent the event that makes the
-- room: rooms.creator is empty where the room was made on another server.
CREATE VIEW guiju_groups AS
SELECT
  creation.room_id,
  founding.sender AS creator,
  founding.origin_server_ts AS founded_ts,         -- milliseconds since 1970
  people.joined AS joined_members
FROM current_state_events AS creation
JOIN events AS founding ON founding.event_id = creation.event_id
JOIN guiju_people AS people ON people.room_id = creation.room_id
LEFT JOIN sliding_sync_joined_rooms AS kind ON kind.room_id = creation.room_id
LEFT JOIN current_state_events AS tombstone
  ON tombstone.room_id = creation.room_id AND tombstone.type = 'm.room.tombstone' AND tombstone.state_key = ''
WHERE creation.type = 'm.room.create' AND creation.state_key = ''
  AND people.joined_here > 0 AND people.ever > 2
  AND tombstone.room_id IS NULL
  AND (kind.room_type IS NULL OR kind.room_type <> 'm.space');

-- Accounts of people: not of guests, bots, support and application services, and not those that were deactivated.
CREATE VIEW guiju_accounts AS
SELECT
  users.name AS user_id,
  users.creation_ts,                               -- seconds since 1970
  users.consent_ts,                                -- milliseconds since 1970
  CASE WHEN users.suspended OR users.locked THEN 'false' END AS posting,
  coalesce(joined.groups_joined, 0) AS joined_groups
FROM users
LEFT JOIN (
  SELECT member.state_key AS user_id, count(*) AS groups_joined
  FROM current_state_events AS member
  JOIN guiju_groups ON guiju_groups.room_id = member.room_id
  WHERE member.type = 'm.room.member' AND member.membership = 'join'
  GROUP BY member.state_key
) AS joined ON joined.user_id = users.name
WHERE users.is_guest = 0 AND users.deactivated = 0 AND users.appservice_id IS NULL AND users.user_type IS NULL;

-- Reports of messages and of rooms are about a group where the room is one, and about something else where no more than
-- two people were ever in it; what a report of a user is about is not recorded.
CREATE VIEW guiju_complaints AS
SELECT
  report.report_id,
  report.received_ts,
  CASE WHEN guiju_groups.room_id IS NOT NULL THEN 'group' WHEN people.ever <= 2 THEN 'other' END AS about
FROM (
  SELECT 'event-' || id AS report_id, received_ts, room_id FROM event_reports
  UNION ALL
  SELECT 'room-' || id, received_ts, room_id FROM room_reports
  UNION ALL
  SELECT 'user-' || id, received_ts, NULL FROM user_reports
) AS report
LEFT JOIN guiju_groups ON guiju_groups.room_id = report.room_id
LEFT JOIN guiju_people AS people ON people.room_id = report.room_id;
