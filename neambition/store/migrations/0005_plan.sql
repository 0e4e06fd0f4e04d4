-- Plans: what a school means to do, who by when, and what came of it.

-- What a school means to do. `action` is the framework's action, none where it is in the school's own
-- words; `words` is how it reads, kept here, so that it stands when a later version has no such
-- action. `owner` is a person, or `owner_words` says who; `due_on` an ISO date, about right only with
-- `due_about`. `undone`: it was put in by mistake and taken back.
CREATE TABLE plan_item (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    school INTEGER NOT NULL REFERENCES school,
    framework TEXT NOT NULL REFERENCES framework,
    benchmark INTEGER NOT NULL,
    action TEXT,
    words TEXT NOT NULL,
    owner INTEGER REFERENCES person ON DELETE SET NULL,
    owner_words TEXT NOT NULL DEFAULT '',
    due_on TEXT,
    due_about INTEGER NOT NULL DEFAULT 0 CHECK (due_about IN (0, 1)),
    state TEXT NOT NULL CHECK (state IN ('to_do', 'doing', 'done', 'dropped', 'undone')),
    since INTEGER NOT NULL,
    done_at INTEGER
) STRICT;
CREATE INDEX plan_item_school ON plan_item (school);
CREATE INDEX plan_item_owner ON plan_item (owner);
CREATE INDEX plan_item_framework ON plan_item (framework);
CREATE INDEX plan_item_due ON plan_item (due_on) WHERE state IN ('to_do', 'doing');

-- Every change of it, in order; replayed they give the item as it is. Values are as
-- `neambition.plan` writes them.
CREATE TABLE plan_change (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    item INTEGER NOT NULL REFERENCES plan_item,
    field TEXT NOT NULL CHECK (field IN ('state', 'words', 'owner', 'due')),
    old TEXT NOT NULL,
    new TEXT NOT NULL,
    person INTEGER REFERENCES person ON DELETE SET NULL,
    role TEXT,
    at INTEGER NOT NULL,
    undoes INTEGER REFERENCES plan_change
) STRICT;
CREATE INDEX plan_change_item ON plan_change (item, id);
CREATE INDEX plan_change_person ON plan_change (person);
CREATE INDEX plan_change_undoes ON plan_change (undoes);

CREATE TABLE plan_note (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    item INTEGER NOT NULL REFERENCES plan_item,
    person INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
    role TEXT NOT NULL,
    text TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX plan_note_item ON plan_note (item);
CREATE INDEX plan_note_person ON plan_note (person);

-- A suggested action that a school does not want to be suggested again.
CREATE TABLE not_for_us (
    school INTEGER NOT NULL REFERENCES school,
    action TEXT NOT NULL,
    person INTEGER REFERENCES person ON DELETE SET NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (school, action)
) STRICT, WITHOUT ROWID;
CREATE INDEX not_for_us_person ON not_for_us (person);

-- Of which due dates somebody was reminded, a week before or on the day, and with which day's message.
CREATE TABLE plan_reminder (
    item INTEGER NOT NULL REFERENCES plan_item,
    due_on TEXT NOT NULL,
    moment TEXT NOT NULL CHECK (moment IN ('week', 'day')),
    person INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
    on_day TEXT NOT NULL,
    PRIMARY KEY (item, due_on, moment, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX plan_reminder_person ON plan_reminder (person, on_day);

-- A cohort's own term dates, in place of the region's; ISO dates, all of them in it. The break is the
-- half-term holiday.
CREATE TABLE term (
    cohort INTEGER NOT NULL REFERENCES cohort,
    name TEXT NOT NULL,
    first_day TEXT NOT NULL,
    break_first TEXT NOT NULL,
    break_last TEXT NOT NULL,
    last_day TEXT NOT NULL,
    PRIMARY KEY (cohort, first_day),
    CHECK (first_day < break_first AND break_first <= break_last AND break_last < last_day)
) STRICT, WITHOUT ROWID;

-- The finished audit that this one starts from: its answers are shown to be kept or changed.
ALTER TABLE audit ADD COLUMN based_on INTEGER REFERENCES audit;
CREATE INDEX audit_based_on ON audit (based_on);

-- An answer may come between two audits, because something of the plan was finished: it has a `cause`,
-- no audit, and names the version of the questions that it answers.
CREATE TABLE answer_now (
    id INTEGER PRIMARY KEY,
    school INTEGER NOT NULL REFERENCES school,
    audit INTEGER REFERENCES audit,
    framework TEXT REFERENCES framework,
    statement TEXT NOT NULL,
    level TEXT NOT NULL,
    person INTEGER REFERENCES person ON DELETE SET NULL,
    role TEXT NOT NULL,
    cause INTEGER REFERENCES plan_item,
    at INTEGER NOT NULL,
    CHECK ((audit IS NULL) = (framework IS NOT NULL))
) STRICT;
INSERT INTO answer_now (id, school, audit, statement, level, person, role, at)
    SELECT id, school, audit, statement, level, person, role, at FROM answer;
DROP TABLE answer;
ALTER TABLE answer_now RENAME TO answer;
CREATE INDEX answer_audit ON answer (audit, statement);
CREATE INDEX answer_school ON answer (school, statement, at, id);
CREATE INDEX answer_person ON answer (person);
CREATE INDEX answer_cause ON answer (cause);
CREATE INDEX answer_framework ON answer (framework);

-- An answer is never changed, removed or moved, but for a merge; only who gave it can be forgotten. A
-- finished audit takes no more.
CREATE TRIGGER answer_stays BEFORE DELETE ON answer
BEGIN SELECT RAISE(ABORT, 'answers are never removed'); END;
CREATE TRIGGER answer_keeps
BEFORE UPDATE OF id, framework, statement, level, role, cause, at ON answer
BEGIN SELECT RAISE(ABORT, 'answers are never changed'); END;
CREATE TRIGGER answer_stays_here BEFORE UPDATE OF school, audit ON answer
WHEN NOT EXISTS (SELECT 1 FROM school WHERE id = OLD.school AND merged_into = NEW.school)
BEGIN SELECT RAISE(ABORT, 'answers are never moved, except by a merge'); END;
CREATE TRIGGER answer_frozen BEFORE INSERT ON answer
WHEN EXISTS (SELECT 1 FROM audit WHERE id = NEW.audit AND finished_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'a finished audit takes no more answers'); END;

-- The outbox and the mutes know reminders of the plan too.
CREATE TABLE outbox_now (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
    route TEXT NOT NULL,
    class TEXT NOT NULL DEFAULT 'service'
        CHECK (class IN ('service', 'plan', 'nudge', 'automatic')),
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
    class TEXT NOT NULL CHECK (class IN ('nudge', 'automatic', 'plan')),
    at INTEGER NOT NULL,
    PRIMARY KEY (person, class)
) STRICT, WITHOUT ROWID;
INSERT INTO mute_now SELECT person, class, at FROM mute;
DROP TABLE mute;
ALTER TABLE mute_now RENAME TO mute;
