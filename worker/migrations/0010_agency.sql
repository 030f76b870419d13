-- §19: what a commission hands over, each time it does, by the hash of the archive's manifest; and what the Agency
-- answers: received, or sent back with what is missing.
CREATE TABLE handovers (
  commission TEXT NOT NULL,
  number INTEGER NOT NULL,
  manifest_sha256 TEXT NOT NULL,
  dossiers TEXT NOT NULL CHECK (dossiers IN ('contenders', 'finalist')),
  files INTEGER NOT NULL,
  note TEXT NOT NULL,
  at INTEGER NOT NULL,
  by TEXT NOT NULL,
  PRIMARY KEY (commission, number)
) STRICT;
CREATE TABLE handover_answers (
  commission TEXT NOT NULL,
  number INTEGER NOT NULL,
  received INTEGER NOT NULL CHECK (received IN (0, 1)),
  reason TEXT NOT NULL,
  at INTEGER NOT NULL,
  by TEXT NOT NULL,
  PRIMARY KEY (commission, number),
  FOREIGN KEY (commission, number) REFERENCES handovers (commission, number)
) STRICT;
CREATE TRIGGER handovers_no_update BEFORE UPDATE ON handovers BEGIN SELECT RAISE(ABORT, 'APPEND ONLY'); END;
CREATE TRIGGER handovers_no_delete BEFORE DELETE ON handovers BEGIN SELECT RAISE(ABORT, 'APPEND ONLY'); END;
CREATE TRIGGER handovers_no_replace BEFORE INSERT ON handovers
WHEN EXISTS (SELECT 1 FROM handovers WHERE commission = new.commission AND number = new.number)
BEGIN SELECT RAISE(ABORT, 'TAKEN handovers'); END;
CREATE TRIGGER handover_answers_no_update BEFORE UPDATE ON handover_answers
BEGIN SELECT RAISE(ABORT, 'APPEND ONLY'); END;
CREATE TRIGGER handover_answers_no_delete BEFORE DELETE ON handover_answers
BEGIN SELECT RAISE(ABORT, 'APPEND ONLY'); END;
CREATE TRIGGER handover_answers_no_replace BEFORE INSERT ON handover_answers
WHEN EXISTS (SELECT 1 FROM handover_answers WHERE commission = new.commission AND number = new.number)
BEGIN SELECT RAISE(ABORT, 'TAKEN handover_answers'); END;

-- What was handed over before there were manifests: the milestone was all that was kept.
INSERT INTO handovers (commission, number, manifest_sha256, dossiers, files, note, at, by)
SELECT commission, 1, '', 'contenders', json_extract(body, '$.files'), '', at, by FROM milestones
WHERE name = 'handed-over';

-- Erasures and extracts are looked for by what was done.
CREATE INDEX journal_by_act ON journal (act, at);
