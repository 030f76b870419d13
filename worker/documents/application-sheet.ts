// One application on paper: all that was filed, what the check found, the files with their hashes, what was decided and,
// once the sheets are opened, the marks. Print page and offline file show the same.

import { completeness } from '#rules/completeness';
import { formatInstant } from '#rules/dates-in-words';
import type { Language } from '#rules/application';
import type { Edition } from '#rules/edition';
import { selectionOutcome, sheetTotal } from '#rules/marks';
import type { Application, CommissionFile } from '../db/commission.ts';
import type { Material } from '../db/materials.ts';
import { sizeIn } from '../pages/application-fields.tsx';
import { commissionName } from '../pages/names.ts';
import { sentence, words } from '../texts.ts';
import type { Block } from './protocol-blocks.ts';

/** A file with where it lies beside the sheet; '' where it is only named. */
export type SheetFile = { name: string; about: string; sha256: string; path: string };
export type SheetBlock = Block | { kind: 'files'; files: SheetFile[] };

export type Sheet = {
  row: Application;
  file: CommissionFile;
  edition: Edition;
  materials: Material[];
  /** Address of a file by its id. */
  pathOf: (id: string) => string;
};

const heading = (said: string): Block => ({ kind: 'heading', text: said });
const text = (said: string): Block => ({ kind: 'text', text: said });

export function sheetBlocks(language: Language, sheet: Sheet): SheetBlock[] {
  const { row, file, edition } = sheet;
  const say = (key: string): string => words(language, 'desk', key);
  const when = (instant: number): string => formatInstant(new Date(instant).toISOString(), language);
  const { form } = row;
  const pairs: [string, string][] = [
    [say('reference'), row.reference],
    [say('commission'), commissionName(language, file.commission)],
    [say('received'), `${when(row.receivedAt)}${row.late ? ` (${say('late')})` : ''}`],
    [say('organisation-kk'), form.organisationKk],
    [say('organisation-ru'), form.organisationRu],
    [say('kind'), form.kind === '' ? '' : words(language, 'apply', `kind.${form.kind}`)],
    [say('region'), form.region === '' ? '' : commissionName(language, form.region)],
    [say('services'), form.services],
    [say('bin'), form.bin],
    [say('signatory'), [form.signatoryName, form.signatoryPosition].filter(Boolean).join(', ')],
    [say('phone'), form.phone],
    [say('email'), form.email],
    [say('links'), form.links],
    [say('representatives'), form.representatives.map((one) => `${one.name}, ${one.position}`).join('; ')],
  ];
  const findings = completeness(form, row.files, edition);
  return [
    { kind: 'title', text: (language === 'ru' ? form.organisationRu : form.organisationKk) || row.reference },
    { kind: 'pairs', pairs: pairs.map(([label, value]) => [label, value === '' ? '–' : value]) },
    heading(say('check')),
    ...(findings.length === 0
      ? [text(say('complete'))]
      : findings.map((one) => text(sentence(language, one)))),
    heading(say('report')),
    {
      kind: 'pairs',
      pairs: edition.marks.criteria.value.map((criterion, index) => [
        `${index + 1}. ${words(language, 'terms', `criterion.${criterion}`)}`,
        (form.report[index] ?? '') === '' ? '–' : (form.report[index] ?? ''),
      ]),
    },
    heading(say('files')),
    { kind: 'files', files: filesOf(language, sheet) },
    ...decided(language, sheet),
    ...marked(language, sheet),
  ];
}

function filesOf(language: Language, { row, materials, pathOf }: Sheet): SheetFile[] {
  const filed = row.files.map(({ id, name, kind, criterion, size, sha256 }) => ({
    name,
    about: `${words(language, 'apply', `file.${kind}`)}${criterion === null ? '' : ` · ${criterion}`}, ${sizeIn(language, size)}`,
    sha256,
    path: pathOf(id),
  }));
  const later = materials.map(({ id, name, kind, link, size, sha256 }) => ({
    name: link === '' ? name : link,
    about: `${words(language, 'apply', `file.${kind}`)}${link === '' ? `, ${sizeIn(language, size)}` : ''}`,
    sha256,
    path: pathOf(id),
  }));
  return [...filed, ...later];
}

function decided(language: Language, { row }: Sheet): Block[] {
  const say = (key: string): string => words(language, 'desk', key);
  const when = (instant: number): string => formatInstant(new Date(instant).toISOString(), language);
  const { decision, withdrawal } = row;
  if (withdrawal !== null)
    return [heading(say('state')), text(`${say('standing.withdrawn')}, ${when(withdrawal.at)}`)];
  if (decision === null) return [heading(say('state')), text(say('standing.received'))];
  const grounds = decision.grounds.map((ground) => say(`ground.${ground}`));
  return [
    heading(say('state')),
    text(
      `${say(`standing.${decision.admitted ? 'admitted' : 'not-admitted'}`)}, ${when(decision.decidedAt)}`,
    ),
    ...[...grounds, decision.reason].filter(Boolean).map(text),
  ];
}

/** §15: the sheets as the register has them, without their members; nothing before they are opened. */
function marked(language: Language, { row, file, edition }: Sheet): Block[] {
  const opened = file.milestones.some(({ name }) => name === 'opened');
  if (!opened || row.sheets.length === 0) return [];
  const say = (key: string, values?: Record<string, string | number>): string =>
    words(language, 'apply', key, values);
  const sheets = [...row.sheets].sort((a, b) => a.marks.join().localeCompare(b.marks.join()));
  const { sum, count } = selectionOutcome(row.sheets, edition);
  return [
    heading(words(language, 'tools', 'stat.marks')),
    text(say('marks-formula', { sum, count, least: edition.marks.passAbove.value * count })),
    {
      kind: 'table',
      heads: [say('criterion'), ...sheets.map((_, index) => String(index + 1))],
      rows: [
        ...edition.marks.criteria.value.map((criterion, index) => [
          words(language, 'terms', `criterion.${criterion}`),
          ...sheets.map(({ marks }) => String(marks[index] ?? '')),
        ]),
        [say('total'), ...sheets.map(({ marks }) => String(sheetTotal(marks)))],
      ],
    },
  ];
}
