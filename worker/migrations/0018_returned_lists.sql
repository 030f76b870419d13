-- §14: the chair who does not confirm the list gives it back with a reason; the secretary prepares the next version.
CREATE TABLE admission_returns (
  commission TEXT NOT NULL,
  version INTEGER NOT NULL,
  reason TEXT NOT NULL CHECK (reason <> ''),
  at INTEGER NOT NULL,
  by TEXT NOT NULL REFERENCES seats (id),
  PRIMARY KEY (commission, version),
  FOREIGN KEY (commission, version) REFERENCES admission_lists (commission, version)
) STRICT;
CREATE TRIGGER admission_returns_no_update BEFORE UPDATE ON admission_returns
BEGIN SELECT RAISE(ABORT, 'APPEND ONLY'); END;
CREATE TRIGGER admission_returns_no_delete BEFORE DELETE ON admission_returns
BEGIN SELECT RAISE(ABORT, 'APPEND ONLY'); END;
