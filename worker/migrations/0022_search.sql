-- A list that is too long to be walked is searched by the parts of its names. What is short, and what came last, is walked:
-- its rows stand in one small index. The minute tick cuts what is beyond that into grams, the three letters from each place
-- of the folded name and of the reference (fewer at the end), so that a filing does no more than before. Grams lead to
-- rows that may be meant; whether they are is tested on the rows.
ALTER TABLE applications ADD COLUMN in_grams INTEGER NOT NULL DEFAULT 0 CHECK (in_grams IN (0, 1));
CREATE INDEX applications_walked
  ON applications (commission, organisation_fold, reference, organisation_sort, id)
  WHERE in_force = 1 AND in_grams = 0;

-- A number is shorter than an id, a hundred times an application.
CREATE TABLE search_numbers (
  number INTEGER PRIMARY KEY,
  application TEXT NOT NULL UNIQUE REFERENCES applications (id)
) STRICT;
CREATE TABLE search_grams (
  commission TEXT NOT NULL,
  gram TEXT NOT NULL,
  number INTEGER NOT NULL,
  PRIMARY KEY (commission, gram, number)
) STRICT, WITHOUT ROWID;

-- What is heard elsewhere, or erased, leaves no letter here.
CREATE TRIGGER applications_leave_grams AFTER UPDATE OF commission, organisation_fold ON applications
WHEN old.in_grams = 1
BEGIN
  DELETE FROM search_grams
  WHERE commission = old.commission
    AND number = (SELECT number FROM search_numbers WHERE application = old.id)
    AND gram IN (
      WITH RECURSIVE places (i) AS
        (SELECT 1 UNION ALL SELECT i + 1 FROM places WHERE i < length(old.organisation_fold) + length(old.reference))
      SELECT substr(old.organisation_fold, i, 3) FROM places UNION SELECT substr(old.reference, i, 3) FROM places
    );
  UPDATE applications SET in_grams = 0 WHERE id = new.id;
END;
