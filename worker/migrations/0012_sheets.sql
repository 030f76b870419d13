-- What a member has tapped and not filed: theirs alone, and gone once it is filed or the sheets are committed.
CREATE TABLE sheet_drafts (
  application TEXT NOT NULL REFERENCES applications (id),
  seat TEXT NOT NULL REFERENCES seats (id),
  -- The version of the filed sheet that it would change; 0 where none is filed.
  version INTEGER NOT NULL,
  -- A mark a criterion, null where none is chosen yet.
  marks TEXT NOT NULL,
  violations TEXT NOT NULL,
  remarks TEXT NOT NULL,
  reason TEXT NOT NULL,
  saved_at INTEGER NOT NULL,
  PRIMARY KEY (application, seat)
) STRICT;

-- By criterion what the violation is, and the scan of a sheet that was filled on paper, JSON.
ALTER TABLE mark_sheets ADD COLUMN remarks TEXT NOT NULL DEFAULT '[]';
ALTER TABLE mark_sheets ADD COLUMN scan TEXT;
