-- Questions to a person: what somebody asks the facilitators of their school for, and the answer.

-- `request` is the request that was sent on, each once; its words and limits are kept here too, since
-- requests go after a while. `added` is a sentence of the asker's own. Settled: answered or taken back.
CREATE TABLE question (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
    school INTEGER NOT NULL REFERENCES school,
    request INTEGER UNIQUE REFERENCES request ON DELETE SET NULL,
    words TEXT NOT NULL,
    limits TEXT NOT NULL,
    added TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'answered', 'taken_back')),
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX question_person ON question (person, id);
CREATE INDEX question_school ON question (school, id);
CREATE INDEX question_open ON question (id) WHERE state = 'open';

-- What a facilitator answered. `words` is what they wrote, or the title of the entry or link that they
-- sent, whose address is `url`. It stays with whoever asked when the facilitator is erased.
CREATE TABLE question_answer (
    question INTEGER PRIMARY KEY REFERENCES question ON DELETE CASCADE,
    person INTEGER REFERENCES person ON DELETE SET NULL,
    how TEXT NOT NULL CHECK (how IN ('words', 'entry', 'link', 'nothing')),
    words TEXT NOT NULL,
    url TEXT NOT NULL,
    resource TEXT,
    at INTEGER NOT NULL,
    helped INTEGER CHECK (helped IN (0, 1))
) STRICT;
CREATE INDEX question_answer_person ON question_answer (person);
CREATE INDEX question_answer_link ON question_answer (question) WHERE how = 'link';

-- Words are carried about a question too, and a message says which question it is about.
CREATE TABLE relay_now (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    nudge INTEGER REFERENCES nudge,
    question INTEGER REFERENCES question ON DELETE CASCADE,
    school INTEGER NOT NULL REFERENCES school,
    person INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
    receiver INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
    to_school INTEGER NOT NULL CHECK (to_school IN (0, 1)),
    words TEXT NOT NULL,
    at INTEGER NOT NULL,
    CHECK ((nudge IS NULL) <> (question IS NULL))
) STRICT;
INSERT INTO relay_now SELECT id, nudge, NULL, school, person, receiver, to_school, words, at FROM relay;
DELETE FROM sqlite_sequence WHERE name = 'relay_now';
INSERT INTO sqlite_sequence SELECT 'relay_now', seq FROM sqlite_sequence WHERE name = 'relay';
DROP TABLE relay;
ALTER TABLE relay_now RENAME TO relay;
CREATE INDEX relay_nudge ON relay (nudge);
CREATE INDEX relay_question ON relay (question);
CREATE INDEX relay_school ON relay (school);
CREATE INDEX relay_person ON relay (person);
CREATE INDEX relay_receiver ON relay (receiver);
ALTER TABLE outbox ADD COLUMN question INTEGER REFERENCES question ON DELETE CASCADE;
CREATE INDEX outbox_question ON outbox (question);
