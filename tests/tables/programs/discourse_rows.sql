-- A small site: 1 and 2 are staff, 3 to 7 are members, 8 is suspended, 9 is silenced, 10 did not confirm an address,
-- 11 was made for a sender of e-mail, 12 is an anonymous second account; bots are below 0.
INSERT INTO users (id, created_at, active, admin, staged, suspended_till, silenced_till)
SELECT n, timestamp '2024-01-01' + n * interval '1 day', n <> 10, n <= 2, n = 11,
    CASE WHEN n = 8 THEN timestamp '2999-01-01' WHEN n = 7 THEN timestamp '2024-06-01' END,
    CASE WHEN n = 9 THEN timestamp '2999-01-01' END
FROM generate_series(-2, 12) AS n WHERE n <> 0;
INSERT INTO anonymous_users VALUES (1, 12, 3);
INSERT INTO group_users VALUES (1, 41, 1), (2, 41, 2), (3, 41, 6);
-- Messages: 1 among five; 2 between two; 3 to the group of users 41, whose starter left; 4 from the system; 5 deleted;
-- 6 closed, among three; 7 among three of whom one is a bot. Topic 8 is public.
INSERT INTO topics (id, user_id, created_at, archetype, subtype, closed, deleted_at) VALUES
    (1, 3, '2024-02-01 20:30', 'private_message', 'user_to_user', FALSE, NULL),
    (2, 3, '2024-02-02', 'private_message', 'user_to_user', FALSE, NULL),
    (3, 4, '2024-02-03', 'private_message', 'user_to_user', FALSE, NULL),
    (4, -1, '2024-02-04', 'private_message', 'system_message', FALSE, NULL),
    (5, 5, '2024-02-05', 'private_message', 'user_to_user', FALSE, '2024-03-01'),
    (6, 5, '2024-02-06', 'private_message', 'user_to_user', TRUE, NULL),
    (7, 5, '2024-02-07', 'private_message', 'user_to_user', FALSE, NULL),
    (8, 6, '2024-02-08', 'regular', NULL, FALSE, NULL);
INSERT INTO topic_allowed_users (id, topic_id, user_id)
SELECT row_number() OVER (), topic, member FROM (VALUES (1, 3), (1, 4), (1, 5), (1, 8), (1, 9), (2, 3), (2, 4),
    (4, 3), (4, 4), (4, 5), (5, 5), (5, 6), (5, 7), (6, 5), (6, 6), (6, 7), (7, 5), (7, 6), (7, -2)) AS t (topic, member);
INSERT INTO topic_allowed_groups VALUES (1, 41, 3);
-- Chat: channel 1 of a category, followed by three, left by one; 2 among four; 3 between two; 4 deleted.
INSERT INTO chat_channels VALUES (1, 70, 'Category', '2024-04-01', NULL), (2, 81, 'DirectMessage', '2024-04-02', NULL),
    (3, 82, 'DirectMessage', '2024-04-03', NULL), (4, 71, 'Category', '2024-04-04', '2024-05-01');
INSERT INTO direct_message_channels VALUES (81, TRUE), (82, FALSE);
INSERT INTO direct_message_users VALUES (1, 81, 3), (2, 81, 4), (3, 81, 5), (4, 81, 6), (5, 82, 3), (6, 82, 4);
INSERT INTO user_chat_channel_memberships VALUES (1, 1, 1, TRUE), (2, 3, 1, TRUE), (3, 4, 1, TRUE), (4, 5, 1, FALSE);
INSERT INTO posts VALUES (1, 4, 1, '2026-10-01 17:00'), (2, 3, 1, '2026-10-02'), (3, 6, 8, '2026-10-03'),
    (4, 4, 2, '2026-10-04');
INSERT INTO chat_messages VALUES (1, 2, 5, '2026-10-05'), (2, 3, 4, '2026-10-06');
-- Flagged: posts 1 (agreed with), 2 (ignored by the system), 3 in public (open), 4 between two; chat messages 1 and 2.
INSERT INTO reviewables VALUES (1, 'ReviewableFlaggedPost', 1, 1, 'Post', 4),
    (2, 'ReviewableFlaggedPost', 3, 2, 'Post', 3), (3, 'ReviewableFlaggedPost', 0, 3, 'Post', 6),
    (4, 'ReviewableFlaggedPost', 0, 4, 'Post', 4), (5, 'ReviewableChatMessage', 2, 1, 'ChatMessage', 5),
    (6, 'ReviewableChatMessage', 0, 2, 'ChatMessage', 4), (7, 'ReviewableUser', 0, 9, 'User', 9);
-- Flag 1 was agreed with by staff; 2 ran out; 3 and 4 are open; 5 was disagreed with; 6 is between two; 7 is of a bot;
-- 8 says “something else”; 9 is open in a group, and old.
INSERT INTO reviewable_scores VALUES
    (1, 1, 5, 8, 1, '2026-10-01 18:00', 2, '2026-10-01 20:00'), (2, 2, 5, 4, 3, '2026-10-02', -1, '2026-10-10'),
    (3, 3, 5, 3, 0, '2026-10-03', NULL, NULL), (4, 4, 3, 4, 0, '2026-10-04', NULL, NULL),
    (5, 5, 3, 4, 2, '2026-10-05', 1, '2026-10-05 09:00'), (6, 6, 3, 4, 0, '2026-10-06', NULL, NULL),
    (7, 3, -1, 8, 0, '2026-10-03', NULL, NULL), (8, 1, 3, 7, 1, '2026-10-01 19:00', 2, '2026-10-01 20:00'),
    (9, 5, 4, 8, 0, '2026-09-01', NULL, NULL);
