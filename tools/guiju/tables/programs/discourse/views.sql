-- Views over the database of Discourse, for guiju assess --table. They read ids, times and counts: no name, no address
-- and no text of a message. They change no table of Discourse. While they are there, PostgreSQL refuses a migration
-- that removes a column that they read, so remove them before an upgrade: DROP SCHEMA guiju CASCADE;

CREATE SCHEMA guiju;

-- Who takes part in which group. Bots have ids below 0.
CREATE VIEW guiju.participants AS
SELECT 'topic-' || topic_id AS group_id, user_id FROM topic_allowed_users WHERE user_id > 0
UNION
SELECT 'topic-' || invited.topic_id, member.user_id
FROM topic_allowed_groups AS invited
JOIN group_users AS member ON member.group_id = invited.group_id
WHERE member.user_id > 0
UNION
SELECT 'channel-' || channel.id, member.user_id
FROM chat_channels AS channel
JOIN direct_message_users AS member ON member.direct_message_channel_id = channel.chatable_id
WHERE channel.chatable_type = 'DirectMessage' AND member.user_id > 0
UNION
SELECT 'channel-' || channel.id, member.user_id
FROM chat_channels AS channel
JOIN user_chat_channel_memberships AS member ON member.chat_channel_id = channel.id AND member.following
WHERE channel.chatable_type = 'Category' AND member.user_id > 0;

CREATE VIEW guiju.sizes AS
SELECT group_id, count(*) AS participants FROM guiju.participants GROUP BY group_id;

-- Messages to more than two people, or to a group of users, and chat channels that are not between two people.
-- Discourse removes whoever leaves, so the one who began a message and is not among its participants has left it.
CREATE VIEW guiju.groups AS
SELECT
  'topic-' || topic.id AS group_id,
  topic.created_at AS founded_at,
  topic.user_id::text AS founder,
  coalesce(size.participants, 0) AS participants,
  founder.user_id IS NOT NULL AS founder_takes_part,
  NOT (topic.closed OR topic.archived) AS is_open
FROM topics AS topic
LEFT JOIN guiju.sizes AS size ON size.group_id = 'topic-' || topic.id
LEFT JOIN guiju.participants AS founder
  ON founder.group_id = 'topic-' || topic.id AND founder.user_id = topic.user_id
WHERE topic.archetype = 'private_message' AND topic.subtype = 'user_to_user' AND topic.deleted_at IS NULL
  AND (size.participants > 2 OR topic.id IN (SELECT topic_id FROM topic_allowed_groups))
UNION ALL
SELECT
  'channel-' || channel.id,
  channel.created_at,
  NULL, -- Discourse does not record who opened a channel
  coalesce(size.participants, 0),
  NULL,
  NULL -- whether its members may still chat is a matter of settings
FROM chat_channels AS channel
LEFT JOIN guiju.sizes AS size ON size.group_id = 'channel-' || channel.id
LEFT JOIN direct_message_channels AS direct
  ON channel.chatable_type = 'DirectMessage' AND direct.id = channel.chatable_id
WHERE channel.deleted_at IS NULL AND (channel.chatable_type = 'Category' OR direct."group");

-- Accounts of people who registered: not bots, not those that Discourse makes for a sender of e-mail (staged), not the
-- second account under which somebody posts anonymously.
CREATE VIEW guiju.accounts AS
SELECT
  account.id::text AS account_id,
  account.created_at AS registered_at,
  coalesce(joined.groups, 0) AS groups_joined,
  CASE
    WHEN NOT account.active OR account.suspended_till > now() AT TIME ZONE 'UTC' THEN FALSE
    WHEN NOT (account.approved OR account.admin OR coalesce(account.moderator, FALSE))
      AND EXISTS (SELECT FROM site_settings AS s WHERE s.name = 'must_approve_users' AND s.value = 't') THEN FALSE
    WHEN account.silenced_till > now() AT TIME ZONE 'UTC' THEN NULL -- it may still answer some messages
    WHEN joined.is_open THEN TRUE
  END AS posting
FROM users AS account
LEFT JOIN (
  SELECT p.user_id, count(*) AS groups, bool_or(g.is_open) AS is_open
  FROM guiju.participants AS p
  JOIN guiju.groups AS g ON g.group_id = p.group_id
  GROUP BY p.user_id
) AS joined ON joined.user_id = account.id
WHERE account.id > 0 AND NOT account.staged
  AND account.id NOT IN (SELECT user_id FROM anonymous_users);

-- Where what was flagged was said. A message between two people now may have had more before: then nothing is known.
CREATE VIEW guiju.flagged AS
SELECT
  item.id AS reviewable_id,
  item.target_created_by_id AS author,
  topic.user_id AS founder,
  coalesce(post.created_at, message.created_at) AS said_at,
  CASE
    WHEN channel.chatable_type = 'Category' OR direct."group" THEN 'group'
    WHEN channel.id IS NOT NULL OR topic.archetype <> 'private_message' THEN 'elsewhere'
    WHEN size.participants > 2 OR topic.id IN (SELECT topic_id FROM topic_allowed_groups) THEN 'group'
  END AS place
FROM reviewables AS item
LEFT JOIN posts AS post ON item.target_type = 'Post' AND post.id = item.target_id
LEFT JOIN topics AS topic ON topic.id = post.topic_id
LEFT JOIN guiju.sizes AS size ON size.group_id = 'topic-' || topic.id
LEFT JOIN chat_messages AS message
  ON item.target_type IN ('ChatMessage', 'Chat::Message') AND message.id = item.target_id
LEFT JOIN chat_channels AS channel ON channel.id = message.chat_channel_id
LEFT JOIN direct_message_channels AS direct
  ON channel.chatable_type = 'DirectMessage' AND direct.id = channel.chatable_id
WHERE item.type IN ('ReviewableFlaggedPost', 'ReviewableChatMessage', 'Chat::ReviewableMessage');

-- Flags that people raised, one a row. Type 7 is “something else”: only its text says what about.
CREATE VIEW guiju.complaints AS
SELECT
  flag.id::text AS complaint_id,
  flag.created_at AS received_at,
  CASE WHEN flag.status <> 0 THEN flag.reviewed_at END AS closed_at,
  flag.status = 0 AS still_open,
  CASE WHEN flag.reviewable_score_type <> 7 THEN flagged.place END AS about,
  CASE
    WHEN flag.status = 0 THEN 'pending'
    WHEN flag.status = 2 AND flag.reviewed_by_id > 0 THEN 'disagreed'
    WHEN flag.status = 3 AND flag.reviewed_by_id < 0 THEN 'ignored by the system'
  END AS outcome
FROM reviewable_scores AS flag
JOIN guiju.flagged AS flagged ON flagged.reviewable_id = flag.reviewable_id
WHERE flag.user_id > 0;

-- What staff agreed with in groups, one row for what was said: the last who agreed.
CREATE VIEW guiju.violations AS
SELECT DISTINCT ON (item.id)
  item.id::text AS violation_id,
  flag.reviewed_at AS confirmed_at,
  flag.reviewed_by_id::text AS reviewer,
  flagged.said_at,
  CASE
    WHEN flagged.author = flagged.founder THEN 'founder'
    WHEN flagged.founder IS NOT NULL THEN 'member'
  END AS subject,
  TRUE AS is_recorded
FROM reviewables AS item
JOIN guiju.flagged AS flagged ON flagged.reviewable_id = item.id AND flagged.place = 'group'
JOIN reviewable_scores AS flag ON flag.reviewable_id = item.id AND flag.status = 1 AND flag.reviewed_by_id > 0
WHERE item.status = 1
ORDER BY item.id, flag.reviewed_at DESC;
