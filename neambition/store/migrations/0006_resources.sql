-- Resources: what facilitators changed of the catalogue, what people asked for and what they thought.

-- An entry touched here; all others are the file's. `fields` is the entry as it is here, as JSON,
-- `base` the file's row that it was last held against, none for one that the file did not have.
-- A retired one is suggested no more.
CREATE TABLE resource (
    id TEXT PRIMARY KEY,
    fields TEXT NOT NULL,
    base TEXT,
    retired INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1))
) STRICT;

-- Who did what with an entry, touched or not, and when; the latest id tells whether the catalogue
-- in memory is the one that stands. `part` is what of it was changed, from `old` to `new`, as the
-- file's cells have it; of a page that was opened, `new` is the address.
CREATE TABLE resource_change (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    resource TEXT NOT NULL,
    what TEXT NOT NULL,
    part TEXT,
    old TEXT NOT NULL DEFAULT '',
    new TEXT NOT NULL DEFAULT '',
    person INTEGER REFERENCES person ON DELETE SET NULL,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX resource_change_resource ON resource_change (resource, id);
CREATE INDEX resource_change_person ON resource_change (person);

-- What somebody asked for: the words, what they limit it to as JSON, and what nothing kept to and
-- was left off. Never changed: a request narrowed is another row.
CREATE TABLE request (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
    words TEXT NOT NULL,
    limits TEXT NOT NULL,
    left_off TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX request_person ON request (person, id);
CREATE INDEX request_at ON request (at);

-- What one person thinks of an entry: 1 helpful, -1 not for us. One vote a person and entry.
CREATE TABLE vote (
    person INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
    resource TEXT NOT NULL,
    value INTEGER NOT NULL CHECK (value IN (-1, 1)),
    at INTEGER NOT NULL,
    PRIMARY KEY (person, resource)
) STRICT, WITHOUT ROWID;
CREATE INDEX vote_resource ON vote (resource, value);

CREATE TABLE saved (
    person INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
    resource TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (person, resource)
) STRICT, WITHOUT ROWID;

-- Who found an entry's link broken; gone once somebody marks the entry as checked.
CREATE TABLE broken_link (
    resource TEXT NOT NULL,
    person INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
    at INTEGER NOT NULL,
    PRIMARY KEY (resource, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX broken_link_person ON broken_link (person);
