-- How many applications of a commission stand where, and how many declarations and sheets a seat has: a page says the
-- number without counting rows, however many there are. Triggers keep them in step and nothing else writes them. A row
-- may pass through -1 on the way, because the order of triggers on one table is not said.
CREATE TABLE application_counts (
  commission TEXT NOT NULL,
  standing TEXT NOT NULL,
  conflicts INTEGER NOT NULL,
  sheets INTEGER NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (commission, standing, conflicts, sheets)
) STRICT, WITHOUT ROWID;
INSERT INTO application_counts
  SELECT commission, standing, conflicts, sheets, count(*) FROM applications WHERE in_force = 1 GROUP BY 1, 2, 3, 4;

CREATE TRIGGER applications_counted AFTER INSERT ON applications
WHEN new.in_force = 1
BEGIN
  INSERT INTO application_counts VALUES (new.commission, new.standing, new.conflicts, new.sheets, 1)
    ON CONFLICT DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER applications_recounted
AFTER UPDATE OF commission, in_force, standing, conflicts, sheets ON applications
BEGIN
  INSERT INTO application_counts
    SELECT old.commission, old.standing, old.conflicts, old.sheets, -1 WHERE old.in_force = 1
    ON CONFLICT DO UPDATE SET n = n - 1;
  INSERT INTO application_counts
    SELECT new.commission, new.standing, new.conflicts, new.sheets, 1 WHERE new.in_force = 1
    ON CONFLICT DO UPDATE SET n = n + 1;
END;

CREATE TABLE declaration_counts (
  seat TEXT NOT NULL,
  conflict INTEGER NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (seat, conflict)
) STRICT, WITHOUT ROWID;
INSERT INTO declaration_counts SELECT seat, conflict, count(*) FROM declarations WHERE stale = 0 GROUP BY 1, 2;
CREATE TRIGGER declarations_counted AFTER INSERT ON declarations
WHEN new.stale = 0
BEGIN
  INSERT INTO declaration_counts VALUES (new.seat, new.conflict, 1) ON CONFLICT DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER declarations_recounted AFTER UPDATE OF stale ON declarations
WHEN old.stale = 0 AND new.stale = 1
BEGIN
  INSERT INTO declaration_counts VALUES (old.seat, old.conflict, -1) ON CONFLICT DO UPDATE SET n = n - 1;
END;

-- First versions of sheets, one an application.
CREATE TABLE sheet_counts (
  seat TEXT PRIMARY KEY,
  n INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO sheet_counts SELECT seat, count(*) FROM mark_sheets WHERE version = 1 GROUP BY seat;
CREATE TRIGGER mark_sheets_of_seat_counted AFTER INSERT ON mark_sheets
WHEN new.version = 1
BEGIN
  INSERT INTO sheet_counts VALUES (new.seat, 1) ON CONFLICT DO UPDATE SET n = n + 1;
END;

CREATE INDEX messages_of_applicants ON messages (stage, draft, number) WHERE side = 'applicant';
