-- What readers ask and the Agency answers in public. The question stays as it was asked, what is published is a wording of
-- the Agency's; the address for the answer is kept apart and goes when it is answered or declined.
CREATE TABLE questions (
  id TEXT PRIMARY KEY,
  asked_at INTEGER NOT NULL,
  language TEXT NOT NULL CHECK (language IN ('kk', 'ru', 'en')),
  -- '' where it is about no paragraph.
  clause TEXT NOT NULL,
  text TEXT NOT NULL
) STRICT;
CREATE INDEX questions_by_time ON questions (asked_at);
CREATE TABLE question_mails (
  question TEXT PRIMARY KEY REFERENCES questions (id),
  mail TEXT NOT NULL
) STRICT;
-- The newest counts; each stays. A question that was answered and then declined is taken off the site.
CREATE TABLE question_decisions (
  question TEXT NOT NULL,
  number INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('answered', 'declined')),
  reason TEXT NOT NULL,
  at INTEGER NOT NULL,
  by TEXT NOT NULL,
  PRIMARY KEY (question, number)
) STRICT;
CREATE INDEX question_decisions_by_time ON question_decisions (at);
CREATE TRIGGER questions_no_update BEFORE UPDATE ON questions BEGIN SELECT RAISE(ABORT, 'APPEND ONLY'); END;
CREATE TRIGGER questions_no_replace BEFORE INSERT ON questions
WHEN EXISTS (SELECT 1 FROM questions WHERE id = new.id)
BEGIN SELECT RAISE(ABORT, 'TAKEN questions'); END;
CREATE TRIGGER question_decisions_no_update BEFORE UPDATE ON question_decisions
BEGIN SELECT RAISE(ABORT, 'APPEND ONLY'); END;
CREATE TRIGGER question_decisions_no_delete BEFORE DELETE ON question_decisions
BEGIN SELECT RAISE(ABORT, 'APPEND ONLY'); END;
CREATE TRIGGER question_decisions_no_replace BEFORE INSERT ON question_decisions
WHEN EXISTS (SELECT 1 FROM question_decisions WHERE question = new.question AND number = new.number)
BEGIN SELECT RAISE(ABORT, 'TAKEN question_decisions'); END;

-- What the site shows beside the register: the newest row of a kind and key. An empty body takes it off the site.
CREATE TABLE site_content (
  revision INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('question', 'composition')),
  key TEXT NOT NULL,
  body TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX site_content_by_key ON site_content (kind, key, revision);
CREATE TRIGGER site_content_no_update BEFORE UPDATE ON site_content
BEGIN SELECT RAISE(ABORT, 'APPEND ONLY'); END;
CREATE TRIGGER site_content_no_replace BEFORE INSERT ON site_content
WHEN EXISTS (SELECT 1 FROM site_content WHERE revision = new.revision)
BEGIN SELECT RAISE(ABORT, 'TAKEN site_content'); END;
