-- The second factor of staff: codes of an authenticator app, and recovery codes of which each works once. The secret
-- of the app is made from the nonce and the house's own secret, so that this table alone opens nothing.

CREATE TABLE second_factors (
  email TEXT PRIMARY KEY,
  nonce TEXT NOT NULL,
  confirmed_at INTEGER,
  -- The newest period of thirty seconds whose code was used: a code works once.
  last_period INTEGER NOT NULL DEFAULT 0,
  failures INTEGER NOT NULL DEFAULT 0,
  locked_until INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE recovery_codes (
  hash TEXT PRIMARY KEY,
  email TEXT NOT NULL REFERENCES second_factors (email),
  used_at INTEGER
) STRICT;
CREATE INDEX recovery_codes_of ON recovery_codes (email);

-- Sessions in which the second factor was shown.
CREATE TABLE session_factors (
  session TEXT PRIMARY KEY,
  at INTEGER NOT NULL
) STRICT;
