-- Did you use it? A week after somebody took up a resource they are asked, once.

-- What somebody took along, as text or into a plan (`item`). What they saved, and found helpful,
-- stands in `saved` and `vote`.
CREATE TABLE taken (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
    resource TEXT NOT NULL,
    item INTEGER REFERENCES plan_item,
    at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX taken_once ON taken (person, resource, coalesce(item, 0));
CREATE INDEX taken_item ON taken (item);
CREATE INDEX taken_at ON taken (at);
CREATE INDEX saved_at ON saved (at);
CREATE INDEX vote_at ON vote (at);

-- That somebody is asked about a resource, or was: how and when they took it up, with which day's
-- message (an ISO date), and what they said.
CREATE TABLE follow_up (
    person INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
    resource TEXT NOT NULL,
    how TEXT NOT NULL CHECK (how IN ('saved', 'text', 'helpful', 'plan')),
    taken_at INTEGER NOT NULL,
    on_day TEXT NOT NULL,
    said TEXT CHECK (said IN ('helped', 'little', 'not_yet', 'not_going')),
    said_at INTEGER,
    PRIMARY KEY (person, resource),
    CHECK ((said IS NULL) = (said_at IS NULL))
) STRICT, WITHOUT ROWID;

-- The outbox and the mutes know these messages too.
CREATE TABLE outbox_now (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
    route TEXT NOT NULL,
    class TEXT NOT NULL DEFAULT 'service'
        CHECK (class IN ('service', 'plan', 'follow_up', 'nudge', 'automatic')),
    nudge INTEGER REFERENCES nudge,
    school INTEGER REFERENCES school,
    relay INTEGER REFERENCES relay ON DELETE CASCADE,
    not_before INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (
        state IN ('waiting', 'claimed', 'sent', 'blocked', 'muted', 'unneeded', 'cancelled', 'unknown')
    ),
    settled_at INTEGER,
    message INTEGER
) STRICT;
INSERT INTO outbox_now SELECT id, key, account, route, class, nudge, school, relay, not_before, state,
    settled_at, message FROM outbox;
DELETE FROM sqlite_sequence WHERE name = 'outbox_now';
INSERT INTO sqlite_sequence SELECT 'outbox_now', seq FROM sqlite_sequence WHERE name = 'outbox';
DROP TABLE outbox;
ALTER TABLE outbox_now RENAME TO outbox;
CREATE INDEX outbox_waiting ON outbox (class, not_before, id) WHERE state = 'waiting';
CREATE INDEX outbox_claimed ON outbox (id) WHERE state = 'claimed';
CREATE INDEX outbox_account ON outbox (account, message);
CREATE INDEX outbox_nudge ON outbox (nudge, state);
CREATE INDEX outbox_school ON outbox (school);
CREATE INDEX outbox_relay ON outbox (relay);

CREATE TABLE mute_now (
    person INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
    class TEXT NOT NULL CHECK (class IN ('nudge', 'automatic', 'plan', 'follow_up')),
    at INTEGER NOT NULL,
    PRIMARY KEY (person, class)
) STRICT, WITHOUT ROWID;
INSERT INTO mute_now SELECT person, class, at FROM mute;
DROP TABLE mute;
ALTER TABLE mute_now RENAME TO mute;
