-- §16–17, §20: what is agreed on interviews and sittings before they are held. What was said is never changed.

-- A sitting called in advance: its notice as it went to the people in office.
CREATE TABLE calls (
  id TEXT PRIMARY KEY,
  commission TEXT NOT NULL,
  number INTEGER NOT NULL,
  starts_at INTEGER NOT NULL,
  place TEXT NOT NULL,
  -- JSON: items in their order; seats that were written to.
  agenda TEXT NOT NULL,
  notified TEXT NOT NULL,
  called_at INTEGER NOT NULL,
  called_by TEXT NOT NULL,
  UNIQUE (commission, number)
) STRICT;
CREATE TRIGGER calls_no_update BEFORE UPDATE ON calls BEGIN SELECT RAISE(ABORT, 'APPEND ONLY'); END;
CREATE TRIGGER calls_no_delete BEFORE DELETE ON calls BEGIN SELECT RAISE(ABORT, 'APPEND ONLY'); END;

CREATE TABLE calls_off (
  call TEXT PRIMARY KEY REFERENCES calls (id),
  reason TEXT NOT NULL,
  at INTEGER NOT NULL,
  by TEXT NOT NULL
) STRICT;

-- Who is present, each time it was set; the newest is in sittings too.
CREATE TABLE attendances (
  sitting TEXT NOT NULL REFERENCES sittings (id),
  version INTEGER NOT NULL,
  present TEXT NOT NULL,
  at INTEGER NOT NULL,
  by TEXT NOT NULL,
  PRIMARY KEY (sitting, version)
) STRICT;
CREATE TRIGGER attendances_no_update BEFORE UPDATE ON attendances BEGIN SELECT RAISE(ABORT, 'APPEND ONLY'); END;
CREATE TRIGGER attendances_no_delete BEFORE DELETE ON attendances BEGIN SELECT RAISE(ABORT, 'APPEND ONLY'); END;

ALTER TABLE appearances ADD COLUMN reason TEXT NOT NULL DEFAULT '';
ALTER TABLE invitations ADD COLUMN minutes INTEGER;

-- Times that the secretary has left open: an applicant may take one that nobody has.
CREATE TABLE slots (
  commission TEXT NOT NULL,
  stage TEXT NOT NULL,
  starts_at INTEGER NOT NULL,
  minutes INTEGER NOT NULL,
  place TEXT NOT NULL,
  PRIMARY KEY (commission, stage, starts_at)
) STRICT;

-- What applicant and secretary say to each other on the time of an interview.
CREATE TABLE interview_talks (
  application TEXT NOT NULL REFERENCES applications (id),
  stage TEXT NOT NULL,
  number INTEGER NOT NULL,
  act TEXT NOT NULL CHECK (act IN ('confirmed', 'chosen', 'asked', 'moved', 'declined')),
  text TEXT NOT NULL,
  starts_at INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (application, stage, number)
) STRICT;
-- Words of people may be erased, nothing else changes.
CREATE TRIGGER interview_talks_keep BEFORE UPDATE ON interview_talks
WHEN new.text <> '' OR new.act <> old.act OR new.starts_at <> old.starts_at OR new.at <> old.at
BEGIN
  SELECT RAISE(ABORT, 'APPEND ONLY');
END;
CREATE TRIGGER interview_talks_no_delete BEFORE DELETE ON interview_talks BEGIN SELECT RAISE(ABORT, 'APPEND ONLY'); END;
