// What must hold of the rows of a house at any instant, each as SQL that finds what breaks it. `spoil` breaks that one
// and no other, in a copy without triggers: test/worker/invariants.test.ts shows that each is caught by its name.

import { APPLICATIONS_COUNTED, COUNTERS, DECLARATIONS_COUNTED, SHEETS_COUNTED } from './counters.ts';

export type Invariant = {
  name: string;
  /** Finds rows of one column `what` that break it; none where it holds. */
  find: string;
  /** Breaks it, in a copy of a contest that was played to its end. */
  spoil: string;
  /** What cannot hold either once it is broken so: mostly a hash over what was changed. */
  also?: string[];
};

const ENTRY_HASH = 'the hash of an entry covers it';
const SEAL = 'hash and signature of a publication cover it';
const ZEROS = "'0000000000000000000000000000000000000000000000000000000000000000'";
const ANY = (table: string, where = '1'): string =>
  `rowid = (SELECT rowid FROM ${table} WHERE ${where} LIMIT 1)`;
const NO_ENTRY = (at: string, stream: string): string =>
  `NOT EXISTS (SELECT 1 FROM journal j WHERE j.at = ${at} AND j.stream = ${stream})`;
/** The seat that voted, as it was held then. */
const VOTERS = `FROM ballots b JOIN sittings s ON s.id = b.sitting JOIN rounds r ON r.sitting = b.sitting AND r.number = b.round
  JOIN seats p ON p.commission = s.commission AND p.number = b.seat AND p.appointed_at <= b.at
    AND (p.ended_at IS NULL OR p.ended_at > b.at)`;
const BALLOT = "b.sitting || ' ' || b.round || ' ' || b.seat AS what";

const APPLICATIONS: Invariant[] = [
  {
    name: 'an application has its entry in the journal',
    find: `SELECT id AS what FROM applications a WHERE NOT EXISTS
      (SELECT 1 FROM journal WHERE stream = 'application:' || a.id AND seq = 1 AND act = 'file-application')`,
    spoil: `UPDATE journal SET act = 'x' WHERE ${ANY('journal', "act = 'file-application'")}`,
    also: [ENTRY_HASH, 'an entry of the journal has its place'],
  },
  {
    name: 'an application has its receipt',
    find: `SELECT id AS what FROM applications a WHERE erased_at IS NULL AND NOT EXISTS (SELECT 1 FROM requests r
      WHERE r.key >= 'file:' || a.draft || ':' AND r.key < 'file:' || a.draft || ';'
        AND r.answer ->> 'application' = a.id AND r.answer ->> 'reference' = a.reference
        AND r.answer ->> 'filing' = a.filing AND r.answer ->> '$.receipt.manifestSha256' = a.manifest_sha256)`,
    spoil: `DELETE FROM requests WHERE ${ANY('requests', "key LIKE 'file:%'")}`,
  },
  {
    name: 'a filing wrote its letter',
    find: `SELECT id AS what FROM applications a WHERE erased_at IS NULL AND form ->> 'email' <> ''
      AND NOT EXISTS (SELECT 1 FROM outbox WHERE key = 'filed:' || a.id AND about = a.id)`,
    spoil: `DELETE FROM outbox WHERE ${ANY('outbox', "key LIKE 'filed:%'")}`,
  },
  {
    name: 'what was in time came before the deadline',
    find: `SELECT id AS what FROM applications a JOIN editions e ON e.edition = a.edition
      WHERE a.late = 0 AND a.received_at >= e.deadline`,
    spoil: `UPDATE applications SET late = 0 WHERE ${ANY('applications', 'late = 1')}`,
  },
  {
    name: 'versions of an application have no gap',
    find: 'SELECT draft AS what FROM applications GROUP BY draft HAVING min(version) <> 1 OR max(version) <> count(*)',
    spoil: `UPDATE applications SET version = 7 WHERE ${ANY('applications')}`,
  },
  {
    name: 'the newest version alone is in force',
    find: `SELECT id AS what FROM applications a WHERE in_force <> NOT EXISTS
      (SELECT 1 FROM applications n WHERE n.draft = a.draft AND n.version > a.version)`,
    spoil: `UPDATE applications SET in_force = 0 WHERE ${ANY('applications')}`,
    also: [APPLICATIONS_COUNTED],
  },
  {
    name: 'the standing says what the tables say',
    find: `SELECT id AS what FROM applications a WHERE standing <> CASE
      WHEN EXISTS (SELECT 1 FROM withdrawals WHERE application = a.id) THEN 'withdrawn'
      WHEN EXISTS (SELECT 1 FROM decisions WHERE application = a.id AND admitted = 1) THEN 'admitted'
      WHEN EXISTS (SELECT 1 FROM decisions WHERE application = a.id) THEN 'not-admitted'
      WHEN EXISTS (SELECT 1 FROM proposals WHERE application = a.id) THEN 'proposed' ELSE 'received' END`,
    spoil: `UPDATE applications SET standing = 'proposed' WHERE ${ANY('applications')}`,
    also: [APPLICATIONS_COUNTED],
  },
  {
    name: 'sheets and conflicts are counted',
    find: `SELECT id AS what FROM applications a
      WHERE sheets <> (SELECT count(DISTINCT seat) FROM mark_sheets WHERE application = a.id)
        OR conflicts <> (SELECT count(*) FROM recusals WHERE application = a.id)`,
    spoil: `UPDATE applications SET sheets = sheets + 1 WHERE ${ANY('applications')}`,
    also: [APPLICATIONS_COUNTED],
  },
  {
    name: 'a transferred application is where it was sent',
    find: `SELECT application AS what FROM transfers t JOIN applications a ON a.id = t.application
      WHERE a.commission <> t.target`,
    spoil: `UPDATE transfers SET target = 'x' WHERE ${ANY('transfers')}`,
  },
  {
    name: 'what moved was transferred',
    find: `SELECT a.id AS what FROM applications a WHERE a.commission <> a.received_by AND NOT EXISTS
      (SELECT 1 FROM transfers t JOIN applications o ON o.id = t.application
       WHERE o.draft = a.draft AND o.version <= a.version)`,
    spoil: `UPDATE applications SET received_by = 'x' WHERE ${ANY('applications', 'commission = received_by')}`,
  },
];

const JOURNAL: Invariant[] = [
  {
    name: 'a stream of the journal has no gap',
    find: 'SELECT stream AS what FROM journal GROUP BY stream HAVING min(seq) <> 1 OR max(seq) <> count(*)',
    spoil: `UPDATE journal SET seq = seq + 1 WHERE stream = 'commission:agency' AND
      seq = (SELECT max(seq) FROM journal WHERE stream = 'commission:agency')`,
    also: [ENTRY_HASH, 'an entry of the journal has its place'],
  },
  {
    name: 'an entry of the journal names the one before',
    find: `SELECT j.stream || ' ' || j.seq AS what FROM journal j
      LEFT JOIN journal b ON b.stream = j.stream AND b.seq = j.seq - 1
      WHERE CASE j.seq WHEN 1 THEN j.previous <> ${ZEROS} ELSE j.previous <> b.hash END`,
    spoil: `UPDATE journal SET previous = ${ZEROS} WHERE ${ANY('journal', 'seq = 2')}`,
    also: [ENTRY_HASH],
  },
  {
    name: 'an entry of the journal has its place',
    find: `SELECT stream || ' ' || seq AS what FROM journal j WHERE NOT EXISTS (SELECT 1 FROM journal_places p
      WHERE p.at = j.at AND p.stream = j.stream AND p.seq = j.seq AND p.act = j.act AND p.actor = j.actor)`,
    spoil: `DELETE FROM journal_places WHERE ${ANY('journal_places')}`,
  },
  {
    name: 'an answered request is an act',
    find: `SELECT key AS what FROM requests r WHERE NOT EXISTS (SELECT 1 FROM journal j WHERE j.at = r.at)`,
    spoil: `UPDATE requests SET at = 1 WHERE ${ANY('requests')}`,
  },
  {
    name: 'a letter belongs to an act',
    // What no act writes: signing in, the private link, and what the tick reminds of.
    find: `SELECT key AS what FROM outbox o WHERE template NOT IN ('sign-in', 'draft-link', 'reminder', 'commission-due')
      AND NOT EXISTS (SELECT 1 FROM journal j WHERE j.at = o.created_at)`,
    spoil: `UPDATE outbox SET created_at = 1 WHERE ${ANY('outbox', "template = 'filed'")}`,
  },
  {
    name: 'a letter is about an application that there is',
    find: `SELECT key AS what FROM outbox o WHERE about IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM applications WHERE id = o.about)`,
    spoil: `UPDATE outbox SET about = 'x' WHERE ${ANY('outbox', "about IS NOT NULL AND template <> 'filed' AND template <> 'filed-late'")}`,
  },
  {
    name: 'a milestone has its entry',
    find: `SELECT commission || ' ' || name AS what FROM milestones m
      WHERE ${NO_ENTRY('m.at', "'commission:' || m.commission")}`,
    spoil: `UPDATE milestones SET at = 1 WHERE ${ANY('milestones')}`,
  },
  {
    name: 'a decision has its entry',
    find: `SELECT application AS what FROM decisions d
      WHERE NOT EXISTS (SELECT 1 FROM journal j WHERE j.at = d.decided_at)`,
    spoil: `UPDATE decisions SET decided_at = 1 WHERE ${ANY('decisions')}`,
  },
  {
    name: 'a withdrawal has its entry',
    find: `SELECT application AS what FROM withdrawals w
      WHERE NOT EXISTS (SELECT 1 FROM journal j WHERE j.at = w.at)`,
    spoil: `UPDATE withdrawals SET at = 1 WHERE ${ANY('withdrawals')}`,
  },
  {
    name: 'no guard is left behind',
    find: 'SELECT ok AS what FROM guards',
    spoil: 'INSERT INTO guards VALUES (1)',
  },
];

const REGISTER: Invariant[] = [
  {
    name: 'publications are numbered without a gap',
    find: 'SELECT max(number) AS what FROM publications HAVING max(number) <> count(*)',
    spoil: `INSERT INTO publications (number, kind, commission, at, hash, signed)
      SELECT p.number + 2, p.kind, 'x', p.at, p.hash, json_set(p.signed, '$.number', p.number + 2)
      FROM publications p ORDER BY number DESC LIMIT 1`,
    also: [SEAL],
  },
  {
    name: 'a publication names the one before',
    find: `SELECT p.number AS what FROM publications p LEFT JOIN publications b ON b.number = p.number - 1
      WHERE p.signed ->> 'previous' <> CASE p.number WHEN 1 THEN ${ZEROS} ELSE b.hash END`,
    spoil: `UPDATE publications SET signed = json_set(signed, '$.previous', 'x') WHERE number = 2`,
    also: [SEAL],
  },
  {
    name: 'the row of a publication says what was signed',
    find: `SELECT number AS what FROM publications WHERE signed ->> 'number' <> number OR signed ->> 'hash' <> hash
      OR signed ->> '$.body.kind' <> kind
      OR round(unixepoch(signed ->> 'at', 'subsec') * 1000) <> at`,
    spoil: `UPDATE publications SET hash = 'x' WHERE number = (SELECT max(number) FROM publications)`,
  },
  {
    name: 'a publication has its entry',
    find: `SELECT number AS what FROM publications p
      WHERE NOT EXISTS (SELECT 1 FROM journal j WHERE j.at = p.at)`,
    spoil: `UPDATE publications SET at = 1, signed = json_set(signed, '$.at', '1970-01-01T00:00:00.001Z') WHERE number = 2`,
    also: [SEAL],
  },
  {
    name: 'what superseded is of the same kind and commission',
    find: `SELECT p.number AS what FROM publications p LEFT JOIN publications o ON o.number = p.supersedes
      WHERE p.supersedes IS NOT NULL AND (o.kind IS NOT p.kind OR o.commission IS NOT p.commission)`,
    spoil: `UPDATE publications SET supersedes = 1 WHERE number = 2`,
  },
  {
    name: 'the term in force is the one that was announced',
    find: `SELECT edition AS what FROM editions WHERE deadline <> round(unixepoch(placement ->> 'deadline', 'subsec') * 1000)
      OR deadline < (SELECT max(round(unixepoch(coalesce(signed ->> '$.body.deadline', '1970-01-01'), 'subsec') * 1000))
        FROM publications WHERE kind IN ('placement', 'extension'))`,
    spoil: 'UPDATE editions SET deadline = deadline + 1',
  },
];

const MARKS_AND_VOTES: Invariant[] = [
  {
    name: 'a commission has at most one chair and seven members in office',
    find: `SELECT commission AS what FROM seats WHERE ended_at IS NULL AND number IS NOT NULL GROUP BY commission
      HAVING count(*) > 7 OR sum(role = 'chair') > 1`,
    spoil: `UPDATE seats SET role = 'chair' WHERE ${ANY('seats', "role = 'member'")}`,
  },
  {
    name: 'sheets stand on what was admitted',
    find: `SELECT DISTINCT application AS what FROM mark_sheets m
      WHERE NOT EXISTS (SELECT 1 FROM decisions WHERE application = m.application AND admitted = 1)`,
    spoil: `UPDATE decisions SET admitted = 0 WHERE application = (SELECT application FROM mark_sheets LIMIT 1);
      UPDATE applications SET standing = 'not-admitted' WHERE id = (SELECT application FROM mark_sheets LIMIT 1)`,
    also: [APPLICATIONS_COUNTED],
  },
  {
    name: 'no sheet of a recused seat',
    find: `SELECT m.application || ' ' || m.seat AS what FROM mark_sheets m
      JOIN recusals r ON r.application = m.application AND r.seat = m.seat WHERE m.filed_at > r.at`,
    spoil: `UPDATE recusals SET at = 0, seat = (SELECT seat FROM mark_sheets m WHERE m.application = recusals.application LIMIT 1)
      WHERE ${ANY('recusals', 'application IN (SELECT application FROM mark_sheets)')}`,
  },
  {
    name: 'versions of a sheet have no gap',
    find: `SELECT application || ' ' || seat AS what FROM mark_sheets GROUP BY application, seat
      HAVING min(version) <> 1 OR max(version) <> count(*)`,
    spoil: `UPDATE mark_sheets SET version = 2 WHERE ${ANY('mark_sheets')}`,
    also: [SHEETS_COUNTED],
  },
  {
    name: 'no ballot of a recused seat',
    find: `SELECT ${BALLOT} ${VOTERS} JOIN recusals x ON x.seat = p.id AND x.at < b.at
      AND x.application IN (SELECT value FROM json_each(r.candidates))`,
    spoil: `UPDATE applications SET conflicts = conflicts + 1 WHERE id = (SELECT value FROM rounds, json_each(candidates) LIMIT 1);
      INSERT INTO recusals (application, seat, reason, at) SELECT c.value, p.id, '', 0 ${VOTERS}, json_each(r.candidates) c
        WHERE c.value = (SELECT value FROM rounds, json_each(candidates) LIMIT 1)
          AND NOT EXISTS (SELECT 1 FROM mark_sheets m WHERE m.application = c.value AND m.seat = p.id) LIMIT 1`,
    also: [APPLICATIONS_COUNTED],
  },
  {
    name: 'no round opens and no ballot is cast without a quorum',
    // A quorum that is lost ends the sitting: what was before stays.
    find: `SELECT s.id AS what FROM sittings s JOIN (SELECT sitting, max(version) AS version, max(at) AS at FROM attendances
        GROUP BY sitting) a ON a.sitting = s.id
      WHERE s.quorate = 0 AND (EXISTS (SELECT 1 FROM rounds WHERE sitting = s.id AND (a.version = 1 OR opened_at > a.at))
        OR EXISTS (SELECT 1 FROM ballots WHERE sitting = s.id AND (a.version = 1 OR at > a.at)))`,
    spoil: `INSERT INTO rounds SELECT id, 1, '[]', 1, 0 FROM sittings WHERE quorate = 0 LIMIT 1`,
  },
  {
    name: 'the quorum is two thirds of the members',
    find: `SELECT id AS what FROM sittings s, editions e WHERE quorate <> (json_array_length(present)
        * (e.frozen ->> ('$.commission.' || iif(s.commission = 'KZ', 'republican', 'regional') || '.quorum.denominator'))
      >= members * (e.frozen ->> ('$.commission.' || iif(s.commission = 'KZ', 'republican', 'regional') || '.quorum.numerator')))`,
    spoil: `UPDATE sittings SET members = 100 WHERE ${ANY('sittings', 'quorate = 1')}`,
  },
  {
    name: 'no ballot of who is absent',
    find: `SELECT ${BALLOT} FROM ballots b JOIN sittings s ON s.id = b.sitting
      WHERE b.seat NOT IN (SELECT value FROM json_each(s.present))`,
    spoil: `UPDATE ballots SET seat = 9 WHERE ${ANY('ballots')}`,
  },
  {
    name: 'a ballot names candidates of its round, no more than there are places',
    find: `SELECT ${BALLOT} FROM ballots b JOIN rounds r ON r.sitting = b.sitting AND r.number = b.round
      WHERE json_array_length(b.choices) > r.places OR EXISTS (SELECT 1 FROM json_each(b.choices)
        WHERE value NOT IN (SELECT value FROM json_each(r.candidates)))`,
    spoil: `UPDATE ballots SET choices = '["x"]' WHERE ${ANY('ballots')}`,
  },
  {
    name: 'the present of a sitting are those of its newest attendance',
    find: `SELECT id AS what FROM sittings s WHERE present <> (SELECT present FROM attendances
      WHERE sitting = s.id ORDER BY version DESC LIMIT 1)`,
    spoil: `UPDATE attendances SET present = '[]' WHERE ${ANY('attendances')}`,
  },
  {
    name: 'candidates came',
    find: `SELECT r.sitting AS what FROM rounds r, json_each(r.candidates) c WHERE NOT EXISTS (SELECT 1 FROM appearances
      WHERE sitting = r.sitting AND application = c.value AND appearance <> 'no-show')`,
    spoil: `UPDATE appearances SET appearance = 'no-show' WHERE ${ANY(
      'appearances',
      'sitting IN (SELECT sitting FROM rounds) AND application IN (SELECT value FROM rounds, json_each(candidates))',
    )}`,
  },
  {
    name: 'only a sitting with a quorum has an outcome',
    find: `SELECT o.sitting AS what FROM sitting_outcomes o JOIN sittings s ON s.id = o.sitting
      WHERE s.quorate = 0 AND o.outcome ->> 'kind' = 'decided'`,
    spoil: `INSERT INTO sitting_outcomes SELECT id, '{"kind":"decided"}', 0, 'x' FROM sittings WHERE quorate = 0 LIMIT 1`,
  },
];

const WHOLE: Invariant[] = [
  {
    name: 'what a row refers to is there',
    find: 'SELECT "table" || \' \' || rowid AS what FROM pragma_foreign_key_check',
    spoil: `UPDATE declarations SET seat = 'x' WHERE ${ANY('declarations')}`,
    also: [DECLARATIONS_COUNTED],
  },
  {
    name: 'the database is whole',
    find: "SELECT integrity_check AS what FROM pragma_integrity_check WHERE integrity_check <> 'ok'",
    spoil: `PRAGMA ignore_check_constraints = ON; UPDATE drafts SET open = 7 WHERE ${ANY('drafts')}`,
  },
  {
    name: 'messages are numbered without a gap',
    find: 'SELECT draft AS what FROM messages GROUP BY draft HAVING min(number) <> 1 OR max(number) <> count(*)',
    spoil: 'UPDATE messages SET number = 0 WHERE number = 1',
  },
];

export const ROWS: readonly Invariant[] = [
  ...APPLICATIONS,
  ...JOURNAL,
  ...REGISTER,
  ...MARKS_AND_VOTES,
  ...COUNTERS,
  ...WHOLE,
];
