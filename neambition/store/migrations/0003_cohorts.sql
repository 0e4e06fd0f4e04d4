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

CREATE TABLE cohort_facilitator (
    cohort INTEGER NOT NULL REFERENCES cohort,
    person INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
    since INTEGER NOT NULL,
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

-- Derived when an audit is finished: what each benchmark came to, in thirds of a statement, and a
-- bit for each statement of it (the first is 1) that was Not sure, or did not apply.
CREATE TABLE result (
    audit INTEGER NOT NULL REFERENCES audit,
    benchmark INTEGER NOT NULL,
    points INTEGER NOT NULL,
    possible INTEGER NOT NULL,
    not_sure INTEGER NOT NULL,
    not_applicable INTEGER NOT NULL,
    PRIMARY KEY (audit, benchmark)
) STRICT, WITHOUT ROWID;

-- Which menus a person sees: a facilitator who also teaches chooses. Rights never depend on it.
ALTER TABLE conversation ADD COLUMN acting_as TEXT NOT NULL DEFAULT 'school'
    CHECK (acting_as IN ('school', 'facilitator'));
