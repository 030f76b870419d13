-- Each member says for each application whether a conflict of interest stands against hearing it; a conflict is a
-- recusal too. Said once: a later conflict is a recusal with its reason.
CREATE TABLE declarations (
  application TEXT NOT NULL REFERENCES applications (id),
  seat TEXT NOT NULL REFERENCES seats (id),
  conflict INTEGER NOT NULL CHECK (conflict IN (0, 1)),
  at INTEGER NOT NULL,
  PRIMARY KEY (application, seat)
) STRICT;
