-- §16: the video presentation and the project, every version of them. What was handed in is kept as it was.
CREATE TABLE materials (
  id TEXT PRIMARY KEY,
  application TEXT NOT NULL REFERENCES applications (id),
  kind TEXT NOT NULL CHECK (kind IN ('video', 'project')),
  name TEXT NOT NULL,
  size INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  type TEXT NOT NULL,
  link TEXT NOT NULL,
  added_at INTEGER NOT NULL
) STRICT;
CREATE INDEX materials_of ON materials (application);
CREATE TRIGGER materials_no_update BEFORE UPDATE ON materials BEGIN SELECT RAISE(ABORT, 'APPEND ONLY'); END;

-- An objection to a decision, and the answer of the Agency.
CREATE TABLE objections (
  application TEXT NOT NULL REFERENCES applications (id),
  number INTEGER NOT NULL,
  against TEXT NOT NULL,
  text TEXT NOT NULL,
  filed_at INTEGER NOT NULL,
  late INTEGER NOT NULL CHECK (late IN (0, 1)),
  answer TEXT,
  answered_at INTEGER,
  answered_by TEXT,
  PRIMARY KEY (application, number)
) STRICT;
CREATE TRIGGER objections_keep BEFORE UPDATE ON objections
WHEN old.answer IS NOT NULL OR new.text <> old.text OR new.filed_at <> old.filed_at
BEGIN
  SELECT RAISE(ABORT, 'APPEND ONLY');
END;

-- Which application a letter is about, so that the desk can show its letters.
ALTER TABLE outbox ADD COLUMN about TEXT;
CREATE INDEX outbox_about ON outbox (about) WHERE about IS NOT NULL;
