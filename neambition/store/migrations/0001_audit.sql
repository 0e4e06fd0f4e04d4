-- Times are UTC seconds. External ids are text, ids of our own are integers. Where rows are deleted,
-- ids are never given again (AUTOINCREMENT): an old button must not open what came later.

-- What a channel delivered, kept until handled. Its body is erased then; the key stays 48 hours so
-- that a second delivery of the same update is known.
CREATE TABLE inbox (
    source TEXT NOT NULL,
    update_id INTEGER NOT NULL,
    body TEXT,
    exceptions INTEGER NOT NULL DEFAULT 0,
    received_at INTEGER NOT NULL,
    handled_at INTEGER,
    PRIMARY KEY (source, update_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX inbox_waiting ON inbox (source, update_id) WHERE handled_at IS NULL;

CREATE TABLE person (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    first_name TEXT NOT NULL,
    since INTEGER NOT NULL
) STRICT;

CREATE TABLE account (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
    channel TEXT NOT NULL,
    external_id TEXT NOT NULL,
    blocked_at INTEGER,
    UNIQUE (channel, external_id)
) STRICT;
CREATE INDEX account_person ON account (person);

-- `awaits` is the route that words typed next are for; `owes` the route of a screen not yet sent,
-- `owes_message` the message it goes into (none: a new one).
CREATE TABLE conversation (
    account INTEGER PRIMARY KEY REFERENCES account ON DELETE CASCADE,
    awaits TEXT,
    awaits_until INTEGER,
    owes TEXT,
    owes_message INTEGER
) STRICT;
CREATE INDEX conversation_owing ON conversation (account) WHERE owes IS NOT NULL;

-- What does not fit in a button's code.
CREATE TABLE draft (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX draft_person ON draft (person);
CREATE INDEX draft_expires ON draft (expires_at);

-- `name_key` is the name as compared: lower case, words only.
CREATE TABLE school (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE,
    since INTEGER NOT NULL
) STRICT;

CREATE TABLE membership (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
    school INTEGER NOT NULL REFERENCES school,
    role TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('asked', 'member', 'declined')),
    leads INTEGER NOT NULL DEFAULT 0 CHECK (leads IN (0, 1)),
    decided_by INTEGER REFERENCES person ON DELETE SET NULL,
    since INTEGER NOT NULL,
    UNIQUE (person, school)
) STRICT;
CREATE INDEX membership_school ON membership (school);
CREATE INDEX membership_decided_by ON membership (decided_by);

-- Each version of the questions once, as it was when first used.
CREATE TABLE framework (
    version TEXT PRIMARY KEY,
    sha256 TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- `quick_first`: the order the school chose, the quick look's statements before the rest.
CREATE TABLE audit (
    id INTEGER PRIMARY KEY,
    school INTEGER NOT NULL REFERENCES school,
    framework TEXT NOT NULL REFERENCES framework,
    quick_first INTEGER NOT NULL CHECK (quick_first IN (0, 1)),
    started_at INTEGER NOT NULL,
    finished_at INTEGER
) STRICT;
CREATE UNIQUE INDEX audit_open ON audit (school) WHERE finished_at IS NULL;
CREATE INDEX audit_framework ON audit (framework);
CREATE INDEX audit_school ON audit (school, id);

CREATE TABLE answer (
    id INTEGER PRIMARY KEY,
    school INTEGER NOT NULL REFERENCES school,
    audit INTEGER NOT NULL REFERENCES audit,
    statement TEXT NOT NULL,
    level TEXT NOT NULL,
    person INTEGER REFERENCES person ON DELETE SET NULL,
    role TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX answer_audit ON answer (audit, statement);
CREATE INDEX answer_school ON answer (school);
CREATE INDEX answer_person ON answer (person);

-- An answer is never changed or removed: a later one stands in its place. Only who gave it can be
-- forgotten.
CREATE TRIGGER answer_stays BEFORE DELETE ON answer
BEGIN SELECT RAISE(ABORT, 'answers are never removed'); END;
CREATE TRIGGER answer_keeps BEFORE UPDATE OF id, school, audit, statement, level, role, at ON answer
BEGIN SELECT RAISE(ABORT, 'answers are never changed'); END;

-- Derived: the latest answer to each statement of an audit.
CREATE TABLE standing (
    audit INTEGER NOT NULL REFERENCES audit,
    statement TEXT NOT NULL,
    answer INTEGER NOT NULL REFERENCES answer,
    PRIMARY KEY (audit, statement)
) STRICT, WITHOUT ROWID;
CREATE INDEX standing_answer ON standing (answer);

CREATE TABLE note (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    audit INTEGER NOT NULL REFERENCES audit,
    statement TEXT NOT NULL,
    person INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
    role TEXT NOT NULL,
    text TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX note_audit ON note (audit, statement);
CREATE INDEX note_person ON note (person);

-- `value` runs from 0, least confident; none where the question was skipped.
CREATE TABLE confidence (
    audit INTEGER NOT NULL REFERENCES audit,
    moment TEXT NOT NULL CHECK (moment IN ('start', 'end')),
    question TEXT NOT NULL,
    value INTEGER,
    person INTEGER REFERENCES person ON DELETE SET NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (audit, moment, question)
) STRICT, WITHOUT ROWID;
CREATE INDEX confidence_person ON confidence (person);

-- The three actions a school was shown when it swapped one.
CREATE TABLE pick (
    audit INTEGER NOT NULL REFERENCES audit,
    slot TEXT NOT NULL,
    action TEXT NOT NULL,
    PRIMARY KEY (audit, slot)
) STRICT, WITHOUT ROWID;

-- What happens later. `guard` is what was true when it was asked for; if it no longer is, the row
-- is dropped.
CREATE TABLE due (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
    subject INTEGER NOT NULL,
    guard INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    UNIQUE (account, kind, subject)
) STRICT;
CREATE INDEX due_at ON due (due_at);

-- Messages that the bot begins. Claimed before it is sent: one that was claimed when the program
-- was killed is `unknown`, never sent twice.
CREATE TABLE outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
    route TEXT NOT NULL,
    not_before INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'claimed', 'sent', 'blocked', 'unknown'))
) STRICT;
CREATE INDEX outbox_waiting ON outbox (not_before) WHERE state = 'waiting';
CREATE INDEX outbox_account ON outbox (account);
