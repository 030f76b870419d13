// The strict reading of docs/register.md, in its own notation: what has another member, kind or form of number is refused.

const is = (pattern) => (value) => typeof value === 'string' && pattern.test(value);
const text = (value) => typeof value === 'string';
const flag = (value) => typeof value === 'boolean';
const whole = (value) => Number.isSafeInteger(value);
const count = (value) => whole(value) && value >= 0;
const from1 = (value) => whole(value) && value >= 1;
const hex64 = is(/^[0-9a-f]{64}$/);
const filing = is(/^[0-9a-f]{32}$/);
const instant = is(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
const day = (value) => {
  const at = is(/^\d{4}-\d\d-\d\d$/)(value) ? new Date(value) : null;
  return at !== null && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(value);
};
const one =
  (...values) =>
  (value) =>
    values.includes(value);
const list = (of) => (value) => Array.isArray(value) && value.every((row) => of(row));
const named = (of) => (value) => record(value) && Object.values(value).every((row) => of(row));
const nothingOr = (of) => (value) => value === null || of(value);
const record = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** An object of exactly these members; one whose name ends with `?` may be absent. */
const shape = (members) => {
  const known = Object.entries(members).map(([name, of]) => [name.replace('?', ''), of, name.endsWith('?')]);
  return (value) =>
    record(value) &&
    Object.keys(value).every((key) => known.some(([name]) => name === key)) &&
    known.every(([name, of, free]) => (Object.hasOwn(value, name) ? of(value[name]) : free));
};

const words = shape({ kk: text, ru: text, en: text });
const clause = is(/^(\d{1,2}|A[12])$/);
const stated = (value) => shape({ value, clause, 'interpretation?': flag });
const number = stated(count);
const commission = shape({
  members: number,
  quorum: shape({ numerator: whole, denominator: whole, clause }),
});
const numbers = (...names) => shape(Object.fromEntries(names.map((name) => [name, number])));
const limit = { types: list(text), maxBytes: whole };
const isoDay = is(/^\d{4}-\d\d-\d\d$/);

const edition = shape({
  edition: is(/^\d{4}$/),
  name: text,
  terms: numbers(
    'submissionWeeks',
    'checkWorkingDays',
    'inviteWorkingDays',
    'listWorkingDays',
    'handoverWorkingDays',
  ),
  commission: shape({ regional: commission, republican: commission }),
  routing: shape({ centralRegion: stated(text), centralKinds: stated(list(text)) }),
  applicantKinds: stated(list(text)),
  documents: numbers('minEvidence', 'minRepresentatives'),
  marks: shape({
    criteria: stated(list(text)),
    lowest: number,
    highest: number,
    onViolation: number,
    passAbove: number,
    sheets: number,
  }),
  handover: shape({ dossiers: stated(one('contenders', 'finalist')) }),
  voting: numbers('regionalFinalists', 'minVoters', 'winners', 'choicesPerMember'),
  objections: numbers('termMonths', 'answerWorkingDays'),
  operator: shape({ name: words, bin: text }),
  keep: shape({ draftDays: whole, dataMonths: whole }),
  reminders: shape({ daysBefore: list(whole), hour: whole, commissionDaysBefore: whole }),
  files: shape({
    documents: shape({ ...limit, maxUnpackedBytes: whole }),
    video: shape(limit),
    maxTotalBytes: whole,
  }),
  movedDays: list(shape({ date: isoDay, working: flag, decree: text })),
  regions: list(text),
  calendar: named(shape({ off: list(text), working: list(text) })),
});

const organisation = shape({ kk: text, ru: text });
const correction = shape({ supersedes: from1, reason: words });
const signed = { signedOn: day, protocolSha256: hex64, 'correction?': correction };
const sheet = shape({
  marks: list(whole),
  violations: list(flag),
  nonce: hex64,
  'replaces?': shape({ commitment: hex64, reason: words }),
});
const row = shape({ commission: text, filing, organisation });
const votes = {
  contenders: list(shape({ filing, appearance: one('appeared', 'no-show', 'withdrawn') })),
  sittings: list(
    shape({ heldOn: day, members: count, present: list(count), chairSeat: count, quorate: flag }),
  ),
  rounds: list(
    shape({
      candidates: list(filing),
      places: count,
      recused: count,
      ballots: list(shape({ seat: count, choices: list(filing) })),
      casting: list(filing),
    }),
  ),
};
const KINDS = {
  placement: {
    edition,
    placement: shape({
      placedAt: instant,
      placementDay: day,
      nominalLastDay: day,
      lastDay: day,
      deadline: instant,
      siteAddress: text,
      socialAddresses: list(text),
    }),
  },
  extension: { lastDay: day, deadline: instant, reason: words },
  calendar: { date: day, working: flag, reason: words },
  commitments: {
    commission: text,
    filings: list(shape({ filing, commitments: list(hex64), recused: count })),
  },
  selection: {
    commission: text,
    received: count,
    withdrawn: count,
    transferredAway: count,
    notAdmitted: list(shape({ filing, grounds: list(text) })),
    admitted: list(shape({ filing, recused: count, sheets: list(sheet), passed: flag })),
    confirmedOn: day,
    ...signed,
  },
  regional: { commission: text, ...votes, finalist: nothingOr(shape({ filing, organisation })), ...signed },
  list: { finalists: list(row), none: list(text), 'correction?': correction },
  republican: { commission: one('KZ'), ...votes, winners: list(row), ...signed },
};
const bodies = Object.fromEntries(
  Object.entries(KINDS).map(([kind, members]) => [kind, shape({ kind: one(kind), ...members })]),
);

const register = shape({
  format: one('uzdik-register/1'),
  keys: list(shape({ fingerprint: hex64, publicKey: text })),
  publications: list(
    shape({
      format: one('uzdik/1'),
      contest: text,
      mode: one('real', 'demo', 'rehearsal'),
      number: from1,
      at: instant,
      previous: hex64,
      body: (value) => record(value) && Object.hasOwn(bodies, value.kind) && bodies[value.kind](value),
      hash: hex64,
      key: hex64,
      signature: text,
    }),
  ),
});

/** RFC 8785. */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.keys(value).sort();
  return `{${members.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join()}}`;
}

/** The register in `file`, or null where it is none. */
export function readStrictly(file) {
  try {
    const value = JSON.parse(file);
    return canonical(value) === file.replace(/\n$/, '') && register(value) ? value : null;
  } catch {
    return null;
  }
}
