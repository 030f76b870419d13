-- Deputies and observers beside the composition, why a person left, and the second factor lost and given anew by two.
-- A CHECK cannot be altered: the table is made anew; what refers to it refers to it by name.
PRAGMA defer_foreign_keys = ON;

CREATE TABLE seats_of_today (
  id TEXT PRIMARY KEY,
  commission TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('agency', 'secretary', 'chair', 'member', 'observer')),
  -- Acts in the secretary's place, and is not part of the composition.
  deputy INTEGER NOT NULL DEFAULT 0 CHECK (deputy = 0 OR (deputy = 1 AND role = 'secretary')),
  number INTEGER,
  name TEXT NOT NULL,
  position TEXT NOT NULL,
  employer TEXT NOT NULL,
  email TEXT NOT NULL,
  language TEXT NOT NULL CHECK (language IN ('kk', 'ru', 'en')),
  appointed_at INTEGER NOT NULL,
  ended_at INTEGER,
  ended_reason TEXT NOT NULL DEFAULT '',
  CHECK ((role IN ('chair', 'member')) = (number IS NOT NULL))
) STRICT;
INSERT INTO seats_of_today
  (id, commission, role, number, name, position, employer, email, language, appointed_at, ended_at)
  SELECT id, commission, role, number, name, position, employer, email, language, appointed_at, ended_at FROM seats;
DROP TABLE seats;
ALTER TABLE seats_of_today RENAME TO seats;
CREATE UNIQUE INDEX seats_in_office ON seats (commission, number) WHERE ended_at IS NULL AND number IS NOT NULL;
CREATE INDEX seats_by_email ON seats (email) WHERE ended_at IS NULL;
CREATE INDEX seats_by_commission ON seats (commission);
CREATE TRIGGER seats_stay BEFORE DELETE ON seats BEGIN SELECT RAISE(ABORT, 'APPEND ONLY'); END;

CREATE TABLE factor_resets (
  id TEXT PRIMARY KEY,
  seat TEXT NOT NULL REFERENCES seats (id),
  reason TEXT NOT NULL,
  asked_by TEXT NOT NULL REFERENCES seats (id),
  asked_at INTEGER NOT NULL,
  granted INTEGER CHECK (granted IN (0, 1)),
  answered_by TEXT REFERENCES seats (id),
  answered_at INTEGER,
  CHECK (answered_by IS NULL OR answered_by <> asked_by)
) STRICT;
CREATE UNIQUE INDEX factor_resets_open ON factor_resets (seat) WHERE granted IS NULL;
