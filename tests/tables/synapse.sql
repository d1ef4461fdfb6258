-- The tables and columns that the views read, as the schema of Synapse (version 72) has them; no other is needed.
CREATE TABLE rooms (room_id TEXT PRIMARY KEY NOT NULL, is_public BOOL, creator TEXT, room_version TEXT,
    has_auth_chain_index BOOLEAN);
CREATE TABLE room_stats_current (room_id TEXT PRIMARY KEY NOT NULL, joined_members INT NOT NULL);
CREATE TABLE room_stats_state (room_id TEXT NOT NULL, name TEXT, join_rules TEXT);
CREATE TABLE events (stream_ordering INTEGER PRIMARY KEY, event_id TEXT NOT NULL, type TEXT NOT NULL,
    room_id TEXT NOT NULL,
    origin_server_ts BIGINT, state_key TEXT DEFAULT NULL);
CREATE TABLE current_state_events (event_id TEXT NOT NULL, room_id TEXT NOT NULL, type TEXT NOT NULL,
    state_key TEXT NOT NULL, membership TEXT);
CREATE TABLE users (name TEXT, creation_ts BIGINT, is_guest SMALLINT DEFAULT 0 NOT NULL, appservice_id TEXT,
    deactivated SMALLINT DEFAULT 0 NOT NULL, consent_ts BIGINT);
CREATE TABLE event_reports (id BIGINT NOT NULL PRIMARY KEY, received_ts BIGINT NOT NULL, room_id TEXT NOT NULL,
    event_id TEXT NOT NULL,
    user_id TEXT NOT NULL, reason TEXT, content TEXT);

INSERT INTO rooms VALUES ('!a:example.org', 1, '@u1:example.org', '10', 1),
    ('!b:example.org', 0, '@u2:example.org', '10', 1);
INSERT INTO room_stats_current VALUES ('!a:example.org', 3), ('!b:example.org', 2);
INSERT INTO room_stats_state VALUES ('!a:example.org', 'one', 'public'), ('!b:example.org', NULL, 'knock');
INSERT INTO events VALUES (1, '$1', 'm.room.create', '!a:example.org', 1700000000000, ''),
    (2, '$2', 'm.room.create', '!b:example.org', 1710000000000, '');
INSERT INTO current_state_events VALUES ('$3', '!a:example.org', 'm.room.member', '@u1:example.org', 'join'),
    ('$4', '!b:example.org', 'm.room.member', '@u1:example.org', 'join'),
    ('$5', '!b:example.org', 'm.room.member', '@u2:example.org', 'leave');
INSERT INTO users VALUES ('@u1:example.org', 1690000000, 0, NULL, 0, 1690000001000),
    ('@u2:example.org', 1690000002, 0, NULL, 0, NULL),
    ('@guest:example.org', 1690000003, 1, NULL, 0, NULL);
INSERT INTO event_reports VALUES (1, 1720000000000, '!a:example.org', '$9', '@u2:example.org', 'spam', NULL);
