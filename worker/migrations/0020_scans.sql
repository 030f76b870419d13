-- What a commission has handed in to be named by one of its acts: the scan of a signed protocol, of a sheet on paper. A day
-- later it is forgotten, whether an act named it or not: the act's own row keeps what it named.
CREATE TABLE scans (
  commission TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  type TEXT NOT NULL,
  size INTEGER NOT NULL,
  at INTEGER NOT NULL,
  by TEXT NOT NULL REFERENCES seats (id),
  PRIMARY KEY (commission, sha256)
) STRICT;
CREATE INDEX scans_by_hash ON scans (sha256);

-- A file that no row names is taken away in three steps: that it goes is said here, its bytes go, and the instant at which
-- they were gone is said here. What a request has stored that began before that instant may have gone with them, so its
-- row is not written; the same request again stores the file anew.
CREATE TABLE removals (
  id TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  -- By the machine's clock, milliseconds.
  begun_at INTEGER NOT NULL,
  -- By the contest's clock, milliseconds: no request that began before it may name the file.
  gone_at INTEGER,
  PRIMARY KEY (sha256, id)
) STRICT;
CREATE INDEX removals_under_way ON removals (begun_at) WHERE gone_at IS NULL;
CREATE INDEX removals_gone ON removals (gone_at) WHERE gone_at IS NOT NULL;

CREATE TRIGGER draft_files_removed BEFORE INSERT ON draft_files
WHEN EXISTS (SELECT 1 FROM removals WHERE sha256 = NEW.sha256 AND (gone_at IS NULL OR gone_at > NEW.added_at))
BEGIN SELECT RAISE(ABORT, 'REMOVED the file is being taken away'); END;
CREATE TRIGGER materials_removed BEFORE INSERT ON materials
WHEN EXISTS (SELECT 1 FROM removals WHERE sha256 = NEW.sha256 AND (gone_at IS NULL OR gone_at > NEW.added_at))
BEGIN SELECT RAISE(ABORT, 'REMOVED the file is being taken away'); END;
CREATE TRIGGER message_files_removed BEFORE INSERT ON message_files
WHEN EXISTS (SELECT 1 FROM removals r JOIN messages m ON m.draft = NEW.draft AND m.number = NEW.number
  WHERE r.sha256 = NEW.sha256 AND (r.gone_at IS NULL OR r.gone_at > m.at))
BEGIN SELECT RAISE(ABORT, 'REMOVED the file is being taken away'); END;
CREATE TRIGGER scans_removed BEFORE INSERT ON scans
WHEN EXISTS (SELECT 1 FROM removals WHERE sha256 = NEW.sha256 AND (gone_at IS NULL OR gone_at > NEW.at))
BEGIN SELECT RAISE(ABORT, 'REMOVED the file is being taken away'); END;
