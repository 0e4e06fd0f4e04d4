-- The latest look at each entry's address. `since`: the first of the looks in a row that came to the
-- same trouble; `opened`: when the address last opened. An entry may be the file's alone.
CREATE TABLE link_check (
    resource TEXT PRIMARY KEY,
    url TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN
        ('works', 'moved', 'gone', 'refused', 'failed', 'unsafe', 'silent', 'not_allowed')),
    status INTEGER,
    moved_to TEXT,
    at INTEGER NOT NULL,
    since INTEGER,
    opened INTEGER
) STRICT, WITHOUT ROWID;
