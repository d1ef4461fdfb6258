-- The tables and columns that the views read, as the public source of Discourse describes them; no other is needed. Its
-- models were read at these commits: user 000ef5e, anonymous_user 2778d13, group_user 006baee, topic_allowed_user 026e231,
-- topic_allowed_group 0eb39fa, post 004aba3, reviewable 001f0c8, reviewable_score 083e339; of the chat plugin channel
-- 02f013b, direct_message 078fae5, direct_message_user 2c56b12, user_chat_channel_membership 0012d96, message 0329b93.
-- Of topics and site_settings the columns are those by which other files of the source name them.
CREATE TABLE users (id integer PRIMARY KEY, created_at timestamp NOT NULL, active boolean NOT NULL DEFAULT FALSE,
    approved boolean NOT NULL DEFAULT FALSE, admin boolean NOT NULL DEFAULT FALSE, moderator boolean DEFAULT FALSE,
    staged boolean NOT NULL DEFAULT FALSE, suspended_till timestamp, silenced_till timestamp);
CREATE TABLE anonymous_users (id bigint PRIMARY KEY, user_id integer NOT NULL, master_user_id integer NOT NULL);
CREATE TABLE site_settings (id integer PRIMARY KEY, name varchar NOT NULL, data_type integer NOT NULL, value text);
CREATE TABLE group_users (id integer PRIMARY KEY, group_id integer NOT NULL, user_id integer NOT NULL);
CREATE TABLE topics (id integer PRIMARY KEY, user_id integer, created_at timestamp NOT NULL, deleted_at timestamp,
    archetype varchar NOT NULL DEFAULT 'regular', subtype varchar, closed boolean NOT NULL DEFAULT FALSE,
    archived boolean NOT NULL DEFAULT FALSE);
CREATE TABLE topic_allowed_users (id integer PRIMARY KEY, user_id integer NOT NULL, topic_id integer NOT NULL);
CREATE TABLE topic_allowed_groups (id integer PRIMARY KEY, group_id integer NOT NULL, topic_id integer NOT NULL);
CREATE TABLE posts (id integer PRIMARY KEY, user_id integer, topic_id integer NOT NULL, created_at timestamp NOT NULL);
CREATE TABLE chat_channels (id bigint PRIMARY KEY, chatable_id bigint NOT NULL, chatable_type varchar NOT NULL,
    created_at timestamp NOT NULL, deleted_at timestamp);
CREATE TABLE direct_message_channels (id bigint PRIMARY KEY, "group" boolean);
CREATE TABLE direct_message_users (id bigint PRIMARY KEY, direct_message_channel_id bigint NOT NULL,
    user_id integer NOT NULL);
CREATE TABLE user_chat_channel_memberships (id bigint PRIMARY KEY, user_id integer NOT NULL,
    chat_channel_id integer NOT NULL, following boolean NOT NULL DEFAULT FALSE);
CREATE TABLE chat_messages (id bigint PRIMARY KEY, chat_channel_id integer NOT NULL, user_id integer,
    created_at timestamp NOT NULL);
CREATE TABLE reviewables (id bigint PRIMARY KEY, type varchar NOT NULL, status integer NOT NULL DEFAULT 0,
    target_id integer, target_type varchar, target_created_by_id integer);
CREATE TABLE reviewable_scores (id bigint PRIMARY KEY, reviewable_id integer NOT NULL, user_id integer NOT NULL,
    reviewable_score_type integer NOT NULL, status integer NOT NULL, created_at timestamp NOT NULL,
    reviewed_by_id integer, reviewed_at timestamp);
