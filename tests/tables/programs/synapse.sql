-- The tables and columns that the views read, as the schema of Synapse (version 72) has them; no other is needed.
CREATE TABLE rooms (room_id TEXT PRIMARY KEY NOT NULL, is_public BOOL, creator TEXT, room_version TEXT,
    has_auth_chain_index BOOLEAN);
CREATE TABLE room_stats_current (room_id TEXT PRIMARY KEY NOT NULL, joined_members INT NOT NULL);
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
