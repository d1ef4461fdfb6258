INSERT INTO events VALUES ('$1', '@u1:example.org', 1700000000000), ('$2', '@u2:example.org', 1710000000000);
INSERT INTO current_state_events VALUES ('$1', '!a:example.org', 'm.room.create', '', NULL),
    ('$2', '!b:example.org', 'm.room.create', '', NULL),
    ('$3', '!a:example.org', 'm.room.member', '@u1:example.org', 'join'),
    ('$4', '!a:example.org', 'm.room.member', '@u2:example.org', 'join'),
    ('$5', '!a:example.org', 'm.room.member', '@u3:elsewhere.example', 'join'),
    ('$6', '!b:example.org', 'm.room.member', '@u1:example.org', 'join'),
    ('$7', '!b:example.org', 'm.room.member', '@u2:example.org', 'leave'),
    ('$8', '!b:example.org', 'm.room.member', '@u3:elsewhere.example', 'ban');
INSERT INTO sliding_sync_joined_rooms VALUES ('!a:example.org', NULL);
INSERT INTO users (name, creation_ts, is_guest, consent_ts, suspended) VALUES
    ('@u1:example.org', 1690000000, 0, 1690000001000, FALSE),
    ('@u2:example.org', 1690000002, 0, NULL, TRUE),
    ('@guest:example.org', 1690000003, 1, NULL, FALSE);
INSERT INTO event_reports VALUES (1, 1720000000000, '!a:example.org');
INSERT INTO user_reports VALUES (1, 1720000000000);
