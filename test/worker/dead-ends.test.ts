// Each dead end of rules/dead-ends over HTTP: the desk says what happened and offers the way on, and the way leads to a
// published result that a verifier takes.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEAD_ENDS } from '#rules/dead-ends';
import regionList from '#content/regions.json' with { type: 'json' };
import { verifyRegister } from '#rules/verify-register';
import { Client, newKey } from '../../host/rehearsal/client.ts';
import { fullForm } from '../support/edition.ts';
import { mainOf } from '../support/reader.ts';
import { startHouse } from '../support/start.ts';
import type { TestHouse } from '../support/start.ts';

const REGIONS = regionList.map(({ code }) => code);
/** Those whose story is told; in the others nobody applied. */
const TOLD = ['10', '11', '15', '19', '23', '27', '31', '33', '39'];
const ALL = [1, 2, 3, 4, 5, 6, 7];
let house: TestHouse;
let day = 0;
const filed = new Map<string, { id: string; client: Client; bearer: Record<string, string> }[]>();
const people = new Map<string, Client>();
const seen = new Set<string>();

const person = async (email: string): Promise<Client> => {
  const known = people.get(email) ?? (await house.as(email));
  people.set(email, known);
  return known;
};
const act = async (
  code: string,
  name: string,
  input: unknown,
  who = 'secretary',
): Promise<Record<string, unknown>> => {
  const client = await person(`${who}-${code.toLowerCase()}@example.kz`);
  const { status, body } = await client.json(`/api/desk/${code}/${name}`, input);
  expect([code, name, status, body]).toEqual([code, name, 200, body]);
  return body;
};
const refused = async (code: string, name: string, input: unknown, who = 'secretary'): Promise<string[]> => {
  const client = await person(`${who}-${code.toLowerCase()}@example.kz`);
  const { status, body } = await client.json(`/api/desk/${code}/${name}`, input);
  expect([name, status]).toEqual([name, 409]);
  return (body.findings as { code: string }[]).map((finding) => finding.code);
};
/** The dead ends that the desk shows now, and whether the way of `code` stands beside it. */
const shown = async (code: string): Promise<string[]> => {
  const client = await person(`secretary-${code.toLowerCase()}@example.kz`);
  const { body } = await client.send(`/desk/ru/${code}/sitting/`);
  const page = mainOf(String(body.text));
  const codes = [...page.matchAll(/data-dead-end="([A-Z_]+)"/g)].map(([, found]) => found ?? '');
  for (const found of codes) seen.add(found);
  return codes;
};
const next = (): Promise<void> =>
  house.moveClock(Date.parse('2026-09-23T05:00:00.000Z') + (day += 1) * 86_400_000);
const scan = async (code: string): Promise<{ signedOn: string; protocolSha256: string }> => {
  const bytes = new TextEncoder().encode(`%PDF-1.7\n% ${code} ${day} ${Math.random()}\n%%EOF\n`);
  const client = await person(`secretary-${code.toLowerCase()}@example.kz`);
  const { body } = await client.bytes(`/api/desk/${code}/protocol-file`, bytes);
  const [row] = await house.query<{ now: string }>('SELECT max(held_on) AS now FROM sittings');
  return { signedOn: row?.now ?? '2026-09-21', protocolSha256: String(body.sha256) };
};
const ids = (code: string): string[] => (filed.get(code) ?? []).map(({ id }) => id);
const openSitting = (code: string, present = ALL, away: string[] = []): Promise<Record<string, unknown>> =>
  act(code, 'open-sitting', {
    present,
    appearances: ids(code).map((application) =>
      away.includes(application)
        ? { application, appearance: 'no-show', reason: 'Аурып қалды' }
        : { application, appearance: 'appeared' },
    ),
  });
/** One ballot a seat: an index of the region's applications, or null for an abstention. */
const vote = async (code: string, votes: Record<number, number | null>): Promise<void> => {
  for (const [seat, index] of Object.entries(votes)) {
    const choices = index === null ? [] : [ids(code)[index] ?? ''];
    await act(code, 'ballot', { seat: Number(seat), choices });
  }
};
const callAgain = async (code: string): Promise<void> => {
  const [row] = await house.query<{ at: number }>('SELECT max(at) AS at FROM journal');
  await act(code, 'call-sitting', {
    startsAt: new Date((row?.at ?? 0) + 86_400_000).toISOString(),
    place: 'Комиссия',
  });
  await next();
};
const publish = async (code: string): Promise<Record<string, unknown>> => {
  if (
    (
      await house.query(`SELECT 1 FROM sitting_outcomes o JOIN sittings s ON s.id = o.sitting
      WHERE s.commission = '${code}' AND o.outcome NOT LIKE '%new-sitting%'`)
    ).length > 0
  )
    await act(code, 'sign-protocol', await scan(code));
  return act(code, 'publish-result', {});
};
const unanimous = (index: number): Record<number, number> =>
  Object.fromEntries(ALL.map((seat) => [seat, index]));

async function file(code: string, name: string): Promise<void> {
  const client = new Client(house.origin);
  const form = fullForm({
    region: code,
    organisationKk: `${name} ${code}`,
    organisationRu: `${name} ${code}`,
  });
  const { body } = await client.json('/api/drafts', { form });
  const bearer = { authorization: `Bearer ${String(body.token)}` };
  const headers = { ...bearer, 'idempotency-key': newKey() };
  const { body: answer } = await client.json('/api/applications', {}, headers);
  filed.set(code, [...(filed.get(code) ?? []), { id: String(answer.application), client, bearer }]);
}

/** §13–16 of one commission: all admitted; `recused` are seats with a conflict in the first. */
async function select(code: string, recused: number[] = []): Promise<void> {
  const items = ids(code).map((application) => ({ application, admitted: true, grounds: [], reason: '' }));
  const { version } = await act(code, 'admission-list', { items });
  await act(code, 'confirm-admission', { version }, 'chair');
  const seats = await house.query<{ id: string; number: number }>(
    `SELECT id, number FROM seats WHERE commission = '${code}' AND number IS NOT NULL`,
  );
  for (const { id, number } of seats) {
    if (recused.includes(number))
      await act(code, 'recuse', { application: ids(code)[0], seat: id, reason: 'туыс' });
  }
  const marks = [5, 5, 4, 4, 3, 3];
  for (const application of ids(code)) {
    const may = ALL.filter((seat) => application !== ids(code)[0] || !recused.includes(seat)).slice(0, 5);
    for (const seat of may)
      await act(code, 'mark', { application, marks, violations: Array(6).fill(false), reason: '', seat });
  }
  if (recused.length > 0) await shown(code);
  await act(code, 'commit-sheets', {});
  await act(code, 'open-sheets', {});
  await act(code, 'sign-selection', { ...(await scan(code)), signedOn: '2026-09-18' });
  await act(code, 'publish-selection', {});
  if (ids(code).length > 0) {
    await act(code, 'invite-evenly', {
      windows: [{ day: '2026-09-22', from: '09:00', until: '18:00' }],
      minutes: 30,
      place: 'Департамент',
      open: true,
    });
  }
}

beforeAll(async () => {
  house = await startHouse();
  await house.placed('2026-09-01T05:00:00.000Z', [...REGIONS, 'KZ']);
  for (const code of TOLD) {
    await file(code, 'Бірінші');
    if (code !== '19') await file(code, 'Екінші');
  }
  await house.moveClock('2026-09-18T05:00:00.000Z');
  for (const code of REGIONS) await select(code, code === '31' ? [4, 5, 6, 7] : []);
  await house.moveClock('2026-09-23T05:00:00.000Z');
}, 300_000);
afterAll(() => house.close());

describe('§5 a sitting', () => {
  it('without a quorum decides nothing and is called again', async () => {
    await openSitting('10', [1, 2, 3, 4]);
    expect(await shown('10')).toEqual(['NO_QUORUM']);
    expect(await refused('10', 'ballot', { seat: 1, choices: [] })).toEqual(['NO_QUORUM_NO_DECISION']);
    await callAgain('10');
    await openSitting('10');
    await vote('10', unanimous(0));
    await act('10', 'close-vote', {});
    expect((await publish('10')).finalist).not.toBeNull();
  });

  it('that loses its quorum before the vote is over is called again', async () => {
    await openSitting('11', [1, 2, 3, 4, 5]);
    await vote('11', { 1: 0 });
    expect(await refused('11', 'set-attendance', { present: [2, 3, 4, 5, 6] })).toEqual(['ATTENDANCE_VOTED']);
    await act('11', 'set-attendance', { present: [1, 2, 3] });
    expect(await shown('11')).toEqual(['NO_QUORUM']);
    expect(await refused('11', 'close-vote', {})).toEqual(['NO_QUORUM_NO_DECISION']);
    await callAgain('11');
    // A tie of three and three; the chair abstained and decides.
    await openSitting('11');
    await vote('11', { 1: null, 2: 0, 3: 0, 4: 0, 5: 1, 6: 1, 7: 1 });
    expect(await shown('11')).toEqual(['TIE_CHAIR']);
    await act('11', 'casting-vote', { choices: [ids('11')[1]] }, 'chair');
    await act('11', 'close-vote', {});
    expect((await publish('11')).finalist).not.toBeNull();
  });

  it('that ties without its chair is called again', async () => {
    await openSitting('15', [2, 3, 4, 5, 6, 7]);
    await vote('15', { 2: 0, 3: 0, 4: 0, 5: 1, 6: 1, 7: 1 });
    expect(await shown('15')).toEqual(['TIE_WITHOUT_CHAIR']);
    await act('15', 'close-vote', {});
    expect(await shown('15')).toEqual(['TIE_WITHOUT_CHAIR']);
    await callAgain('15');
    await openSitting('15');
    await vote('15', unanimous(1));
    await act('15', 'close-vote', {});
    expect((await publish('15')).finalist).not.toBeNull();
  });
});

describe('§17 a vote', () => {
  it('on one contender is held all the same; a commission that only abstains meets again', async () => {
    await openSitting('19');
    expect(await shown('19')).toEqual(['ONE_CONTENDER']);
    await vote('19', Object.fromEntries(ALL.map((seat) => [seat, null])));
    await act('19', 'close-vote', {});
    expect(await shown('19')).toEqual(['NO_VOTES', 'ONE_CONTENDER']);
    await callAgain('19');
    await openSitting('19');
    await vote('19', { ...Object.fromEntries(ALL.map((seat) => [seat, null])), 3: 0 });
    await act('19', 'close-vote', {});
    expect((await publish('19')).finalist).not.toBeNull();
  });

  it('goes on without who did not come, with a reason', async () => {
    const [one = '', two = ''] = ids('23');
    const appearances = [
      { application: one, appearance: 'no-show' },
      { application: two, appearance: 'appeared' },
    ];
    expect(await refused('23', 'open-sitting', { present: ALL, appearances })).toEqual(['REASON_MISSING']);
    await openSitting('23', ALL, [one]);
    expect(await shown('23')).toEqual(['ONE_CONTENDER', 'NO_SHOW']);
    expect(await refused('23', 'ballot', { seat: 1, choices: [one] })).toEqual(['UNKNOWN_CANDIDATE']);
    await vote('23', unanimous(1));
    await act('23', 'close-vote', {});
    expect(await shown('23')).toEqual(['ONE_CONTENDER']);
    expect((await publish('23')).finalist).not.toBeNull();
    expect(await shown('23')).toEqual([]);
  });

  it('goes on without who withdrew after the selection, and says so in the register', async () => {
    const [gone] = filed.get('27') ?? [];
    const headers = { ...gone?.bearer, 'idempotency-key': newKey() };
    expect((await gone?.client.json('/api/applications/withdraw', {}, headers))?.status).toBe(200);
    await openSitting('27');
    expect(await shown('27')).toEqual(['ONE_CONTENDER', 'WITHDRAWN']);
    await vote('27', unanimous(1));
    await act('27', 'close-vote', {});
    await publish('27');
    const [row] = await house.query<{ signed: string }>(
      "SELECT signed FROM publications WHERE kind = 'regional' AND commission = '27'",
    );
    expect(row?.signed).toContain('"appearance":"withdrawn"');
  });

  it('on which too few may vote waits for the Agency to replace members', async () => {
    await openSitting('31');
    expect(await shown('31')).toContain('TOO_FEW_VOTERS');
    await vote('31', { 1: 1, 2: 1, 3: 1 });
    await act('31', 'close-vote', {});
    expect(await shown('31')).toContain('TOO_FEW_VOTERS');
    // What the Agency's act of replacing members leaves: their seats ended, the same numbers filled anew.
    await house.query(
      `INSERT INTO seats (id, commission, role, number, name, position, employer, email, language, appointed_at)
       SELECT 'new-' || id, commission, role, number + 100, name, position, employer, 'new-' || email, language, 1
       FROM seats WHERE commission = '31' AND number > 3`,
    );
    await house.query("UPDATE seats SET ended_at = 1 WHERE commission = '31' AND number BETWEEN 4 AND 7");
    await house.query("UPDATE seats SET number = number - 100 WHERE commission = '31' AND number > 100");
    await callAgain('31');
    await openSitting('31');
    await vote('31', unanimous(1));
    // A vote that is complete and not closed has not fewer winners than places.
    expect(await shown('31')).not.toContain('FEWER_THAN_THREE');
    await act('31', 'close-vote', {});
    expect((await publish('31')).finalist).not.toBeNull();
  });

  it('is not needed where nobody came, nobody passed, or everybody withdrew: no finalist', async () => {
    await openSitting('33', ALL, ids('33'));
    expect(await shown('33')).toEqual(['NO_CONTENDERS', 'NO_SHOW']);
    await act('33', 'close-vote', {});
    expect((await publish('33')).finalist).toBeNull();
    expect(await shown('35')).toEqual(['NO_CONTENDERS']);
    expect((await publish('35')).finalist).toBeNull();
    expect(await shown('35')).toEqual([]);
    await openSitting('39', [1, 2]);
    for (const { client, bearer } of filed.get('39') ?? []) {
      const headers = { ...bearer, 'idempotency-key': newKey() };
      expect((await client.json('/api/applications/withdraw', {}, headers)).status).toBe(200);
    }
    expect(await shown('39')).toEqual(['NO_CONTENDERS']);
    expect((await act('39', 'publish-result', {})).finalist).toBeNull();
  });
});

describe('§20–21 the republican sitting', () => {
  const finalists: string[] = [];

  it('ties at the last place, votes again among the tied, and meets again where that gives nobody', async () => {
    for (const code of REGIONS.filter((region) => !TOLD.includes(region) && region !== '35'))
      await publish(code);
    const { status } = await house.agency.json('/api/desk/agency/publish-list', {});
    expect(status).toBe(200);
    const rows = await house.query<{ id: string }>(
      `SELECT json_extract(body, '$.finalist') AS id FROM milestones
       WHERE name = 'published' AND json_extract(body, '$.finalist') <> '' ORDER BY commission`,
    );
    finalists.push(...rows.map(({ id }) => id));
    filed.set(
      'KZ',
      finalists.map((id) => ({ id, client: house.agency, bearer: {} })),
    );
    const [row] = await house.query<{ at: number }>('SELECT max(at) AS at FROM journal');
    await act('KZ', 'invite', {
      invitations: finalists.map((application, index) => ({
        application,
        startsAt: new Date((row?.at ?? 0) + 3_600_000 + index * 1_800_000).toISOString(),
        place: 'Агенттік',
      })),
    });
    await callAgain('KZ');
    await openSitting('KZ');
    const [a = '', b = '', c = '', d = ''] = finalists;
    for (const seat of ALL) {
      const third = seat <= 3 ? [c] : seat <= 6 ? [d] : [];
      await act('KZ', 'ballot', { seat, choices: [a, b, ...third] });
    }
    expect(await shown('KZ')).toEqual(['TIE_REVOTE']);
    await act('KZ', 'close-vote', {});
    await vote('KZ', Object.fromEntries(ALL.map((seat) => [seat, null])));
    expect(await shown('KZ')).toEqual(['NO_VOTES']);
    await act('KZ', 'close-vote', {});
  });

  it('has fewer winners than places where fewer have votes', async () => {
    await callAgain('KZ');
    await openSitting('KZ');
    const [a = '', b = ''] = finalists;
    for (const seat of ALL) await act('KZ', 'ballot', { seat, choices: [a, b] });
    await act('KZ', 'close-vote', {});
    expect(await shown('KZ')).toEqual(['FEWER_THAN_THREE']);
    expect((await publish('KZ')).winners).toHaveLength(2);
  });
});

describe('the table', () => {
  it('is shown at the desk to its last line', () => {
    expect(DEAD_ENDS.map(({ code }) => code).filter((code) => !seen.has(code))).toEqual([]);
  });

  it('leads to a register that holds', async () => {
    const text = await (await new Client(house.origin).fetch('/api/register')).text();
    const verdict = await verifyRegister(text);
    expect(verdict.steps.flatMap(({ findings }) => findings)).toEqual([]);
    expect(verdict.ok).toBe(true);
  });
});
