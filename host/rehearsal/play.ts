// The acts of a rehearsal in the order of the regulation, each one an HTTP request of the person who does it.

import { createHash } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import { Client, fieldsOf, multipart, expect, newKey } from './client.ts';
import { castOf, commissionOf } from './cast.ts';
import type { Applicant } from './cast.ts';
import regionList from '#content/regions.json' with { type: 'json' };

export type Options = { regions: number; applicants: number; seed: number; atOnce: number };
export type Stage = {
  origin: string;
  secret: string;
  /** Sets the clock of the house. */
  moveClock(to: string): Promise<void>;
  /** Waits until the site shows everything that is committed. */
  untilLive(): Promise<void>;
  /** What happens now, for the progress bar. */
  tell(what: string, done: number, of: number): void;
};
export type Filed = {
  applicant: Applicant;
  application: string;
  filing: string;
  late: boolean;
  commission: string;
  /** The signed receipt of the version that counts, as it was given. */
  receipt: unknown;
  withdrawn: boolean;
  /** Whose it is. */
  client: Client;
  bearer: Record<string, string>;
};
export type Tally = {
  applications: number;
  late: number;
  incomplete: number;
  ineligible: number;
  admitted: number;
  passed: number;
  finalists: number;
  winners: number;
  /** Applications taken up on another computer by their private link. */
  draftsRecovered: number;
  /** Files that were broken off on the way and went on from there. */
  uploadsResumed: number;
  withdrawn: number;
  /** Times that the Agency made the term longer. */
  extended: number;
  sheets: number;
  recusals: number;
  sittings: number;
  sittingsWithoutQuorum: number;
  castingVotes: number;
  /** Sittings called by letter in advance. */
  calls: number;
  /** Interviews that an applicant moved to another slot. */
  interviewsMoved: number;
  /** Contenders who did not come, with the reason that was given. */
  noShows: number;
  /** Protocols made from the record and read. */
  protocols: number;
  /** Messages between a secretary and an applicant, each read by the other side. */
  messages: number;
  /** Archives of §19 that were handed over and opened. */
  dossiers: number;
  /** Corrections of what was published, confirmed and in force. */
  corrections: number;
  /** Hand-overs that the Agency received, and those that it sent back first. */
  handoversReceived: number;
  handoversReturned: number;
  /** Days that the Government moved. */
  daysMoved: number;
  /** Times that a finalist handed in a version of the video or the project. */
  materials: number;
  /** Archives of the materials on a winner, each checked by its manifest. */
  winnerPackages: number;
  filingMs: number[];
  filingSeconds: number;
};

const DAY = 86_400_000;
const PLACED_AT = '2026-09-01T05:00:00.000Z';
const FILE_BYTES = 200 * 1024;
export const ALL = regionList.map(({ code }) => code);
const REPUBLIC = 'KZ';

export class Play {
  readonly tally: Tally = {
    applications: 0,
    late: 0,
    incomplete: 0,
    ineligible: 0,
    admitted: 0,
    passed: 0,
    finalists: 0,
    winners: 0,
    draftsRecovered: 0,
    uploadsResumed: 0,
    withdrawn: 0,
    extended: 0,
    sheets: 0,
    recusals: 0,
    sittings: 0,
    sittingsWithoutQuorum: 0,
    castingVotes: 0,
    calls: 0,
    interviewsMoved: 0,
    noShows: 0,
    protocols: 0,
    messages: 0,
    dossiers: 0,
    corrections: 0,
    handoversReceived: 0,
    handoversReturned: 0,
    daysMoved: 0,
    materials: 0,
    winnerPackages: 0,
    filingMs: [],
    filingSeconds: 0,
  };
  /** Every receipt that was given. */
  receipts: unknown[] = [];
  private readonly stage: Stage;
  private readonly options: Options;
  private readonly agency: Client;
  private readonly people = new Map<string, Client>();
  private now = Date.parse(PLACED_AT);
  private deadline = 0;

  constructor(stage: Stage, options: Options) {
    this.stage = stage;
    this.options = options;
    this.agency = new Client(stage.origin);
  }

  /** The whole contest. */
  async run(): Promise<void> {
    await this.place();
    await this.moveDay();
    // Nobody applies before the announcement can be read.
    await this.stage.untilLive();
    const filed = await this.fileAll();
    await this.clock(new Date(this.deadline + DAY / 2).toISOString());
    for (const [index, code] of ALL.entries()) {
      this.stage.tell(`region ${code}`, index, ALL.length);
      await this.selection(code, filed);
    }
    await this.clock(new Date(this.now + 10 * DAY).toISOString());
    for (const [index, code] of ALL.entries()) {
      this.stage.tell(`sitting of ${code}`, index, ALL.length);
      await this.regionalSitting(code, index);
    }
    const list = await this.act(this.agency, 'agency', 'publish-list', {});
    this.tally.finalists = Number(list.finalists);
    await this.corrections();
    for (const finalist of this.finalists) await this.materials(finalist);
    await this.clock(new Date(this.now + 20 * DAY).toISOString());
    await this.republicanSitting();
    await this.winnerPackages();
  }

  private async clock(to: string): Promise<void> {
    this.now = Date.parse(to);
    await this.stage.moveClock(to);
  }

  private async act(
    who: Client,
    commission: string,
    name: string,
    input: unknown,
  ): Promise<Record<string, unknown>> {
    return expect(await who.json(`/api/desk/${commission}/${name}`, input), 200, `${name} of ${commission}`);
  }

  private async place(): Promise<void> {
    const { origin, secret } = this.stage;
    await this.clock(new Date(this.now - DAY).toISOString());
    const first = await this.agency.json(
      '/api/first-administrator',
      {},
      { authorization: `Bearer ${secret}` },
    );
    const token =
      new URL(String(expect(first, 200, 'first administrator').link)).searchParams.get('token') ?? '';
    const person = {
      token,
      language: 'kk',
      name: 'Әкімші',
      position: 'Бас маман',
      email: 'agency@example.kz',
    };
    expect(await this.agency.form('/api/first-administrator/use', person), 201, 'first administrator');
    for (const [index, code] of [...ALL, REPUBLIC].entries()) {
      this.stage.tell(`commission ${code}`, index, ALL.length + 1);
      await this.act(this.agency, code, 'set-commission', { seats: commissionOf(code, this.options.seed) });
    }
    await this.clock(PLACED_AT);
    const placed = await this.act(this.agency, 'agency', 'place', {
      siteAddress: `${origin}/kk/announcement/`,
      socialAddresses: [`${origin}/kk/`],
    });
    this.deadline = Date.parse(String(placed.deadline));
  }

  /** Everybody in time first, `atOnce` side by side, then the late ones after the deadline. */
  private async fileAll(): Promise<Filed[]> {
    const { regions, applicants, seed, atOnce } = this.options;
    const cast = castOf(ALL.slice(0, regions), applicants, seed);
    await this.clock(new Date(this.deadline - DAY / 4).toISOString());
    const filed: Filed[] = [];
    const inTime = cast.filter(({ part }) => part !== 'late');
    // Two of the first region have a bad line and are not part of the figures.
    const [recovered, resumed] = inTime;
    if (recovered !== undefined) filed.push(await this.file(recovered, 'recovered'));
    if (resumed !== undefined) filed.push(await this.file(resumed, 'resumed'));
    const queue = inTime.slice(2);
    const started = performance.now();
    const line = async (): Promise<void> => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
        filed.push(await this.file(next));
        this.stage.tell('filing', filed.length, cast.length);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, line));
    this.tally.filingSeconds = (performance.now() - started) / 1000;
    await this.changeMinds(filed);
    await this.extend();
    await this.clock(new Date(this.deadline).toISOString());
    for (const late of cast.filter(({ part }) => part === 'late')) filed.push(await this.file(late));
    this.tally.applications = filed.length;
    this.receipts = filed.map(({ receipt }) => receipt);
    this.tally.late = filed.filter(({ late }) => late).length;
    return filed;
  }

  /** One files again what was corrected, another withdraws; both had filed in time. */
  private async changeMinds(filed: Filed[]): Promise<void> {
    const again = filed.find(({ applicant }) => applicant.part === 'violation');
    if (again !== undefined) {
      const { client, bearer } = again;
      const key = (): Record<string, string> => ({ ...bearer, 'idempotency-key': newKey() });
      expect(await client.json('/api/applications/correct', {}, key()), 200, 'correction');
      const services = 'Түзетілген тізбе';
      expect(await client.json('/api/drafts/save', { form: { services } }, bearer), 200, 'corrected draft');
      const answer = expect(await client.json('/api/applications', {}, key()), 201, 'filing again');
      Object.assign(again, {
        application: String(answer.application),
        filing: String(answer.filing),
        receipt: answer.receipt,
      });
    }
    const gone = filed.find(({ applicant }) => applicant.part === 'weak');
    if (gone !== undefined) {
      const headers = { ...gone.bearer, 'idempotency-key': newKey() };
      expect(await gone.client.json('/api/applications/withdraw', {}, headers), 200, 'withdrawal');
      gone.withdrawn = true;
      this.tally.withdrawn += 1;
    }
  }

  /** An outage in the last hour: the Agency gives one more working day. */
  private async extend(): Promise<void> {
    const lastDay = new Date(this.deadline + 5 * 3_600_000).toISOString().slice(0, 10);
    const longer = await this.act(this.agency, 'agency', 'extend', {
      lastDay,
      reason: { kk: 'Жүйедегі іркіліс', ru: 'Сбой системы', en: 'An outage of the system' },
    });
    this.deadline = Date.parse(String(longer.deadline));
    this.tally.extended += 1;
  }

  /** Takes the draft up on another computer by its private link, and looks that everything is there. */
  private async recover(applicant: Applicant, token: string): Promise<void> {
    const elsewhere = new Client(this.stage.origin);
    const link = `${this.stage.origin}/kk/return/#${token}`;
    expect(await elsewhere.form('/api/drafts/open', { link, language: 'kk' }), 303, 'private link');
    const page = expect(await elsewhere.send('/kk/application/organisation/'), 200, 'recovered draft');
    if (!String(page.text).includes(applicant.form.email)) throw new Error('a recovered draft lost its text');
    this.tally.draftsRecovered += 1;
  }

  /** Sends one more file in pieces (tus), breaks off after the first, asks what arrived and goes on. */
  private async resume(client: Client, bearer: Record<string, string>): Promise<void> {
    const bytes = pdfOf('resumed', 3 * FILE_BYTES);
    const base64 = (text: string): string => Buffer.from(text).toString('base64');
    const tus = { ...bearer, 'tus-resumable': '1.0.0' };
    const metadata = Object.entries({
      name: 'video-script.pdf',
      kind: 'evidence',
      criterion: '3',
      modified: '1',
    });
    const begun = await client.send('/api/drafts/uploads', {
      method: 'POST',
      headers: {
        ...tus,
        'upload-length': String(bytes.byteLength),
        'upload-metadata': metadata.map(([name, value]) => `${name} ${base64(value)}`).join(','),
      },
    });
    expect(begun, 201, 'upload');
    const path = begun.location;
    const piece = (offset: number, end: number) =>
      client.send(path, {
        method: 'PATCH',
        headers: {
          ...tus,
          'upload-offset': String(offset),
          'content-type': 'application/offset+octet-stream',
        },
        body: bytes.slice(offset, end),
      });
    expect(await piece(0, FILE_BYTES), 204, 'first piece');
    const asked = await client.send(path, { method: 'HEAD', headers: tus });
    expect(await piece(asked.offset, bytes.byteLength), 204, 'the rest');
    this.tally.uploadsResumed += 1;
  }

  private async file(applicant: Applicant, line: 'good' | 'recovered' | 'resumed' = 'good'): Promise<Filed> {
    const client = new Client(this.stage.origin);
    // The applicant has the files before the clock of the figures starts.
    const kinds = applicant.part === 'incomplete' ? ['report', 'evidence'] : ['form', 'report', 'evidence'];
    const sent = multipart(
      fieldsOf(applicant.form),
      kinds.map((kind, index) => ({
        field: `files.${kind}`,
        name: `${kind}.pdf`,
        bytes: pdfOf(`${applicant.form.email} ${kind}`, FILE_BYTES + index),
      })),
    );
    const began = performance.now();
    const draft = expect(await client.send('/api/drafts', { method: 'POST', ...sent }), 201, 'draft');
    if ((draft.files as unknown[]).length !== kinds.length) throw new Error(JSON.stringify(draft.findings));
    const bearer = { authorization: `Bearer ${String(draft.token)}` };
    if (line === 'recovered') await this.recover(applicant, String(draft.token));
    if (line === 'resumed') await this.resume(client, bearer);
    const answer = expect(
      await client.json('/api/applications', {}, { ...bearer, 'idempotency-key': newKey() }),
      201,
      'filing',
    );
    if (line === 'good') this.tally.filingMs.push(performance.now() - began);
    return {
      applicant,
      application: String(answer.application),
      filing: String(answer.filing),
      late: answer.late === true,
      commission: String(answer.commission),
      receipt: answer.receipt,
      withdrawn: false,
      client,
      bearer,
    };
  }

  private async person(email: string): Promise<Client> {
    const known = this.people.get(email);
    if (known !== undefined) return known;
    const client = new Client(this.stage.origin);
    await client.signIn(email, this.stage.secret);
    this.people.set(email, client);
    return client;
  }

  private secretary = (code: string): Promise<Client> =>
    this.person(`secretary-${code.toLowerCase()}@example.kz`);
  private chair = (code: string): Promise<Client> => this.person(`chair-${code.toLowerCase()}@example.kz`);

  /** §13–16 of one region: transfer, admission, marks, the selection's protocol, invitations. */
  private async selection(code: string, filed: Filed[]): Promise<void> {
    const secretary = await this.secretary(code);
    for (const row of filed.filter(
      ({ commission, applicant }) => commission === code && applicant.part === 'transferred',
    )) {
      if (code === '71') continue;
      await this.act(secretary, code, 'transfer', {
        application: row.application,
        target: '71',
        reason: 'Орталық мемлекеттік органның ведомстволық бағынысты ұйымы',
      });
      row.commission = '71';
    }
    const here = filed.filter(({ commission, withdrawn }) => commission === code && !withdrawn);
    if (code === ALL[0]) await this.ask(secretary, code, here[0]);
    const items = here.map(({ application, late, applicant: { part } }) => {
      const grounds = [
        ...(part === 'ineligible' ? ['NOT_ELIGIBLE'] : []),
        ...(part === 'incomplete' ? ['INCOMPLETE'] : []),
        ...(late ? ['LATE'] : []),
      ];
      const reason = part === 'ineligible' ? 'Мемлекеттік қызмет көрсетпейді' : '';
      return { application, admitted: grounds.length === 0, grounds, reason };
    });
    this.tally.incomplete += items.filter(({ grounds }) => grounds.includes('INCOMPLETE')).length;
    this.tally.ineligible += items.filter(({ grounds }) => grounds.includes('NOT_ELIGIBLE')).length;
    const { version } = await this.act(secretary, code, 'admission-list', { items });
    const confirmed = await this.act(await this.chair(code), code, 'confirm-admission', { version });
    this.tally.admitted += Number(confirmed.admitted);
    const admitted = here.filter(
      (row) => items.find(({ application }) => application === row.application)?.admitted,
    );
    // Seat 7 has a conflict with one that will not pass, and so votes on the others.
    const close = admitted.find(({ applicant: { part } }) => part === 'weak');
    if (close !== undefined) {
      const items = [{ application: close.application, conflict: true, reason: 'Туыстық' }];
      await this.act(await this.person(`member6-${code}@example.kz`), code, 'declare', { items });
      this.tally.recusals += 1;
    }
    await Promise.all(admitted.map((row, index) => this.sheets(code, row, index)));
    await this.act(secretary, code, 'commit-sheets', {});
    await this.act(secretary, code, 'open-sheets', {});
    await this.act(secretary, code, 'sign-selection', await this.protocol(secretary, code));
    const { passed } = await this.act(secretary, code, 'publish-selection', {});
    this.tally.passed += Number(passed);
    const through = admitted.filter(({ applicant: { part } }) => part !== 'weak');
    if (through.length > 0) {
      await this.interviews(secretary, code);
      // In one region an applicant takes another slot that the secretary left open.
      if (code === ALL[0]) await this.moveInterview(through[0]);
    }
    this.contenders.set(code, through);
  }

  /** The secretary asks an applicant by message, who answers with a file; each finds it on the page. */
  private async ask(secretary: Client, code: string, row: Filed | undefined): Promise<void> {
    if (row === undefined) return;
    const { application, client, bearer } = row;
    await this.act(secretary, code, 'send-message', {
      application,
      text: 'Жарғының көшірмесін жіберіңізші.',
    });
    const status = expect(
      await client.send('/kk/application/status/', { headers: bearer }),
      200,
      'the applicant’s page',
    );
    const sent = multipart(
      [
        ['key', newKey()],
        ['text', 'Жіберіп отырмыз.'],
      ],
      [{ field: 'files', name: 'jargy.pdf', bytes: pdfOf('charter', FILE_BYTES) }],
    );
    const headers = { ...bearer, ...sent.headers };
    expect(
      await client.send('/api/applications/messages', { method: 'POST', ...sent, headers }),
      201,
      'answer',
    );
    const page = await secretary.send(`/desk/kk/${code}/applications/${application}/`);
    const read = [
      String(status.text).includes('Жарғының көшірмесін'),
      String(page.body.text).includes('jargy.pdf'),
    ];
    if (read.includes(false)) throw new Error(`a message did not arrive: ${read.join()}`);
    this.tally.messages += read.length;
  }

  /** §16: half an hour for each over one day; the times that are left stay open. */
  private async interviews(secretary: Client, code: string): Promise<void> {
    const day = new Date(this.now + 12 * DAY + 5 * 3_600_000).toISOString().slice(0, 10);
    await this.act(secretary, code, 'invite-evenly', {
      windows: [
        { day, from: '09:00', until: '13:00' },
        { day, from: '14:00', until: '24:00' },
      ],
      minutes: 30,
      place: 'Департамент ғимараты',
      open: true,
    });
  }

  /** The applicant looks at the slots that are free and takes the last of them. */
  private async moveInterview(row: Filed | undefined): Promise<void> {
    if (row === undefined) return;
    const headers = { ...row.bearer, accept: 'text/html' };
    const page = expect(await row.client.send('/kk/application/status/', { headers }), 200, 'standing');
    const free = [...String(page.text).matchAll(/name="startsAt" value="([^"]+)"/g)].map(([, at]) => at);
    const startsAt = free.at(-1);
    if (startsAt === undefined) throw new Error('no slot is left open');
    const moved = await row.client.send('/api/applications/interview', {
      method: 'POST',
      headers: {
        ...row.bearer,
        'idempotency-key': newKey(),
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams({ act: 'chosen', stage: 'regional', startsAt }).toString(),
    });
    expect(moved, 201, 'another slot');
    this.tally.interviewsMoved += 1;
  }

  /** §5, §7: everybody in office gets a letter with the agenda that is ready. */
  private async call(secretary: Client, code: string): Promise<void> {
    const called = await this.act(secretary, code, 'call-sitting', {
      startsAt: new Date(this.now + 3_600_000).toISOString(),
      place: 'Комиссия залы',
    });
    if (String(called.agenda) !== 'interviews,vote') throw new Error(`the agenda of ${code} is not ready`);
    this.tally.calls += 1;
  }

  /** Who came; in the first region the last of several did not, and the reason is known. */
  private appearances(through: Filed[], index: number): unknown[] {
    return through.map(({ application }, place) => {
      const away = index === 0 && through.length > 1 && place === through.length - 1;
      if (away) this.tally.noShows += 1;
      return away
        ? { application, appearance: 'no-show', reason: 'Өкілі ауырып қалды' }
        : { application, appearance: 'appeared' };
    });
  }

  private readonly contenders = new Map<string, Filed[]>();
  private readonly finalists: Filed[] = [];

  /** Five sheets: members mark for themselves in the first application of a region, the rest came on paper. */
  private async sheets(code: string, row: Filed, index: number): Promise<void> {
    const secretary = await this.secretary(code);
    const { part } = row.applicant;
    const marks =
      part === 'weak' ? [2, 3, 2, 3, 2, 3] : part === 'violation' ? [5, 5, 0, 5, 4, 4] : [5, 5, 4, 4, 3, 3];
    const violations = marks.map((_, criterion) => part === 'violation' && criterion === 2);
    const remarks = violations.map((on) => (on ? 'Негізсіз бас тарту фактісі анықталды' : ''));
    this.tally.sheets += 5;
    for (const seat of [1, 2, 3, 4, 5]) {
      const sheet = { application: row.application, marks, violations, remarks };
      if (index === 0 && seat === 1) {
        const items = [{ application: row.application, conflict: false }];
        await this.act(await this.chair(code), code, 'declare', { items });
        await this.act(await this.chair(code), code, 'mark', sheet);
      } else await this.act(secretary, code, 'mark', { ...sheet, seat });
    }
  }

  /** §17–19 of one region. Region 1 first meets without a quorum; 2 and 3 tie, and the chair decides. */
  private async regionalSitting(code: string, index: number): Promise<void> {
    const secretary = await this.secretary(code);
    const through = this.contenders.get(code) ?? [];
    if (through.length > 0) {
      const appearances = this.appearances(through, index);
      const everybody = [1, 2, 3, 4, 5, 6, 7];
      await this.call(secretary, code);
      if (index === 1) {
        const failed = await this.act(secretary, code, 'open-sitting', {
          present: [1, 2, 3, 4],
          appearances,
        });
        this.tally.sittings += 1;
        this.tally.sittingsWithoutQuorum += 1;
        if (failed.quorate !== false) throw new Error('a sitting of four was taken for quorate');
        const refused = await secretary.json(`/api/desk/${code}/ballot`, { seat: 1, choices: [] });
        expect(refused, 409, 'ballot without a quorum');
        await this.clock(new Date(this.now + DAY).toISOString());
        await this.call(secretary, code);
      }
      await this.act(secretary, code, 'open-sitting', { present: everybody, appearances });
      this.tally.sittings += 1;
      const [a, b] = through.map(({ application }) => application);
      const tie = (index === 2 || index === 3) && a !== undefined && b !== undefined;
      for (const seat of everybody) {
        const first = tie ? seat <= 3 : true;
        const choices = tie && seat === (index === 2 ? 7 : 1) ? [] : [(first ? a : b) ?? ''];
        // In region 3 the chair (seat 1) abstains, so that the tie needs a casting vote.
        const moved = tie && index === 3 && seat === 4 ? [a] : choices;
        await this.act(secretary, code, 'ballot', { seat, choices: moved });
      }
      if (tie && index === 3) {
        expect(await secretary.json(`/api/desk/${code}/close-vote`, {}), 409, 'closing a tie');
        await this.act(await this.chair(code), code, 'casting-vote', { choices: [b] });
        this.tally.castingVotes += 1;
      }
      const closed = await this.act(secretary, code, 'close-vote', {});
      const elected = closed.elected as string[];
      await this.act(secretary, code, 'sign-protocol', await this.protocol(secretary, code));
      const winner = through.find(({ application }) => application === elected[0]);
      if (winner !== undefined) this.finalists.push(winner);
    }
    await this.act(secretary, code, 'publish-result', {});
    if (through.length > 0) await this.papers(secretary, code, index === 1 ? 2 : 1);
    await this.act(secretary, code, 'handover', {});
    await this.receive(secretary, code, index === 0);
  }

  /** The Government makes a Friday of the check a day off; the Agency publishes it (§13). */
  private async moveDay(): Promise<void> {
    const reason = {
      kk: 'Үкімет қаулысы',
      ru: 'Постановление Правительства',
      en: 'Decree of the Government',
    };
    await this.act(this.agency, 'agency', 'move-day', { date: '2026-09-25', working: false, reason });
    this.tally.daysMoved += 1;
  }

  /** §19: the Agency takes the archive, compares its manifest, and receives it; one it sends back first. */
  private async receive(secretary: Client, code: string, back: boolean): Promise<void> {
    if (back) {
      const manifestSha256 = await this.archive(`/desk/kk/${code}/dossier.zip`);
      const reason = 'Хаттаманың екінші беті жоқ';
      await this.act(this.agency, code, 'refuse-handover', { manifestSha256, reason });
      await this.act(secretary, code, 'handover', { note: 'Толық көшірмесі қосылды' });
      this.tally.handoversReturned += 1;
    }
    const manifestSha256 = await this.archive(`/desk/kk/${code}/dossier.zip`);
    await this.act(this.agency, code, 'receive-handover', { manifestSha256 });
    this.tally.handoversReceived += 1;
  }

  /** §17: a finalist hands in the video as a link and the project, and then a better one. */
  private async materials({ client, bearer, applicant }: Filed): Promise<void> {
    for (const version of [1, 2]) {
      const link: [string, string][] = version === 1 ? [['link.video', 'https://example.kz/video']] : [];
      const { body, headers } = multipart(
        [['key', newKey()], ['language', 'kk'], ...link],
        [
          {
            field: 'files.project',
            name: `project-${version}.pdf`,
            bytes: pdfOf(`${applicant.form.email} project ${version}`, FILE_BYTES),
          },
        ],
      );
      const sent = { method: 'POST', body, headers: { ...headers, ...bearer } };
      expect(await client.send('/api/applications/materials', sent), 201, 'materials of a finalist');
      this.tally.materials += 1;
    }
  }

  /** §8.3: the Agency takes the materials on each winner. */
  private async winnerPackages(): Promise<void> {
    const desk = expect(await this.agency.send(`/desk/kk/${REPUBLIC}/`), 200, 'republican desk');
    const paths = String(desk.text).match(/\/desk\/kk\/KZ\/winners\/[0-9a-f]{32}\.zip/g) ?? [];
    for (const path of paths) await this.archive(path);
    this.tally.winnerPackages = paths.length;
    if (paths.length !== this.tally.winners) throw new Error('a winner has no package');
  }

  /** Takes an archive as the Agency and checks every file against its manifest; the manifest's own hash. */
  private async archive(path: string): Promise<string> {
    const answer = await this.agency.fetch(path);
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`);
    const parts = unzipSync(Buffer.from(await answer.arrayBuffer()));
    const hashOf = (name: string): string =>
      createHash('sha256')
        .update(parts[name] ?? '')
        .digest('hex');
    const { files } = JSON.parse(strFromU8(parts['manifest.json'] ?? new Uint8Array())) as {
      files: { path: string; sha256: string }[];
    };
    const wrong = files.filter((file) => hashOf(file.path) !== file.sha256);
    if (wrong.length > 0) throw new Error(`${path}: ${wrong.map((file) => file.path).join(', ')}`);
    return hashOf('manifest.json');
  }

  /** The protocols that were signed and the archive that is handed over, as the secretary takes them. */
  private async papers(secretary: Client, code: string, sitting: number): Promise<void> {
    for (const name of ['selection', `sitting-${sitting}`]) {
      const answer = await secretary.fetch(`/desk/kk/${code}/protocols/${name}.docx`);
      const bytes = Buffer.from(await answer.arrayBuffer());
      if (answer.status !== 200 || bytes.toString('latin1', 0, 2) !== 'PK')
        throw new Error(`no protocol ${name} of ${code}`);
      this.tally.protocols += 1;
    }
    const answer = await secretary.fetch(`/desk/kk/${code}/dossier.zip`);
    const bytes = Buffer.from(await answer.arrayBuffer());
    // The end of an archive is written last: without it the stream broke off.
    if (answer.status !== 200 || !bytes.includes('PK\u0005\u0006', -64_000, 'latin1'))
      throw new Error(`no dossier of ${code}`);
    this.tally.dossiers += 1;
  }

  /** §18: a day of a protocol, and a finalist's name, which the national list took over: the Agency confirms that too. */
  private async corrections(): Promise<void> {
    const [first] = this.finalists;
    if (first === undefined) return;
    const { commission, application, applicant } = first;
    const { organisationKk, organisationRu } = applicant.form;
    await this.correct(commission, 'correct-protocol', {
      of: 'selection',
      ...(await this.protocol(await this.secretary(commission), commission)),
    });
    const [kk, ru] = [organisationKk, organisationRu].map((name) => name.replace('№ ', '№ 0'));
    const waits = await this.correct(commission, 'correct-name', { application, kk, ru });
    await this.act(this.agency, commission, 'confirm-correction', { correction: waits.correction });
  }

  /** The secretary puts it right and looks at the pages, the chair confirms. */
  private async correct(code: string, act: string, change: object): Promise<Record<string, unknown>> {
    const [secretary, chair] = [await this.secretary(code), await this.chair(code)];
    const reason = { kk: 'Енгізу кезіндегі қате', ru: 'Ошибка при внесении', en: 'Entered wrongly' };
    const { correction } = await this.act(secretary, code, act, { ...change, reason });
    expect(await chair.send(`/desk/kk/${code}/preview/correction/region/`), 200, `preview of ${act}`);
    this.tally.corrections += 1;
    return this.act(chair, code, 'confirm-correction', { correction });
  }

  /** §20–21: three winners; the third place ties and is voted on again. */
  private async republicanSitting(): Promise<void> {
    const secretary = await this.secretary(REPUBLIC);
    const ids = this.finalists.map(({ application }) => application);
    await this.act(secretary, REPUBLIC, 'invite', {
      invitations: ids.map((application, index) => ({
        application,
        startsAt: new Date(this.now + DAY + index * 1_800_000).toISOString(),
        place: 'Агенттік',
      })),
    });
    await this.clock(new Date(this.now + 3 * DAY).toISOString());
    await this.call(secretary, REPUBLIC);
    const present = [1, 2, 3, 4, 5, 6, 7];
    const appearances = ids.map((application) => ({ application, appearance: 'appeared' }));
    await this.act(secretary, REPUBLIC, 'open-sitting', { present, appearances });
    this.tally.sittings += 1;
    const [one = '', two = '', three = '', four = ''] = ids;
    const enough = ids.length >= 4;
    for (const seat of present) {
      const third = seat <= 3 ? three : seat <= 6 ? four : '';
      const choices = enough ? [one, two, third] : ids;
      await this.act(secretary, REPUBLIC, 'ballot', { seat, choices: choices.filter((id) => id !== '') });
    }
    let closed = await this.act(secretary, REPUBLIC, 'close-vote', {});
    if ('revote' in closed) {
      this.stage.tell('re-vote', 1, 1);
      for (const seat of present) {
        await this.act(secretary, REPUBLIC, 'ballot', { seat, choices: [seat <= 4 ? three : four] });
      }
      closed = await this.act(secretary, REPUBLIC, 'close-vote', {});
    }
    await this.act(secretary, REPUBLIC, 'sign-protocol', await this.protocol(secretary, REPUBLIC));
    // The last result is measured alone: from its commit to its readers.
    await this.stage.untilLive();
    const { winners } = await this.act(secretary, REPUBLIC, 'publish-result', {});
    this.tally.winners = (winners as unknown[]).length;
    // §23: the winners learn when and where.
    const award = await this.act(this.agency, 'agency', 'announce-award', {
      startsAt: new Date(this.now + 7 * DAY).toISOString(),
      place: 'Астана, Мемлекеттік қызмет істері агенттігі',
    });
    if (award.letters !== this.tally.winners) throw new Error('a winner has no invitation to the award');
  }

  /** The scan of a protocol signed today. */
  private async protocol(
    secretary: Client,
    code: string,
  ): Promise<{ signedOn: string; protocolSha256: string }> {
    const scan = pdfOf(`protocol of ${code} at ${this.now}`, 20_000);
    const stored = expect(await secretary.bytes(`/api/desk/${code}/protocol-file`, scan), 201, 'protocol');
    const signedOn = new Date(this.now + 5 * 3_600_000).toISOString().slice(0, 10);
    return { signedOn, protocolSha256: String(stored.sha256) };
  }
}

/** A file that begins and ends as a PDF does, of `size` bytes, different for each `name`. */
function pdfOf(name: string, size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size).fill(0x20);
  const head = `%PDF-1.7\n% ${createHash('sha256').update(name).digest('hex')}\n`;
  const tail = '\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n';
  bytes.set(new TextEncoder().encode(head));
  bytes.set(new TextEncoder().encode(tail), size - tail.length);
  return bytes;
}
