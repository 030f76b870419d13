-- Lists and counts of a commission are read by indexes, however long they are. These columns say again, for an index,
-- what the tables beside say; triggers keep them in step and nothing else writes them.
ALTER TABLE applications ADD COLUMN in_force INTEGER NOT NULL DEFAULT 1 CHECK (in_force IN (0, 1));
ALTER TABLE applications ADD COLUMN standing TEXT NOT NULL DEFAULT 'received'
  CHECK (standing IN ('received', 'proposed', 'admitted', 'not-admitted', 'withdrawn'));
ALTER TABLE applications ADD COLUMN sheets INTEGER NOT NULL DEFAULT 0;
ALTER TABLE applications ADD COLUMN conflicts INTEGER NOT NULL DEFAULT 0;

UPDATE applications SET
  in_force = NOT EXISTS
    (SELECT 1 FROM applications n WHERE n.draft = applications.draft AND n.version > applications.version),
  standing = CASE
    WHEN EXISTS (SELECT 1 FROM withdrawals WHERE application = applications.id) THEN 'withdrawn'
    WHEN EXISTS (SELECT 1 FROM decisions WHERE application = applications.id AND admitted = 1) THEN 'admitted'
    WHEN EXISTS (SELECT 1 FROM decisions WHERE application = applications.id) THEN 'not-admitted'
    WHEN EXISTS (SELECT 1 FROM proposals WHERE application = applications.id) THEN 'proposed'
    ELSE 'received' END,
  sheets = (SELECT count(DISTINCT seat) FROM mark_sheets WHERE application = applications.id),
  conflicts = (SELECT count(*) FROM recusals WHERE application = applications.id);

CREATE TRIGGER applications_replaced AFTER INSERT ON applications
WHEN new.version > 1
BEGIN
  UPDATE applications SET in_force = 0 WHERE draft = new.draft AND version < new.version;
END;
CREATE TRIGGER proposals_stand AFTER INSERT ON proposals
BEGIN
  UPDATE applications SET standing = 'proposed' WHERE id = new.application AND standing = 'received';
END;
CREATE TRIGGER decisions_stand AFTER INSERT ON decisions
BEGIN
  UPDATE applications SET standing = CASE new.admitted WHEN 1 THEN 'admitted' ELSE 'not-admitted' END
    WHERE id = new.application AND standing <> 'withdrawn';
END;
CREATE TRIGGER withdrawals_stand AFTER INSERT ON withdrawals
BEGIN
  UPDATE applications SET standing = 'withdrawn' WHERE id = new.application;
END;
CREATE TRIGGER mark_sheets_counted AFTER INSERT ON mark_sheets
WHEN new.version = 1
BEGIN
  UPDATE applications SET sheets = sheets + 1 WHERE id = new.application;
END;
CREATE TRIGGER recusals_counted AFTER INSERT ON recusals
BEGIN
  UPDATE applications SET conflicts = conflicts + 1 WHERE id = new.application;
END;

CREATE INDEX applications_listed
  ON applications (commission, organisation_sort, id, organisation_fold, reference) WHERE in_force = 1;
CREATE INDEX applications_by_channel ON applications (commission, channel) WHERE in_force = 1;
CREATE INDEX applications_by_standing
  ON applications (commission, standing, conflicts, sheets, organisation_sort, id) WHERE in_force = 1;

-- A declaration on what was replaced, withdrawn or sent elsewhere says nothing about what is heard here.
ALTER TABLE declarations ADD COLUMN stale INTEGER NOT NULL DEFAULT 0;
UPDATE declarations SET stale = 1 WHERE EXISTS (SELECT 1 FROM applications a JOIN seats s ON s.id = declarations.seat
  WHERE a.id = declarations.application
    AND (a.in_force = 0 OR a.standing = 'withdrawn' OR (s.commission <> 'KZ' AND s.commission <> a.commission)));
CREATE TRIGGER declarations_stale AFTER UPDATE OF in_force, standing, commission ON applications
WHEN new.in_force = 0 OR new.standing = 'withdrawn' OR new.commission <> old.commission
BEGIN
  UPDATE declarations SET stale = 1 WHERE application = new.id;
END;
CREATE TRIGGER declarations_stale_at_once AFTER INSERT ON declarations
WHEN EXISTS (SELECT 1 FROM applications WHERE id = new.application AND (in_force = 0 OR standing = 'withdrawn'))
BEGIN
  UPDATE declarations SET stale = 1 WHERE application = new.application;
END;
CREATE INDEX declarations_of ON declarations (seat, stale, conflict);
CREATE INDEX mark_sheets_of ON mark_sheets (seat, version, application);
CREATE INDEX recusals_of ON recusals (seat, application);
