-- The contest as rows. What is written once is never changed: triggers refuse it; the hash chain of the journal
-- proves it. Instants are milliseconds UTC; days are local dates; ids are TEXT.

CREATE TABLE editions (
  edition TEXT PRIMARY KEY,
  frozen TEXT NOT NULL,
  placement TEXT NOT NULL,
  placed_at INTEGER NOT NULL,
  deadline INTEGER NOT NULL
) STRICT;

CREATE TRIGGER editions_only_longer BEFORE UPDATE ON editions
WHEN new.deadline <= old.deadline OR new.frozen <> old.frozen OR new.placed_at <> old.placed_at
BEGIN
  SELECT RAISE(ABORT, 'SHORTER §12');
END;
CREATE TRIGGER editions_stay BEFORE DELETE ON editions
BEGIN
  SELECT RAISE(ABORT, 'PLACED §11');
END;

-- A seat of a commission, or of the Agency ('agency'). A person replaced keeps the row: ended_at is set.
CREATE TABLE seats (
  id TEXT PRIMARY KEY,
  commission TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('agency', 'secretary', 'chair', 'member')),
  number INTEGER,
  name TEXT NOT NULL,
  position TEXT NOT NULL,
  employer TEXT NOT NULL,
  email TEXT NOT NULL,
  language TEXT NOT NULL CHECK (language IN ('kk', 'ru', 'en')),
  appointed_at INTEGER NOT NULL,
  ended_at INTEGER,
  CHECK ((role IN ('chair', 'member')) = (number IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX seats_in_office ON seats (commission, number) WHERE ended_at IS NULL AND number IS NOT NULL;
CREATE INDEX seats_by_email ON seats (email) WHERE ended_at IS NULL;
CREATE INDEX seats_by_commission ON seats (commission);

CREATE TABLE drafts (
  id TEXT PRIMARY KEY,
  secret_hash TEXT NOT NULL,
  language TEXT NOT NULL,
  form TEXT NOT NULL,
  version INTEGER NOT NULL,
  -- 0 once it is filed, 1 again while it is being corrected.
  open INTEGER NOT NULL DEFAULT 1 CHECK (open IN (0, 1)),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE draft_files (
  id TEXT PRIMARY KEY,
  draft TEXT NOT NULL REFERENCES drafts (id),
  kind TEXT NOT NULL,
  criterion INTEGER,
  name TEXT NOT NULL,
  size INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  type TEXT NOT NULL,
  added_at INTEGER NOT NULL
) STRICT;
-- The same bytes for the same place are one file.
CREATE UNIQUE INDEX draft_files_of ON draft_files (draft, kind, coalesce(criterion, 0), sha256);

CREATE TABLE applications (
  id TEXT PRIMARY KEY,
  reference TEXT NOT NULL UNIQUE,
  filing TEXT NOT NULL UNIQUE,
  edition TEXT NOT NULL REFERENCES editions (edition),
  draft TEXT NOT NULL,
  -- Filed again within the term, the newest version counts and the older ones are kept.
  version INTEGER NOT NULL,
  commission TEXT NOT NULL,
  received_by TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  late INTEGER NOT NULL CHECK (late IN (0, 1)),
  form TEXT NOT NULL,
  manifest_sha256 TEXT NOT NULL,
  organisation_fold TEXT NOT NULL,
  organisation_sort TEXT NOT NULL,
  -- Set once the people in it are erased.
  erased_at INTEGER,
  UNIQUE (draft, version)
) STRICT;
CREATE INDEX applications_by_commission ON applications (commission, received_at);

CREATE TRIGGER applications_in_time BEFORE INSERT ON applications
WHEN new.late <> (new.received_at >= (SELECT deadline FROM editions WHERE edition = new.edition))
BEGIN
  SELECT RAISE(ABORT, 'LATE §12');
END;
CREATE TRIGGER applications_keep BEFORE UPDATE ON applications
WHEN new.id <> old.id OR new.reference <> old.reference OR new.filing <> old.filing
  OR (new.form <> old.form AND (old.erased_at IS NOT NULL OR new.erased_at IS NULL))
  OR new.received_at <> old.received_at OR new.received_by <> old.received_by OR new.late <> old.late
  OR new.manifest_sha256 <> old.manifest_sha256
  OR new.draft <> old.draft OR new.version <> old.version
BEGIN
  SELECT RAISE(ABORT, 'FILED §12');
END;
CREATE TRIGGER applications_stay BEFORE DELETE ON applications
BEGIN
  SELECT RAISE(ABORT, 'FILED §12');
END;

CREATE TABLE application_files (
  application TEXT NOT NULL REFERENCES applications (id),
  ordinal INTEGER NOT NULL,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  criterion INTEGER,
  name TEXT NOT NULL,
  size INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  type TEXT NOT NULL,
  PRIMARY KEY (application, ordinal)
) STRICT;

CREATE TABLE transfers (
  application TEXT PRIMARY KEY REFERENCES applications (id),
  origin TEXT NOT NULL,
  target TEXT NOT NULL,
  reason TEXT NOT NULL,
  at INTEGER NOT NULL,
  by TEXT NOT NULL
) STRICT;

CREATE TABLE withdrawals (
  application TEXT PRIMARY KEY REFERENCES applications (id),
  reason TEXT NOT NULL,
  at INTEGER NOT NULL,
  by TEXT NOT NULL
) STRICT;

-- The list the secretary prepares and the chair confirms (§13–14); a new version replaces an unconfirmed one.
CREATE TABLE admission_lists (
  commission TEXT NOT NULL,
  version INTEGER NOT NULL,
  items TEXT NOT NULL,
  prepared_at INTEGER NOT NULL,
  prepared_by TEXT NOT NULL,
  PRIMARY KEY (commission, version)
) STRICT;

CREATE TABLE decisions (
  application TEXT PRIMARY KEY REFERENCES applications (id),
  admitted INTEGER NOT NULL CHECK (admitted IN (0, 1)),
  grounds TEXT NOT NULL,
  reason TEXT NOT NULL,
  decided_at INTEGER NOT NULL,
  decided_by TEXT NOT NULL
) STRICT;

CREATE TABLE recusals (
  application TEXT NOT NULL REFERENCES applications (id),
  seat TEXT NOT NULL REFERENCES seats (id),
  reason TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (application, seat)
) STRICT;

CREATE TABLE mark_sheets (
  application TEXT NOT NULL REFERENCES applications (id),
  seat TEXT NOT NULL REFERENCES seats (id),
  version INTEGER NOT NULL,
  marks TEXT NOT NULL,
  violations TEXT NOT NULL,
  reason TEXT NOT NULL,
  nonce TEXT NOT NULL,
  commitment TEXT NOT NULL,
  entered_by TEXT NOT NULL,
  filed_at INTEGER NOT NULL,
  PRIMARY KEY (application, seat, version)
) STRICT;

-- What a commission does once: 'committed', 'opened', 'selection-signed', 'protocol-signed', 'handed-over' …
CREATE TABLE milestones (
  commission TEXT NOT NULL,
  name TEXT NOT NULL,
  body TEXT NOT NULL,
  at INTEGER NOT NULL,
  by TEXT NOT NULL,
  PRIMARY KEY (commission, name)
) STRICT;

CREATE TABLE invitations (
  application TEXT NOT NULL REFERENCES applications (id),
  stage TEXT NOT NULL,
  starts_at INTEGER NOT NULL,
  place TEXT NOT NULL,
  sent_at INTEGER NOT NULL,
  PRIMARY KEY (application, stage)
) STRICT;

CREATE TABLE sittings (
  id TEXT PRIMARY KEY,
  commission TEXT NOT NULL,
  number INTEGER NOT NULL,
  held_on TEXT NOT NULL,
  present TEXT NOT NULL,
  members INTEGER NOT NULL,
  chair_seat INTEGER NOT NULL,
  quorate INTEGER NOT NULL CHECK (quorate IN (0, 1)),
  opened_at INTEGER NOT NULL,
  opened_by TEXT NOT NULL,
  UNIQUE (commission, number)
) STRICT;

CREATE TABLE appearances (
  sitting TEXT NOT NULL REFERENCES sittings (id),
  application TEXT NOT NULL REFERENCES applications (id),
  appearance TEXT NOT NULL CHECK (appearance IN ('appeared', 'no-show', 'withdrawn')),
  PRIMARY KEY (sitting, application)
) STRICT;

CREATE TABLE rounds (
  sitting TEXT NOT NULL REFERENCES sittings (id),
  number INTEGER NOT NULL,
  candidates TEXT NOT NULL,
  places INTEGER NOT NULL,
  opened_at INTEGER NOT NULL,
  PRIMARY KEY (sitting, number)
) STRICT;

CREATE TABLE ballots (
  sitting TEXT NOT NULL,
  round INTEGER NOT NULL,
  seat INTEGER NOT NULL,
  choices TEXT NOT NULL,
  at INTEGER NOT NULL,
  entered_by TEXT NOT NULL,
  PRIMARY KEY (sitting, round, seat),
  FOREIGN KEY (sitting, round) REFERENCES rounds (sitting, number)
) STRICT;

CREATE TABLE castings (
  sitting TEXT NOT NULL,
  round INTEGER NOT NULL,
  choices TEXT NOT NULL,
  at INTEGER NOT NULL,
  by TEXT NOT NULL,
  PRIMARY KEY (sitting, round),
  FOREIGN KEY (sitting, round) REFERENCES rounds (sitting, number)
) STRICT;

-- How a sitting ended: decided, or to be called again.
CREATE TABLE sitting_outcomes (
  sitting TEXT PRIMARY KEY REFERENCES sittings (id),
  outcome TEXT NOT NULL,
  at INTEGER NOT NULL,
  by TEXT NOT NULL
) STRICT;

CREATE TABLE publications (
  number INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  commission TEXT NOT NULL,
  at INTEGER NOT NULL,
  hash TEXT NOT NULL,
  signed TEXT NOT NULL,
  UNIQUE (kind, commission)
) STRICT;

-- One hash chain a stream: two acts on the same thing cannot both take the next number.
CREATE TABLE journal (
  stream TEXT NOT NULL,
  seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  act TEXT NOT NULL,
  body TEXT NOT NULL,
  previous TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (stream, seq)
) STRICT;
CREATE INDEX journal_by_time ON journal (at);

-- The answer given to each write, by its idempotency key.
CREATE TABLE requests (
  key TEXT PRIMARY KEY,
  payload_sha256 TEXT NOT NULL,
  answer TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;

CREATE TABLE outbox (
  key TEXT PRIMARY KEY,
  recipient TEXT NOT NULL,
  language TEXT NOT NULL,
  template TEXT NOT NULL,
  vals TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0,
  sent_at INTEGER,
  error TEXT
) STRICT;
CREATE INDEX outbox_due ON outbox (due_at) WHERE sent_at IS NULL;

-- A guard row is written only where the precondition does not hold, and then the CHECK ends the whole batch.
CREATE TABLE guards (ok INTEGER NOT NULL CHECK (ok = 1)) STRICT;

CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'APPEND ONLY'); END;
CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'APPEND ONLY'); END;
CREATE TRIGGER journal_no_replace BEFORE INSERT ON journal
WHEN EXISTS (SELECT 1 FROM journal WHERE stream = new.stream AND seq = new.seq)
BEGIN SELECT RAISE(ABORT, 'TAKEN journal'); END;
CREATE TRIGGER publications_no_update BEFORE UPDATE ON publications BEGIN SELECT RAISE(ABORT, 'APPEND ONLY'); END;
CREATE TRIGGER publications_no_delete BEFORE DELETE ON publications BEGIN SELECT RAISE(ABORT, 'APPEND ONLY'); END;
CREATE TRIGGER publications_no_replace BEFORE INSERT ON publications
WHEN EXISTS (SELECT 1 FROM publications WHERE number = new.number)
BEGIN SELECT RAISE(ABORT, 'TAKEN publications'); END;
CREATE TRIGGER milestones_no_update BEFORE UPDATE ON milestones BEGIN SELECT RAISE(ABORT, 'APPEND ONLY'); END;
CREATE TRIGGER milestones_no_delete BEFORE DELETE ON milestones BEGIN SELECT RAISE(ABORT, 'APPEND ONLY'); END;
CREATE TRIGGER mark_sheets_no_update BEFORE UPDATE ON mark_sheets BEGIN SELECT RAISE(ABORT, 'APPEND ONLY'); END;
CREATE TRIGGER mark_sheets_no_delete BEFORE DELETE ON mark_sheets BEGIN SELECT RAISE(ABORT, 'APPEND ONLY'); END;
CREATE TRIGGER ballots_no_update BEFORE UPDATE ON ballots BEGIN SELECT RAISE(ABORT, 'APPEND ONLY'); END;
CREATE TRIGGER ballots_no_delete BEFORE DELETE ON ballots BEGIN SELECT RAISE(ABORT, 'APPEND ONLY'); END;
