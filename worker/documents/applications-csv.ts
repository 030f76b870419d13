// The list of applications as a table: each line says where the application stands, by which paragraph, and what it lacks.

import type { Language } from '#rules/application';
import { completeness } from '#rules/completeness';
import { csvText } from '#rules/csv';
import { formatInstant } from '#rules/dates-in-words';
import type { Edition } from '#rules/edition';
import { sheetsNeeded } from '#rules/marks';
import { eligibleMarkers } from '../acts/voters.ts';
import type { Application, CommissionFile } from '../db/commission.ts';
import { commissionName } from '../pages/names.ts';
import { sentence, words } from '../texts.ts';

export function applicationsCsv(
  language: Language,
  rows: Application[],
  file: CommissionFile,
  edition: Edition,
): string {
  const say = (key: string): string => words(language, 'desk', key);
  const heads = ['reference', 'organisation-kk', 'organisation-ru', 'kind', 'region', 'received', 'late'];
  return csvText([
    [...heads, 'version', 'state', 'csv.grounds', 'check', 'sheets'].map(say),
    ...rows.map((row) => {
      const { form, decision } = row;
      const standing =
        row.withdrawal !== null
          ? 'withdrawn'
          : decision === null
            ? 'received'
            : decision.admitted
              ? 'admitted'
              : 'not-admitted';
      const findings = completeness(form, row.files, edition);
      return [
        row.reference,
        form.organisationKk,
        form.organisationRu,
        form.kind === '' ? '' : words(language, 'apply', `kind.${form.kind}`),
        form.region === '' ? '' : commissionName(language, form.region),
        formatInstant(new Date(row.receivedAt).toISOString(), language),
        say(row.late ? 'csv.yes' : 'csv.no'),
        row.version,
        say(`standing.${standing}`),
        (decision?.grounds ?? []).map((ground) => say(`ground.${ground}`)).join('; '),
        findings.length === 0
          ? say('complete')
          : findings.map((finding) => sentence(language, finding)).join(' '),
        `${row.sheets.length} / ${sheetsNeeded(eligibleMarkers(file, row).length, edition)}`,
      ];
    }),
  ]);
}
