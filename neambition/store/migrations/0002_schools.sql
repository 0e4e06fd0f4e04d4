-- Schools from the register, who belongs to them, who may come in, and several on one audit.

-- `urn` is the register's number; a school without one was typed by a person, and `confirmed_at` says
-- when a facilitator found it right. The register has many schools of one name, so `name_key` is no
-- longer unique. A school that was merged stays, closed, so that old buttons still lead somewhere.
CREATE TABLE school_now (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    urn TEXT UNIQUE,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    town TEXT NOT NULL DEFAULT '',
    postcode TEXT NOT NULL DEFAULT '',
    authority TEXT NOT NULL DEFAULT '',
    phase TEXT NOT NULL DEFAULT '',
    closed INTEGER NOT NULL DEFAULT 0 CHECK (closed IN (0, 1)),
    since INTEGER NOT NULL,
    confirmed_at INTEGER,
    merged_into INTEGER REFERENCES school_now
) STRICT;
INSERT INTO school_now (id, name, name_key, since) SELECT id, name, name_key, since FROM school;
DROP TABLE school;
ALTER TABLE school_now RENAME TO school;
CREATE INDEX school_name_key ON school (name_key);
CREATE INDEX school_merged_into ON school (merged_into);
CREATE INDEX school_postcode ON school (postcode);
CREATE INDEX school_unconfirmed ON school (id)
    WHERE urn IS NULL AND confirmed_at IS NULL AND merged_into IS NULL;

-- Derived: what a school is found by, three letters in a row of the words that tell it apart. Its
-- rowid is the school's. Of 25,000 schools it takes 3 MB and an eighth of a second to fill, where a
-- plain table of grams took 17 MB and four seconds.
CREATE VIRTUAL TABLE school_grams USING fts5 (
    grams, detail = none, tokenize = "ascii tokenchars '^$_'"
);

-- `chosen_at`: when the person last chose to be here; of several schools that one is theirs now.
-- `turned_away_at`: when the school's people declined them or put them out, until they are let in.
CREATE TABLE membership_now (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
    school INTEGER NOT NULL REFERENCES school,
    role TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('asked', 'member', 'declined', 'left')),
    leads INTEGER NOT NULL DEFAULT 0 CHECK (leads IN (0, 1)),
    decided_by INTEGER REFERENCES person ON DELETE SET NULL,
    since INTEGER NOT NULL,
    chosen_at INTEGER NOT NULL,
    turned_away_at INTEGER,
    UNIQUE (person, school),
    CHECK (leads = 0 OR state = 'member')
) STRICT;
INSERT INTO membership_now SELECT id, person, school, role, state, leads, decided_by, since, since,
    CASE state WHEN 'declined' THEN since END FROM membership;
DELETE FROM sqlite_sequence WHERE name = 'membership_now';
INSERT INTO sqlite_sequence SELECT 'membership_now', seq FROM sqlite_sequence WHERE name = 'membership';
DROP TABLE membership;
ALTER TABLE membership_now RENAME TO membership;
CREATE INDEX membership_school ON membership (school);
CREATE INDEX membership_decided_by ON membership (decided_by);

-- Derived, so that lists of many schools need not count answers: how many statements are answered,
-- and when anybody last answered. A test rebuilds them.
-- An audit that goes into another by a merge is removed, and its id never given again.
CREATE TABLE audit_now (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    school INTEGER NOT NULL REFERENCES school,
    framework TEXT NOT NULL REFERENCES framework,
    quick_first INTEGER NOT NULL CHECK (quick_first IN (0, 1)),
    started_at INTEGER NOT NULL,
    finished_at INTEGER,
    answered INTEGER NOT NULL DEFAULT 0,
    last_at INTEGER
) STRICT;
INSERT INTO audit_now (id, school, framework, quick_first, started_at, finished_at)
    SELECT id, school, framework, quick_first, started_at, finished_at FROM audit;
DROP TABLE audit;
ALTER TABLE audit_now RENAME TO audit;
CREATE UNIQUE INDEX audit_open ON audit (school) WHERE finished_at IS NULL;
CREATE INDEX audit_framework ON audit (framework);
CREATE INDEX audit_school ON audit (school, id);
UPDATE audit SET
    answered = (SELECT count(*) FROM standing WHERE audit = audit.id),
    last_at = (SELECT max(at) FROM answer WHERE audit = audit.id);

-- An answer changes its school by a merge and by nothing else.
DROP TRIGGER answer_keeps;
CREATE TRIGGER answer_keeps BEFORE UPDATE OF id, statement, level, role, at ON answer
BEGIN SELECT RAISE(ABORT, 'answers are never changed'); END;
CREATE TRIGGER answer_stays_here BEFORE UPDATE OF school, audit ON answer
WHEN NOT EXISTS (SELECT 1 FROM school WHERE id = OLD.school AND merged_into = NEW.school)
BEGIN SELECT RAISE(ABORT, 'answers are never moved, except by a merge'); END;

-- Where an audit's answers are that a merge put into another: its old buttons are told so.
CREATE TABLE merged_audit (
    id INTEGER PRIMARY KEY,
    merged_into INTEGER NOT NULL REFERENCES audit
) STRICT;
CREATE INDEX merged_audit_merged_into ON merged_audit (merged_into);
-- Who finished it.
ALTER TABLE audit ADD COLUMN finished_by INTEGER REFERENCES person ON DELETE SET NULL;
CREATE INDEX audit_finished_by ON audit (finished_by);

-- A head has seen the finished audit and stands behind it.
CREATE TABLE sign_off (
    audit INTEGER PRIMARY KEY REFERENCES audit,
    person INTEGER REFERENCES person ON DELETE SET NULL,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX sign_off_person ON sign_off (person);

-- A colleague sees it differently; beside the answer that stands, until the lead has settled it.
CREATE TABLE second_view (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    audit INTEGER NOT NULL REFERENCES audit,
    statement TEXT NOT NULL,
    level TEXT NOT NULL,
    person INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
    role TEXT NOT NULL,
    at INTEGER NOT NULL,
    settled_at INTEGER,
    settled_by INTEGER REFERENCES person ON DELETE SET NULL,
    UNIQUE (audit, statement, person)
) STRICT;
CREATE INDEX second_view_person ON second_view (person);
CREATE INDEX second_view_settled_by ON second_view (settled_by);

-- A link that lets somebody in. Only the token's hash is kept. `kind` says into what: 'school' with a
-- role; 'benchmark' and 'head', some statements of one audit; 'cohort', as its facilitator. A school's
-- has a cohort too if it is one of many made for that cohort. It goes with whoever made it; one of
-- the operator's has nobody.
CREATE TABLE invitation (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    token_hash TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('school', 'benchmark', 'head', 'cohort')),
    school INTEGER REFERENCES school,
    role TEXT,
    leads INTEGER NOT NULL DEFAULT 0 CHECK (leads IN (0, 1)),
    audit INTEGER REFERENCES audit,
    benchmark INTEGER,
    cohort INTEGER REFERENCES cohort,
    made_by INTEGER REFERENCES person ON DELETE CASCADE,
    since INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    uses_left INTEGER NOT NULL CHECK (uses_left >= 0),
    revoked_at INTEGER
) STRICT;
CREATE INDEX invitation_school ON invitation (school);
CREATE INDEX invitation_cohort ON invitation (cohort);
CREATE INDEX invitation_audit ON invitation (audit);
CREATE INDEX invitation_made_by ON invitation (made_by);

-- Who came in by it: once used, it is theirs to open again.
CREATE TABLE invitation_use (
    invitation INTEGER NOT NULL REFERENCES invitation ON DELETE CASCADE,
    person INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
    at INTEGER NOT NULL,
    PRIMARY KEY (invitation, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX invitation_use_person ON invitation_use (person);

-- Some statements of one audit handed to one person, and nothing else: a benchmark's, or with
-- `benchmark` none those that the head knows best. No `role`: they have not said yet what they are.
-- `done_at`: they have answered; `ended_at`: it was taken back.
CREATE TABLE assignment (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    invitation INTEGER REFERENCES invitation ON DELETE SET NULL,
    audit INTEGER NOT NULL REFERENCES audit,
    benchmark INTEGER,
    handed_by INTEGER REFERENCES person ON DELETE SET NULL,
    person INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
    role TEXT,
    since INTEGER NOT NULL,
    done_at INTEGER,
    ended_at INTEGER,
    UNIQUE (invitation, person)
) STRICT;
CREATE INDEX assignment_audit ON assignment (audit);
CREATE INDEX assignment_handed_by ON assignment (handed_by);
CREATE INDEX assignment_person ON assignment (person);
