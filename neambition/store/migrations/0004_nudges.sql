-- Nudges: what a facilitator, or a cohort's own rule, says to many.

-- `audience` is the JSON of whom it is for, `words` the own words instead of the template's. A rule's
-- nudge has no person.
CREATE TABLE nudge (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    cohort INTEGER NOT NULL REFERENCES cohort,
    person INTEGER REFERENCES person ON DELETE SET NULL,
    audience TEXT NOT NULL,
    template TEXT NOT NULL,
    words TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL CHECK (state IN ('draft', 'sending', 'cancelled', 'done')),
    since INTEGER NOT NULL
) STRICT;
CREATE INDEX nudge_cohort ON nudge (cohort);
CREATE INDEX nudge_person ON nudge (person);
CREATE INDEX nudge_sending ON nudge (id) WHERE state = 'sending';

-- The outbox as it was, and: `class` says by which rules a message goes out, `nudge` and `school`
-- what it is part of, `message` its id in the channel once sent, so that a reply finds it.
CREATE TABLE outbox_now (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
    route TEXT NOT NULL,
    class TEXT NOT NULL DEFAULT 'service' CHECK (class IN ('service', 'nudge', 'automatic')),
    nudge INTEGER REFERENCES nudge,
    school INTEGER REFERENCES school,
    not_before INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (
        state IN ('waiting', 'claimed', 'sent', 'blocked', 'muted', 'unneeded', 'cancelled', 'unknown')
    ),
    settled_at INTEGER,
    message INTEGER
) STRICT;
INSERT INTO outbox_now (id, key, account, route, not_before, state)
    SELECT id, key, account, route, not_before, state FROM outbox;
DELETE FROM sqlite_sequence WHERE name = 'outbox_now';
INSERT INTO sqlite_sequence SELECT 'outbox_now', seq FROM sqlite_sequence WHERE name = 'outbox';
DROP TABLE outbox;
ALTER TABLE outbox_now RENAME TO outbox;
CREATE INDEX outbox_waiting ON outbox (not_before) WHERE state = 'waiting';
CREATE INDEX outbox_account ON outbox (account);
CREATE INDEX outbox_nudge ON outbox (nudge, state);
CREATE INDEX outbox_school ON outbox (school);
