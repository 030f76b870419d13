-- A publication may be superseded by a later one of its kind and commission, once. SQLite cannot take a UNIQUE out of a
-- table, so the rows move to a new one; the old triggers go with the old table.
CREATE TABLE publications_next (
  number INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  commission TEXT NOT NULL,
  at INTEGER NOT NULL,
  hash TEXT NOT NULL,
  signed TEXT NOT NULL,
  -- The number of the publication that this one corrects.
  supersedes INTEGER UNIQUE,
  CHECK (supersedes IS NULL OR supersedes < number)
) STRICT;
INSERT INTO publications_next (number, kind, commission, at, hash, signed)
  SELECT number, kind, commission, at, hash, signed FROM publications;
DROP TABLE publications;
ALTER TABLE publications_next RENAME TO publications;
CREATE UNIQUE INDEX publications_first ON publications (kind, commission) WHERE supersedes IS NULL;

CREATE TRIGGER publications_no_update BEFORE UPDATE ON publications BEGIN SELECT RAISE(ABORT, 'APPEND ONLY'); END;
CREATE TRIGGER publications_no_delete BEFORE DELETE ON publications BEGIN SELECT RAISE(ABORT, 'APPEND ONLY'); END;
-- INSERT OR REPLACE walks past the two above, by whichever key it finds taken.
CREATE TRIGGER publications_no_replace BEFORE INSERT ON publications
WHEN EXISTS (SELECT 1 FROM publications WHERE number = new.number
  OR supersedes = new.supersedes
  OR (new.supersedes IS NULL AND supersedes IS NULL AND kind = new.kind AND commission = new.commission))
BEGIN SELECT RAISE(ABORT, 'TAKEN publications'); END;
CREATE TRIGGER publications_of_its_kind BEFORE INSERT ON publications
WHEN new.supersedes IS NOT NULL AND NOT EXISTS (SELECT 1 FROM publications
  WHERE number = new.supersedes AND kind = new.kind AND commission = new.commission)
BEGIN SELECT RAISE(ABORT, 'SUPERSEDES §18'); END;

-- What was wrong in the record of a commission and what is right: prepared by its secretary. What was first written
-- stays where it stands; `change` holds both.
CREATE TABLE corrections (
  commission TEXT NOT NULL,
  number INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('protocol', 'sheet', 'ballot', 'name')),
  -- The application it is about, where it is about one.
  application TEXT REFERENCES applications (id),
  change TEXT NOT NULL,
  reason TEXT NOT NULL,
  prepared_at INTEGER NOT NULL,
  prepared_by TEXT NOT NULL REFERENCES seats (id),
  PRIMARY KEY (commission, number)
) STRICT;
CREATE INDEX corrections_about ON corrections (application) WHERE application IS NOT NULL;

-- The chair confirms; where the national list follows, the Agency confirms after it. The last of them puts it in force.
CREATE TABLE correction_answers (
  commission TEXT NOT NULL,
  number INTEGER NOT NULL,
  answer TEXT NOT NULL CHECK (answer IN ('confirmed', 'in-force', 'declined')),
  at INTEGER NOT NULL,
  by TEXT NOT NULL REFERENCES seats (id),
  PRIMARY KEY (commission, number, answer),
  FOREIGN KEY (commission, number) REFERENCES corrections (commission, number)
) STRICT;
CREATE UNIQUE INDEX correction_ended ON correction_answers (commission, number) WHERE answer <> 'confirmed';

CREATE TRIGGER corrections_no_update BEFORE UPDATE ON corrections BEGIN SELECT RAISE(ABORT, 'APPEND ONLY'); END;
CREATE TRIGGER corrections_no_delete BEFORE DELETE ON corrections BEGIN SELECT RAISE(ABORT, 'APPEND ONLY'); END;
CREATE TRIGGER corrections_no_replace BEFORE INSERT ON corrections
WHEN EXISTS (SELECT 1 FROM corrections WHERE commission = new.commission AND number = new.number)
BEGIN SELECT RAISE(ABORT, 'TAKEN corrections'); END;
CREATE TRIGGER correction_answers_no_update BEFORE UPDATE ON correction_answers BEGIN SELECT RAISE(ABORT, 'APPEND ONLY'); END;
CREATE TRIGGER correction_answers_no_delete BEFORE DELETE ON correction_answers BEGIN SELECT RAISE(ABORT, 'APPEND ONLY'); END;
CREATE TRIGGER correction_answers_no_replace BEFORE INSERT ON correction_answers
WHEN EXISTS (SELECT 1 FROM correction_answers WHERE commission = new.commission AND number = new.number
  AND (answer = new.answer OR (answer <> 'confirmed' AND new.answer <> 'confirmed')))
BEGIN SELECT RAISE(ABORT, 'TAKEN correction_answers'); END;

-- When each revision of the site was first seen to be live.
CREATE TABLE live_revisions (
  revision INTEGER PRIMARY KEY,
  seen_at INTEGER NOT NULL
) STRICT;
