// Those who work while a house is killed under them: applicants who file, a secretary who writes, an Agency that
// publishes. Each step is one request under a key; one that was not answered is sent again, word for word, until it is.

import { createHash, randomUUID } from 'node:crypto';
import { isWorkingDay } from '#rules/calendar';
import { addDays } from '#rules/days';
import { Client, newKey } from '../../../host/rehearsal/client.ts';
import type { Answer } from '../../../host/rehearsal/client.ts';
import { pdfOf } from '../../../host/rehearsal/scene.ts';
import { edition, fullForm } from '../edition.ts';

/** A request that may be sent again. */
export type Step = {
  kind: 'draft' | 'file' | 'filing' | 'message' | 'publication';
  send: () => Promise<Answer>;
  /** How often it was sent without an answer. */
  lost: number;
  /** What finds it in the database: a draft, a text, a day. */
  mark: string;
  answer?: Answer;
};

export const REGIONS = ['10', '11', '15'];
const FILE_BYTES = 4096;

/** True for what says that the house is away; a line that broke says so too. */
export const away = (answer: Answer | null): answer is null => answer === null || answer.status === 503;

/** The next step of somebody, after the answer to the one before; null where that person has nothing to do now. */
export type Hand = (before: Answer | undefined) => Step | null;

const step = (kind: Step['kind'], mark: string, send: Step['send']): Step => ({ kind, mark, send, lost: 0 });

/** Files one application after the other: a draft, a file, the filing. */
export function applicant(origin: string): Hand {
  const client = new Client(origin);
  let bearer: Record<string, string> = {};
  let at = 0;
  let draft = '';
  return (before) => {
    const place = at % 3;
    at += 1;
    if (place === 0) {
      const region = REGIONS[at % REGIONS.length] ?? '10';
      const name = randomUUID();
      const form = fullForm({
        organisationKk: `Ұйым ${name}`,
        organisationRu: `Организация ${name}`,
        region,
      });
      return step('draft', name, () => client.json('/api/drafts', { form }));
    }
    if (place === 1) {
      bearer = { authorization: `Bearer ${String(before?.body.token)}` };
      draft = String(before?.body.draft);
      const bytes = pdfOf(draft, FILE_BYTES);
      const mark = createHash('sha256').update(bytes).digest('hex');
      const sent = bearer;
      return step('file', mark, () =>
        client.bytes('/api/drafts/files?kind=report&name=report.pdf', bytes, sent),
      );
    }
    const headers = { ...bearer, 'idempotency-key': newKey() };
    return step('filing', draft, () => client.json('/api/applications', {}, headers));
  };
}

/** Writes to those who filed. */
export function secretary(client: Client, region: string, filed: () => string | undefined): Hand {
  return () => {
    const application = filed();
    if (application === undefined) return null;
    const text = `Сұрақ ${randomUUID()}`;
    const headers = { 'idempotency-key': newKey() };
    return step('message', text, () =>
      client.json(`/api/desk/${region}/send-message`, { application, text }, headers),
    );
  };
}

/** Moves one working day after the other: each is a publication. */
export function agency(client: Client, from: string): Hand {
  let day = from;
  const reason = { kk: 'Қаулы', ru: 'Постановление', en: 'Decree' };
  return () => {
    do day = addDays(day, 1);
    while (!isWorkingDay(day, edition.calendar));
    const date = day;
    const headers = { 'idempotency-key': newKey() };
    return step('publication', date, () =>
      client.json('/api/desk/agency/move-day', { date, working: false, reason }, headers),
    );
  };
}
