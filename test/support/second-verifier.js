// A second verifier, written from docs/register.md alone: it shares no code with rules/, so that what the description
// leaves out shows as a difference between the two.

import { createHash, createPublicKey, verify } from 'node:crypto';
import { counted } from './second-count.js';
import { canonical, readStrictly } from './second-reader.js';

const sha256 = (data) => createHash('sha256').update(data).digest('hex');
const DAY = 86_400_000;
const LOCAL = 5 * 3_600_000;

const same = (a, b) => canonical(a) === canonical(b);
const grows = (list) => list.every((one, at) => at === 0 || list[at - 1] < one);
const differ = (list) => new Set(list).size === list.length;
const bare = ({ correction: _, ...body }) => body;
const saysWhy = (reason) => Object.values(reason).every((text) => text.trim() !== '');
const passedOf = (body) => body.admitted.filter(({ passed }) => passed).map(({ filing }) => filing);
const publisher = (body) => body.commission ?? '';
const inForce = (list) => {
  const gone = new Set(list.map(({ body }) => body.correction?.supersedes));
  return list.filter(({ number }) => !gone.has(number));
};

const dayOf = (instant) => new Date(Date.parse(instant) + LOCAL).toISOString().slice(0, 10);
const later = (day, count) => new Date(Date.parse(day) + count * DAY).toISOString().slice(0, 10);
const limit = (day) => new Date(Date.parse(day) + DAY - LOCAL).toISOString();
class Uncomputable extends Error {}
const yearOf = (day, calendar) => {
  const year = calendar[day.slice(0, 4)];
  if (year === undefined) throw new Uncomputable(day);
  return year;
};
const worked = (day, calendar) => {
  const { off, working } = yearOf(day, calendar);
  return working.includes(day) || (![0, 6].includes(new Date(day).getUTCDay()) && !off.includes(day));
};
const rolled = (day, calendar) => (worked(day, calendar) ? day : rolled(later(day, 1), calendar));

/** Edition and placement as extensions and moved days changed them. */
function settings(placed, force) {
  const edition = structuredClone(placed.edition);
  const placement = { ...placed.placement };
  for (const { at, body } of force) {
    if (body.kind === 'extension')
      Object.assign(placement, { lastDay: body.lastDay, deadline: body.deadline });
    if (body.kind !== 'calendar') continue;
    const year = yearOf(body.date, edition.calendar);
    for (const list of ['off', 'working']) year[list] = year[list].filter((day) => day !== body.date);
    year[body.working ? 'working' : 'off'].push(body.date);
    if (Date.parse(at) >= Date.parse(placement.deadline)) continue;
    placement.lastDay = rolled(placement.lastDay, edition.calendar);
    placement.deadline = limit(placement.lastDay);
  }
  return { edition, placement };
}

function standing({ body }, before) {
  const { correction, kind } = body;
  const alike = (other) => other.body.kind === kind && publisher(other.body) === publisher(body);
  if (correction === undefined)
    return ['extension', 'calendar'].includes(kind) || !before.some((other) => alike(other));
  const old = before.find(({ number }) => number === correction.supersedes);
  if (old === undefined || !alike(old) || !inForce(before).includes(old)) return false;
  const voted = inForce(before).some(
    (other) =>
      other.body.kind === 'regional' &&
      publisher(other.body) === publisher(body) &&
      other.body.sittings.length > 0,
  );
  const others = kind === 'selection' && voted && !same(passedOf(old.body), passedOf(body));
  return saysWhy(correction.reason) && !same(bare(old.body), bare(body)) && !others;
}

const KINDS = {
  placement: ({ placement, edition }, { at }) => {
    const placementDay = dayOf(placement.placedAt);
    const nominalLastDay = later(placementDay, 7 * edition.terms.submissionWeeks.value);
    const lastDay = rolled(nominalLastDay, edition.calendar);
    const made = { ...placement, placementDay, nominalLastDay, lastDay, deadline: limit(lastDay) };
    return { term: same(made, placement), time: placement.placedAt === at };
  },
  extension: (body, { edition, placement, force }) => ({
    term:
      Date.parse(body.deadline) > Date.parse(placement.deadline) &&
      worked(body.lastDay, edition.calendar) &&
      body.deadline === limit(body.lastDay) &&
      force.every(({ body: { kind } }) => ['placement', 'extension', 'calendar'].includes(kind)),
  }),
  calendar: (body, { edition, at }) => ({
    day: body.date > dayOf(at) && worked(body.date, edition.calendar) !== body.working,
  }),
  commitments: ({ filings }, { placement, at }) => ({
    time: Date.parse(at) >= Date.parse(placement.deadline),
    order: grows(filings.map(({ filing }) => filing)) && filings.every((row) => grows(row.commitments)),
  }),
  selection: (body, { edition, of }) => {
    const promised = of('commitments', body.commission);
    const sheets = body.admitted.flatMap((row) => row.sheets);
    return {
      counts:
        new Set([...body.admitted, ...body.notAdmitted].map(({ filing }) => filing)).size +
          body.withdrawn +
          body.transferredAway ===
        body.received,
      grounds: body.notAdmitted.every(({ grounds }) => grounds.length > 0),
      commitments: promised !== undefined && opened(body, promised.filings),
      marks: sheets.every((sheet) => lawfulSheet(sheet, edition.marks)),
      passed:
        grows(body.admitted.map(({ filing }) => filing)) &&
        body.admitted.every((row) => judged(row, edition)),
    };
  },
  regional: (body, { edition, of }) => {
    const selection = of('selection', body.commission);
    if (selection === undefined) return { contenders: false };
    const may = passedOf(selection);
    const contenders = exactly(body, may);
    const gone = body.contenders
      .filter(({ appearance }) => appearance === 'withdrawn')
      .map(({ filing }) => filing);
    const left = may.filter((filing) => !gone.includes(filing));
    const published = body.finalist === null ? [] : [body.finalist.filing];
    if (body.sittings.length === 0 || (left.length === 0 && body.rounds.length === 0))
      return { contenders, outcome: left.length === 0 && published.length === 0 };
    const { elected, steps } = counted(body, 'regional', edition);
    const few = published.length <= edition.voting.regionalFinalists.value;
    return { contenders, ...steps, outcome: elected !== null && same(elected, published) && few };
  },
  republican: (body, { edition, of }) => {
    const list = of('list');
    if (list === undefined) return { contenders: false };
    const contenders = exactly(
      body,
      list.finalists.map(({ filing }) => filing),
    );
    const { elected, steps } = counted(body, 'republican', edition);
    const rows = (elected ?? []).flatMap(
      (filing) => list.finalists.findLast((row) => row.filing === filing) ?? [],
    );
    const few = body.winners.length <= edition.voting.winners.value;
    return { contenders, ...steps, outcome: elected !== null && same(rows, body.winners) && few };
  },
  list: (body, { edition, of }) => {
    const results = edition.regions.map((commission) => ({ commission, result: of('regional', commission) }));
    if (results.some(({ result }) => result === undefined)) return { regions: false };
    const finalists = results.flatMap(({ commission, result: { finalist } }) =>
      finalist === null ? [] : [{ commission, ...finalist }],
    );
    const none = results.filter(({ result }) => result.finalist === null).map(({ commission }) => commission);
    return { regions: true, list: same({ finalists, none }, { finalists: body.finalists, none: body.none }) };
  },
};

function opened({ admitted, withdrawn }, promised) {
  const of = (filing) => promised.find((row) => row.filing === filing)?.commitments ?? [];
  const commitment = (filing, { marks, nonce, violations, replaces }) =>
    replaces?.commitment ?? sha256(canonical({ filing, marks, nonce, violations }));
  const all = promised.every(({ filing }) => admitted.some((row) => row.filing === filing));
  return (
    (all || withdrawn > 0) &&
    admitted.every(
      ({ filing, sheets }) =>
        same(sheets.map((sheet) => commitment(filing, sheet)).sort(), of(filing)) &&
        sheets.every(({ replaces }) => replaces === undefined || saysWhy(replaces.reason)),
    )
  );
}

const lawfulSheet = ({ marks, violations }, { criteria, lowest, highest, onViolation }) =>
  marks.length === criteria.value.length &&
  violations.length === criteria.value.length &&
  marks.every(
    (mark, at) =>
      mark >= lowest.value && mark <= highest.value && (!violations[at] || mark === onViolation.value),
  );

function judged({ sheets, recused, passed }, { marks, commission }) {
  const sum = sheets.flatMap((sheet) => sheet.marks).reduce((all, mark) => all + mark, 0);
  const needed = Math.min(marks.sheets.value, commission.regional.members.value - recused);
  return sheets.length >= needed && passed === sum > marks.passAbove.value * sheets.length;
}

function exactly({ contenders }, may) {
  const named = contenders.map(({ filing }) => filing);
  return differ(named) && same([...named].sort(), [...new Set(may)].sort());
}

function steps(publication, force) {
  const { body, at } = publication;
  const of = (kind, commission) =>
    force.find(
      (row) => row.body.kind === kind && (commission === undefined || publisher(row.body) === commission),
    )?.body;
  try {
    if (body.kind === 'placement') return KINDS.placement(body, { at });
    const placed = of('placement');
    if (placed === undefined) return { term: false };
    return KINDS[body.kind](body, { ...settings(placed, force), at, of, force });
  } catch (error) {
    if (error instanceof Uncomputable || error instanceof RangeError) return { time: false };
    throw error;
  }
}

function signed(bytes, signature, publicKey) {
  try {
    const prefix = Buffer.from('302a300506032b6570032100', 'hex');
    const der = Buffer.concat([prefix, Buffer.from(publicKey, 'base64')]);
    const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
    return verify(null, bytes, key, Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
}

export function brokenSteps(text, pins = {}) {
  const register = readStrictly(text);
  if (register === null) return [[0, 'form']];
  const { keys, publications } = register;
  const found = [];
  const judge = (number, results) => {
    for (const [name, holds] of Object.entries(results)) if (!holds) found.push([number, name]);
  };
  const named = keys.every(
    ({ fingerprint, publicKey }) => fingerprint === sha256(Buffer.from(publicKey, 'base64')),
  );
  const pinned = pins.key === undefined || keys.some(({ fingerprint }) => fingerprint === pins.key);
  judge(0, { keys: named && pinned });
  for (const [at, publication] of publications.entries()) {
    const { hash, key, signature, ...rest } = publication;
    const bytes = Buffer.from(canonical(rest));
    const own = keys.findLast(({ fingerprint }) => fingerprint === key);
    judge(at + 1, {
      number: publication.number === at + 1,
      chain: publication.previous === (publications[at - 1]?.hash ?? '0'.repeat(64)),
      hash: hash === sha256(bytes),
      signature: own !== undefined && signed(bytes, signature, own.publicKey),
    });
    const before = publications.slice(0, at);
    const stands = standing(publication, before);
    const force = inForce([...before, publication]).filter((row) => row !== publication);
    judge(at + 1, { standing: stands, ...(stands ? steps(publication, force) : {}) });
  }
  const force = inForce(publications);
  const newest = Math.max(0, ...force.filter(({ body }) => body.correction).map(({ number }) => number));
  for (const row of force) {
    if (row.number >= newest || !['regional', 'list', 'republican'].includes(row.body.kind)) continue;
    const beside = steps(
      row,
      force.filter((other) => other !== row),
    );
    judge(row.number, { 'in-force': Object.values(beside).every(Boolean) });
  }
  if (pins.head !== undefined) {
    const { number, hash } = pins.head;
    judge(0, { pin: publications.some((row) => row.number === number && row.hash === hash) });
  }
  return found;
}
