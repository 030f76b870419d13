// The access table, cell by cell, and that the table, the acts and the description of the interface name the same.

import openapi from '#content/openapi.json' with { type: 'json' };
import { describe, expect, it } from 'vitest';
import { ACCESS, accessFaults } from '../../worker/access.ts';
import { acts } from '../../worker/acts/all.ts';
import { accessTable } from '../support/access/index.ts';

declare module 'vitest' {
  interface TaskMeta {
    /** What a test has counted, by the words under which npm test says it. */
    counted?: Record<string, number>;
  }
}

let asked = 0;
accessTable(
  ['kk'],
  ({ cells }) => {
    asked = Number(cells);
  },
  0.4,
);

it('every cell was asked', ({ task }) => {
  expect(asked).toBeGreaterThanOrEqual(5000);
  task.meta.counted = { 'access cells': asked };
});

describe('the access table as it stands', () => {
  it('stops an app with a route that it does not name, or that stands behind no guard', () => {
    const table = { 'GET /a': 'public', 'GET /b': { roles: ['chair'] }, 'POST /c': 'host' } as const;
    const faults = (routes: string[], guarded: string[], hosts: string[]) =>
      accessFaults(new Set(routes), new Set(guarded), new Set(hosts), table);
    expect(faults(['GET /a', 'GET /b', 'POST /c'], ['GET /b'], ['POST /c'])).toEqual([]);
    expect(faults(['GET /a', 'GET /b', 'POST /c', 'GET /d'], ['GET /b'], ['POST /c'])).toEqual([
      'no row: GET /d',
    ]);
    expect(faults(['GET /b', 'POST /c'], [], [])).toEqual([
      'no route: GET /a',
      'guard: GET /b',
      'guard: POST /c',
    ]);
  });

  it('names the roles of each act', () => {
    const byRoles: Record<string, string[]> = {};
    for (const act of acts.values()) (byRoles[act.roles.join(', ')] ??= []).push(act.name);
    expect(byRoles).toEqual({
      agency: [
        ...[
          'set-commission',
          'appoint',
          'end-appointment',
          'replace-seat',
          'ask-factor-reset',
          'place',
          'extend',
        ],
        ...['move-day', 'receive-handover', 'refuse-handover', 'publish-list', 'answer-objection'],
        ...['announce-award', 'remind-commission', 'take-extract'],
        ...['answer-question', 'decline-question', 'publish-composition'],
      ],
      'agency, secretary, chair': ['answer-factor-reset'],
      chair: ['confirm-admission', 'return-admission', 'decide-application'],
      'chair, agency': ['confirm-correction'],
      'chair, member': ['declare'],
      'chair, secretary': ['casting-vote'],
      secretary: [
        ...[
          'transfer',
          'withdraw',
          'propose',
          'admission-list',
          'commit-sheets',
          'open-sheets',
          'sign-selection',
        ],
        ...['publish-selection', 'invite', 'invite-evenly', 'move-interview', 'open-slots', 'close-slots'],
        ...['decline-move', 'call-sitting'],
        ...[
          'call-off-sitting',
          'open-sitting',
          'set-attendance',
          'set-appearance',
          'close-vote',
          'sign-protocol',
        ],
        ...[
          'publish-result',
          'handover',
          'correct-protocol',
          'correct-sheet',
          'correct-ballot',
          'correct-name',
        ],
        'send-message',
      ],
      'secretary, agency': ['resend-letter', 'edit-letter', 'release-letter'],
      'secretary, chair, agency': ['decline-correction'],
      'secretary, chair, member': ['recuse', 'mark', 'ballot'],
    });
  });
});

describe('the description of the interface', () => {
  it('names every address that a program of an applicant or a reader uses', () => {
    const described = Object.entries(openapi.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const inside = /sign-in|sign-out|clock|first-administrator/;
    const served = Object.entries(ACCESS).flatMap(([key, row]) =>
      (row === 'public' || row === 'holder') && key.includes(' /api/') && !inside.test(key)
        ? [key.replace(/:(\w+)(\{(?:[^{}]|\{[^{}]*\})*\})?/g, '{$1}')]
        : [],
    );
    expect(described.sort()).toEqual(served.sort());
  });
});
