-- Cohorts: schools that facilitators look after together.

-- `stalled_after`, `not_begun_after`: days. The automatic nudges are off while their days are none.
CREATE TABLE cohort (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    since INTEGER NOT NULL,
    stalled_after INTEGER NOT NULL DEFAULT 14,
    nudge_not_begun_after INTEGER,
    nudge_stalled_after INTEGER,
    nudge_due_again INTEGER NOT NULL DEFAULT 0 CHECK (nudge_due_again IN (0, 1))
) STRICT;

CREATE TABLE cohort_school (
    cohort INTEGER NOT NULL REFERENCES cohort,
    school INTEGER NOT NULL REFERENCES school,
    area TEXT NOT NULL DEFAULT '',
    since INTEGER NOT NULL,
    PRIMARY KEY (cohort, school)
) STRICT, WITHOUT ROWID;
CREATE INDEX cohort_school_school ON cohort_school (school);

-- `chosen_at`: when they last turned to this cohort; of several that one is before them.
CREATE TABLE cohort_facilitator (
    cohort INTEGER NOT NULL REFERENCES cohort,
    person INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
    since INTEGER NOT NULL,
    chosen_at INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (cohort, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX cohort_facilitator_person ON cohort_facilitator (person);

-- What a school lets a cohort's facilitators see besides its progress. No row: it was never asked,
-- and nothing is shared.
CREATE TABLE sharing (
    school INTEGER NOT NULL REFERENCES school,
    cohort INTEGER NOT NULL REFERENCES cohort,
    results INTEGER NOT NULL CHECK (results IN (0, 1)),
    notes INTEGER NOT NULL DEFAULT 0 CHECK (notes IN (0, 1)),
    person INTEGER REFERENCES person ON DELETE SET NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (school, cohort)
) STRICT, WITHOUT ROWID;
CREATE INDEX sharing_cohort ON sharing (cohort);
CREATE INDEX sharing_person ON sharing (person);

-- What a facilitator did or noted about a school outside this chat. Never shown to the school's
-- people, and never about a pupil.
CREATE TABLE contact (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    cohort INTEGER NOT NULL REFERENCES cohort,
    school INTEGER NOT NULL REFERENCES school,
    how TEXT NOT NULL CHECK (how IN ('phone', 'email', 'letter', 'note')),
    words TEXT NOT NULL DEFAULT '',
    person INTEGER REFERENCES person ON DELETE SET NULL,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX contact_school ON contact (school, cohort);
CREATE INDEX contact_cohort ON contact (cohort);
CREATE INDEX contact_person ON contact (person);

-- Days on which nobody of the cohort is written to: its holidays and its blocked weeks. Both days
-- are in it, as ISO dates.
CREATE TABLE closure (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    cohort INTEGER NOT NULL REFERENCES cohort,
    first_day TEXT NOT NULL,
    last_day TEXT NOT NULL,
    CHECK (first_day <= last_day)
) STRICT;
CREATE INDEX closure_cohort ON closure (cohort);

-- Derived when an audit is finished: what each benchmark came to, in thirds of a statement.
CREATE TABLE result (
    audit INTEGER NOT NULL REFERENCES audit,
    benchmark INTEGER NOT NULL,
    points INTEGER NOT NULL,
    possible INTEGER NOT NULL,
    PRIMARY KEY (audit, benchmark)
) STRICT, WITHOUT ROWID;

-- The same in one row, for the sums of many schools. `stages`: a letter for each benchmark, in order
-- of its number (f fully, p partly, n not yet, - does not apply). `not_sure`, `not_applicable`: the
-- ids of the statements that were answered so, a space between.
CREATE TABLE outcome (
    audit INTEGER PRIMARY KEY REFERENCES audit,
    stages TEXT NOT NULL,
    not_sure TEXT NOT NULL,
    not_applicable TEXT NOT NULL
) STRICT;

-- Which menus a person sees: a facilitator who also teaches chooses. Rights never depend on it.
ALTER TABLE conversation ADD COLUMN acting_as TEXT NOT NULL DEFAULT 'school'
    CHECK (acting_as IN ('school', 'facilitator'));

-- Derived, kept by the triggers below, so that 17,000 schools are counted from one narrow table: who
-- belongs to a school, its open audit's `answered` and `last_at`, and when it last finished one. A
-- test rebuilds it.
CREATE TABLE progress (
    school INTEGER PRIMARY KEY REFERENCES school,
    people INTEGER NOT NULL DEFAULT 0,
    answered INTEGER NOT NULL DEFAULT 0,
    last_at INTEGER,
    finished_at INTEGER
) STRICT;
CREATE VIEW progress_found AS SELECT
    s.id AS school,
    (SELECT count(*) FROM membership m WHERE m.school = s.id AND m.state = 'member') AS people,
    coalesce((SELECT answered FROM audit a WHERE a.school = s.id AND a.finished_at IS NULL), 0)
        AS answered,
    (SELECT last_at FROM audit a WHERE a.school = s.id AND a.finished_at IS NULL) AS last_at,
    (SELECT max(finished_at) FROM audit a WHERE a.school = s.id) AS finished_at
FROM school s;
DROP INDEX membership_school;
CREATE INDEX membership_school ON membership (school, state);
DROP INDEX audit_school;
CREATE INDEX audit_school ON audit (school, finished_at, answered, last_at);
INSERT INTO progress SELECT * FROM progress_found;

CREATE TRIGGER progress_joined AFTER INSERT ON membership BEGIN
    DELETE FROM progress WHERE school IN (NEW.school);
    INSERT INTO progress SELECT * FROM progress_found WHERE school IN (NEW.school);
END;
CREATE TRIGGER progress_changed AFTER UPDATE OF school, state ON membership BEGIN
    DELETE FROM progress WHERE school IN (OLD.school, NEW.school);
    INSERT INTO progress SELECT * FROM progress_found WHERE school IN (OLD.school, NEW.school);
END;
CREATE TRIGGER progress_left AFTER DELETE ON membership BEGIN
    DELETE FROM progress WHERE school IN (OLD.school);
    INSERT INTO progress SELECT * FROM progress_found WHERE school IN (OLD.school);
END;
CREATE TRIGGER progress_begun AFTER INSERT ON audit BEGIN
    DELETE FROM progress WHERE school IN (NEW.school);
    INSERT INTO progress SELECT * FROM progress_found WHERE school IN (NEW.school);
END;
CREATE TRIGGER progress_made AFTER UPDATE OF school, answered, last_at, finished_at ON audit BEGIN
    DELETE FROM progress WHERE school IN (OLD.school, NEW.school);
    INSERT INTO progress SELECT * FROM progress_found WHERE school IN (OLD.school, NEW.school);
END;
CREATE TRIGGER progress_undone AFTER DELETE ON audit BEGIN
    DELETE FROM progress WHERE school IN (OLD.school);
    INSERT INTO progress SELECT * FROM progress_found WHERE school IN (OLD.school);
END;
