// The edition of the tests: the real template with the real calendar.

import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import calendar from '#content/calendar.json' with { type: 'json' };
import regions from '#content/regions.json' with { type: 'json' };
import type { ApplicationForm } from '#rules/application';
import { emptyForm } from '#rules/application.schema';
import { calendarFrom } from '#rules/calendar';
import type { Placement } from '#rules/edition';
import { parseEdition } from '#rules/edition.schema';
import { placementTerm } from '#rules/terms';

export const template: unknown = parse(
  readFileSync(new URL('../../content/2026/contest.yaml', import.meta.url), 'utf8'),
);
export const edition = parseEdition(
  template,
  calendarFrom(calendar),
  regions.map(({ code }) => code),
);

/** The announcement as it is placed at an instant, milliseconds; no address matters. */
export const placedAt = (instant: number): Placement => ({
  placedAt: new Date(instant).toISOString(),
  ...placementTerm(instant, edition),
  siteAddress: '',
  socialAddresses: [],
});

/** A form in which nothing is missing. */
export const fullForm = (changes: Partial<ApplicationForm> = {}): ApplicationForm => ({
  ...emptyForm(),
  organisationKk: 'Әлеуметтік бағдарламалар басқармасы',
  organisationRu: 'Управление социальных программ',
  kind: 'local_executive',
  region: '10',
  services: 'Жәрдемақы тағайындау',
  signatoryName: 'Қасенова Айгүл',
  signatoryPosition: 'Басшы',
  signatoryRole: 'head',
  phone: '+77011234567',
  email: 'clerk@example.kz',
  representatives: [{ name: 'Оспанов Нұрлан', position: 'Бөлім басшысы' }],
  report: ['1', '2', '3', '4', '5', '6'],
  agreesToTerms: true,
  consents: true,
  ...changes,
});
