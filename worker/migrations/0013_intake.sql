-- How an application came, who entered what came on paper and when, and what the secretary proposes on each (§13–14).
ALTER TABLE applications ADD COLUMN channel TEXT NOT NULL DEFAULT 'electronic'
  CHECK (channel IN ('electronic', 'in-person', 'post', 'mail'));
ALTER TABLE applications ADD COLUMN entered_at INTEGER;
ALTER TABLE applications ADD COLUMN entered_by TEXT REFERENCES seats (id);
CREATE TRIGGER applications_entered BEFORE INSERT ON applications
WHEN (new.channel = 'electronic') <> (new.entered_at IS NULL) OR (new.entered_at IS NULL) <> (new.entered_by IS NULL)
  OR new.received_at > coalesce(new.entered_at, new.received_at)
BEGIN
  SELECT RAISE(ABORT, 'ENTERED §12');
END;

CREATE TRIGGER applications_channel BEFORE UPDATE ON applications
WHEN new.channel <> old.channel OR new.entered_at IS NOT old.entered_at OR new.entered_by IS NOT old.entered_by
BEGIN
  SELECT RAISE(ABORT, 'ENTERED §12');
END;

-- The newest version counts; the list of §13 is made from them.
CREATE TABLE proposals (
  application TEXT NOT NULL REFERENCES applications (id),
  version INTEGER NOT NULL,
  admitted INTEGER NOT NULL CHECK (admitted IN (0, 1)),
  grounds TEXT NOT NULL,
  reason TEXT NOT NULL,
  at INTEGER NOT NULL,
  by TEXT NOT NULL REFERENCES seats (id),
  PRIMARY KEY (application, version)
) STRICT;
CREATE TRIGGER proposals_no_update BEFORE UPDATE ON proposals BEGIN SELECT RAISE(ABORT, 'APPEND ONLY'); END;
CREATE TRIGGER proposals_no_delete BEFORE DELETE ON proposals BEGIN SELECT RAISE(ABORT, 'APPEND ONLY'); END;
