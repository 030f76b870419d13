-- What an applicant and the secretary who hears the application write to each other. A thread goes with the draft, so
-- that it outlives a filing that is filed again; each stage has its own.
CREATE TABLE messages (
  draft TEXT NOT NULL,
  number INTEGER NOT NULL,
  stage TEXT NOT NULL CHECK (stage IN ('regional', 'republican')),
  -- The version of the application that counted then.
  application TEXT NOT NULL REFERENCES applications (id),
  side TEXT NOT NULL CHECK (side IN ('secretary', 'applicant')),
  by TEXT NOT NULL,
  text TEXT NOT NULL,
  -- The journal keeps a hash of the text with this nonce, which goes with the text.
  nonce TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (draft, number)
) STRICT;
CREATE TABLE message_files (
  id TEXT PRIMARY KEY,
  draft TEXT NOT NULL,
  number INTEGER NOT NULL,
  name TEXT NOT NULL,
  size INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  type TEXT NOT NULL,
  FOREIGN KEY (draft, number) REFERENCES messages (draft, number)
) STRICT;
CREATE INDEX message_files_of ON message_files (draft, number);
CREATE INDEX message_files_by_hash ON message_files (sha256);
-- Up to which message each side has read.
CREATE TABLE message_reads (
  draft TEXT NOT NULL,
  stage TEXT NOT NULL,
  side TEXT NOT NULL CHECK (side IN ('secretary', 'applicant')),
  number INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (draft, stage, side)
) STRICT;
CREATE TRIGGER messages_no_update BEFORE UPDATE ON messages BEGIN SELECT RAISE(ABORT, 'APPEND ONLY'); END;
CREATE TRIGGER messages_no_replace BEFORE INSERT ON messages
WHEN EXISTS (SELECT 1 FROM messages WHERE draft = new.draft AND number = new.number)
BEGIN SELECT RAISE(ABORT, 'TAKEN messages'); END;
CREATE TRIGGER message_files_no_update BEFORE UPDATE ON message_files BEGIN SELECT RAISE(ABORT, 'APPEND ONLY'); END;

-- A letter that a person wanted to see first: it leaves when it is released, at the latest when it is due.
ALTER TABLE outbox ADD COLUMN held INTEGER NOT NULL DEFAULT 0 CHECK (held IN (0, 1));
CREATE INDEX outbox_held ON outbox (due_at) WHERE held = 1 AND sent_at IS NULL;
-- What a person wrote instead of the letter's own words; the newest is what is sent.
CREATE TABLE letter_texts (
  letter TEXT NOT NULL REFERENCES outbox (key),
  version INTEGER NOT NULL,
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  nonce TEXT NOT NULL,
  at INTEGER NOT NULL,
  by TEXT NOT NULL,
  PRIMARY KEY (letter, version)
) STRICT;
CREATE TRIGGER letter_texts_no_update BEFORE UPDATE ON letter_texts BEGIN SELECT RAISE(ABORT, 'APPEND ONLY'); END;
CREATE TRIGGER letter_texts_no_replace BEFORE INSERT ON letter_texts
WHEN EXISTS (SELECT 1 FROM letter_texts WHERE letter = new.letter AND version = new.version)
BEGIN SELECT RAISE(ABORT, 'TAKEN letter_texts'); END;

-- Where an entry of the journal belongs, so that a page of it is read by an index. Made from the entry itself, it can
-- always be made again.
CREATE TABLE journal_places (
  at INTEGER NOT NULL,
  stream TEXT NOT NULL,
  seq INTEGER NOT NULL,
  act TEXT NOT NULL,
  actor TEXT NOT NULL,
  commission TEXT NOT NULL,
  application TEXT,
  PRIMARY KEY (at, stream, seq)
) STRICT;
CREATE INDEX journal_places_commission ON journal_places (commission, at, stream, seq);
CREATE INDEX journal_places_application ON journal_places (application, at, stream, seq)
WHERE application IS NOT NULL;
CREATE INDEX journal_places_act ON journal_places (act, at, stream, seq);
CREATE INDEX journal_places_actor ON journal_places (actor, at, stream, seq);
CREATE TRIGGER journal_placed AFTER INSERT ON journal
BEGIN
  INSERT INTO journal_places (at, stream, seq, act, actor, application, commission)
  SELECT new.at, new.stream, new.seq, new.act, new.actor, p.application,
    CASE
      WHEN new.stream LIKE 'commission:%' THEN substr(new.stream, 12)
      ELSE coalesce(
        (SELECT commission FROM seats WHERE id = new.actor AND commission <> 'agency'),
        (SELECT commission FROM applications WHERE id = p.application),
        'agency')
    END
  FROM (SELECT CASE
      WHEN new.stream LIKE 'application:%' THEN substr(new.stream, 13)
      WHEN new.stream LIKE 'messages:%' THEN substr(new.stream, 10)
      ELSE new.body ->> '$.application'
    END AS application) p;
END;
INSERT INTO journal_places (at, stream, seq, act, actor, application, commission)
SELECT j.at, j.stream, j.seq, j.act, j.actor, j.application,
  CASE
    WHEN j.stream LIKE 'commission:%' THEN substr(j.stream, 12)
    ELSE coalesce(
      (SELECT commission FROM seats WHERE id = j.actor AND commission <> 'agency'),
      (SELECT commission FROM applications WHERE id = j.application),
      'agency')
  END
FROM (SELECT *, CASE WHEN stream LIKE 'application:%' THEN substr(stream, 13) ELSE body ->> '$.application' END AS application
  FROM journal) j;
