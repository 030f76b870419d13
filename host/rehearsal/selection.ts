// §13–16 of one region: transfer, admission, marks, the selection’s protocol, invitations.

import { expect, multipart, newKey } from './client.ts';
import type { Client } from './client.ts';
import { ALL, DAY, FILE_BYTES, pdfOf, protocol } from './scene.ts';
import type { Filed, Scene } from './scene.ts';

/** §13–16 of one region: transfer, admission, marks, the selection's protocol, invitations. */
export async function selection(scene: Scene, code: string, filed: Filed[]): Promise<void> {
  const secretary = await scene.secretary(code);
  for (const row of filed.filter(
    ({ commission, applicant }) => commission === code && applicant.part === 'transferred',
  )) {
    if (code === '71') continue;
    await scene.act(secretary, code, 'transfer', {
      application: row.application,
      target: '71',
      reason: 'Орталық мемлекеттік органның ведомстволық бағынысты ұйымы',
    });
    row.commission = '71';
  }
  const here = filed.filter(({ commission, withdrawn }) => commission === code && !withdrawn);
  if (code === ALL[0]) await ask(scene, secretary, code, here[0]);
  const items = here.map(({ application, late, applicant: { part } }) => {
    const grounds = [
      ...(part === 'ineligible' ? ['NOT_ELIGIBLE'] : []),
      ...(part === 'incomplete' ? ['INCOMPLETE'] : []),
      ...(late ? ['LATE'] : []),
    ];
    const reason = part === 'ineligible' ? 'Мемлекеттік қызмет көрсетпейді' : '';
    return { application, admitted: grounds.length === 0, grounds, reason };
  });
  scene.tally.incomplete += items.filter(({ grounds }) => grounds.includes('INCOMPLETE')).length;
  scene.tally.ineligible += items.filter(({ grounds }) => grounds.includes('NOT_ELIGIBLE')).length;
  const { version } = await scene.act(secretary, code, 'admission-list', { items });
  const confirmed = await scene.act(await scene.chair(code), code, 'confirm-admission', { version });
  scene.tally.admitted += Number(confirmed.admitted);
  const admitted = here.filter(
    (row) => items.find(({ application }) => application === row.application)?.admitted,
  );
  // Seat 7 has a conflict with one that will not pass, and so votes on the others.
  const close = admitted.find(({ applicant: { part } }) => part === 'weak');
  if (close !== undefined) {
    const items = [{ application: close.application, conflict: true, reason: 'Туыстық' }];
    await scene.act(await scene.person(`member6-${code}@example.kz`), code, 'declare', { items });
    scene.tally.recusals += 1;
  }
  await Promise.all(admitted.map((row, index) => sheets(scene, code, row, index)));
  await scene.act(secretary, code, 'commit-sheets', {});
  await scene.act(secretary, code, 'open-sheets', {});
  await scene.act(secretary, code, 'sign-selection', await protocol(scene, secretary, code));
  const { passed } = await scene.act(secretary, code, 'publish-selection', {});
  scene.tally.passed += Number(passed);
  const through = admitted.filter(({ applicant: { part } }) => part !== 'weak');
  if (through.length > 0) {
    await interviews(scene, secretary, code);
    // In one region an applicant takes another slot that the secretary left open.
    if (code === ALL[0]) await moveInterview(scene, through[0]);
  }
  scene.contenders.set(code, through);
}

/** The secretary asks an applicant by message, who answers with a file; each finds it on the page. */
async function ask(scene: Scene, secretary: Client, code: string, row: Filed | undefined): Promise<void> {
  if (row === undefined) return;
  const { application, client, bearer } = row;
  await scene.act(secretary, code, 'send-message', {
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
  scene.tally.messages += read.length;
}

/** Five sheets: members mark for themselves in the first application of a region, the rest came on paper. */
async function sheets(scene: Scene, code: string, row: Filed, index: number): Promise<void> {
  const secretary = await scene.secretary(code);
  const { part } = row.applicant;
  const marks =
    part === 'weak' ? [2, 3, 2, 3, 2, 3] : part === 'violation' ? [5, 5, 0, 5, 4, 4] : [5, 5, 4, 4, 3, 3];
  const violations = marks.map((_, criterion) => part === 'violation' && criterion === 2);
  const remarks = violations.map((on) => (on ? 'Негізсіз бас тарту фактісі анықталды' : ''));
  scene.tally.sheets += 5;
  for (const seat of [1, 2, 3, 4, 5]) {
    const sheet = { application: row.application, marks, violations, remarks };
    if (index === 0 && seat === 1) {
      const items = [{ application: row.application, conflict: false }];
      await scene.act(await scene.chair(code), code, 'declare', { items });
      await scene.act(await scene.chair(code), code, 'mark', sheet);
    } else await scene.act(secretary, code, 'mark', { ...sheet, seat });
  }
}

/** §16: half an hour for each over one day; the times that are left stay open. */
async function interviews(scene: Scene, secretary: Client, code: string): Promise<void> {
  const day = new Date(scene.now + 12 * DAY + 5 * 3_600_000).toISOString().slice(0, 10);
  await scene.act(secretary, code, 'invite-evenly', {
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
async function moveInterview(scene: Scene, row: Filed | undefined): Promise<void> {
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
  scene.tally.interviewsMoved += 1;
}
