-- Files that arrive in pieces: what they will be; the file store knows how much of them is there. An ended one says what
-- became of it, the file in the draft or the finding that refused it.
CREATE TABLE uploads (
  id TEXT PRIMARY KEY,
  draft TEXT NOT NULL REFERENCES drafts (id),
  kind TEXT NOT NULL,
  criterion INTEGER,
  name TEXT NOT NULL,
  size INTEGER NOT NULL,
  modified INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  ended_at INTEGER,
  finding TEXT
) STRICT;
CREATE INDEX uploads_of ON uploads (draft);
