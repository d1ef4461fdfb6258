-- The tables and columns that are read, as the schema of Synapse (version 94) has them (tests/tables/test_live_synapse.py
-- compares them with a server's).
CREATE TABLE schema_version (version INTEGER NOT NULL);
CREATE TABLE schema_compat_version (compat_version INTEGER NOT NULL);
INSERT INTO schema_version VALUES (94);
INSERT INTO schema_compat_version VALUES (84);
CREATE TABLE events (event_id TEXT NOT NULL, sender TEXT, origin_server_ts BIGINT);
CREATE TABLE current_state_events (event_id TEXT NOT NULL, room_id TEXT NOT NULL, type TEXT NOT NULL,
    state_key TEXT NOT NULL, membership TEXT);
CREATE TABLE sliding_sync_joined_rooms (room_id TEXT NOT NULL PRIMARY KEY, room_type TEXT);
CREATE TABLE users (name TEXT, creation_ts BIGINT, is_guest SMALLINT DEFAULT 0 NOT NULL, appservice_id TEXT,
    user_type TEXT DEFAULT NULL, deactivated SMALLINT DEFAULT 0 NOT NULL, consent_ts BIGINT,
    locked BOOLEAN DEFAULT FALSE NOT NULL, suspended BOOLEAN DEFAULT FALSE NOT NULL);
CREATE TABLE event_reports (id BIGINT NOT NULL PRIMARY KEY, received_ts BIGINT NOT NULL, room_id TEXT NOT NULL);
CREATE TABLE room_reports (id BIGINT NOT NULL PRIMARY KEY, received_ts BIGINT NOT NULL, room_id TEXT NOT NULL);
CREATE TABLE user_reports (id BIGINT NOT NULL PRIMARY KEY, received_ts BIGINT NOT NULL);
