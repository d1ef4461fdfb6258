INSERT INTO rooms VALUES ('!a:example.org', TRUE, '@u1:example.org', '10', TRUE),
    ('!b:example.org', FALSE, '@u2:example.org', '10', TRUE);
INSERT INTO room_stats_current VALUES ('!a:example.org', 3), ('!b:example.org', 2);
INSERT INTO events VALUES (1, '$1', 'm.room.create', '!a:example.org', 1700000000000, ''),
    (2, '$2', 'm.room.create', '!b:example.org', 1710000000000, '');
INSERT INTO current_state_events VALUES ('$3', '!a:example.org', 'm.room.member', '@u1:example.org', 'join'),
    ('$4', '!b:example.org', 'm.room.member', '@u1:example.org', 'join'),
    ('$5', '!b:example.org', 'm.room.member', '@u2:example.org', 'leave');
INSERT INTO users VALUES ('@u1:example.org', 1690000000, 0, NULL, 0, 1690000001000),
    ('@u2:example.org', 1690000002, 0, NULL, 0, NULL),
    ('@guest:example.org', 1690000003, 1, NULL, 0, NULL);
INSERT INTO event_reports VALUES (1, 1720000000000, '!a:example.org', '$9', '@u2:example.org', 'spam', NULL);
