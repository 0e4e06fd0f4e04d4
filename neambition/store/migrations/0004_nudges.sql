-- Nudges: what a facilitator, or a cohort's own rule, says to many.

-- `audience` is the JSON of whom it is for, `words` the own words instead of the template's. `rule` is
-- the cohort's rule that began it, none where a person did. `better`: not outside the better hours.
-- `watcher` is the account whose message `live` shows how far it is, while one does.
CREATE TABLE nudge (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    cohort INTEGER NOT NULL REFERENCES cohort,
    person INTEGER REFERENCES person ON DELETE SET NULL,
    rule TEXT CHECK (rule IN ('not_begun', 'stalled', 'due_again')),
    audience TEXT NOT NULL,
    template TEXT NOT NULL DEFAULT '',
    words TEXT NOT NULL DEFAULT '',
    better INTEGER NOT NULL DEFAULT 1 CHECK (better IN (0, 1)),
    state TEXT NOT NULL CHECK (state IN ('draft', 'sending', 'cancelled', 'done')),
    since INTEGER NOT NULL,
    watcher INTEGER REFERENCES account ON DELETE SET NULL,
    live INTEGER
) STRICT;
CREATE INDEX nudge_cohort ON nudge (cohort);
CREATE INDEX nudge_person ON nudge (person);
CREATE INDEX nudge_watcher ON nudge (watcher);
CREATE INDEX nudge_sending ON nudge (id) WHERE state = 'sending';
CREATE INDEX nudge_draft ON nudge (since) WHERE state = 'draft';

-- Words carried between a school's person and a facilitator, so that neither learns the other's
-- account. `to_school`: which way they go.
CREATE TABLE relay (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    nudge INTEGER NOT NULL REFERENCES nudge,
    school INTEGER NOT NULL REFERENCES school,
    person INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
    receiver INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
    to_school INTEGER NOT NULL CHECK (to_school IN (0, 1)),
    words TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX relay_nudge ON relay (nudge);
CREATE INDEX relay_school ON relay (school);
CREATE INDEX relay_person ON relay (person);
CREATE INDEX relay_receiver ON relay (receiver);

-- The outbox as it was, and: `class` says by which rules a message goes out, `nudge`, `relay` and
-- `school` what it is part of, `message` its id in the channel once sent, so that a reply finds it.
CREATE TABLE outbox_now (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
    route TEXT NOT NULL,
    class TEXT NOT NULL DEFAULT 'service' CHECK (class IN ('service', 'nudge', 'automatic')),
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
INSERT INTO outbox_now (id, key, account, route, not_before, state)
    SELECT id, key, account, route, not_before, state FROM outbox;
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

-- What somebody does not want to be sent: a facilitator's nudges, or the automatic ones.
CREATE TABLE mute (
    person INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
    class TEXT NOT NULL CHECK (class IN ('nudge', 'automatic')),
    at INTEGER NOT NULL,
    PRIMARY KEY (person, class)
) STRICT, WITHOUT ROWID;

-- What somebody said is in the way, at a nudge; the last they said to it counts.
CREATE TABLE obstacle (
    nudge INTEGER NOT NULL REFERENCES nudge,
    person INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
    school INTEGER NOT NULL REFERENCES school,
    obstacle TEXT NOT NULL CHECK (obstacle IN ('time', 'head', 'telegram', 'not_me')),
    at INTEGER NOT NULL,
    PRIMARY KEY (nudge, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX obstacle_person ON obstacle (person);
CREATE INDEX obstacle_school ON obstacle (school);
