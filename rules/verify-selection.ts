// §14–15 recomputed: every application is accounted for, the opened sheets are those that were committed, and who passed
// follows from their marks.

import { canonical } from './canonical.ts';
import type { Edition } from './edition.ts';
import { refusal } from './finding.ts';
import type { Finding } from './finding.ts';
import { selectionOutcome, sheetFindings, sheetsNeeded, sheetTotal } from './marks.ts';
import type { CommitmentsBody, OpenSheet, SelectionBody } from './publication.ts';
import { sha256Hex } from './register.ts';
import { saysWhy } from './verify-correction.ts';
import { isSorted, line, shortId, step } from './verify-steps.ts';
import type { Step } from './verify-steps.ts';

type Admitted = SelectionBody['admitted'][number];

export async function selectionSteps(
  body: SelectionBody,
  edition: Edition,
  committed: CommitmentsBody | undefined,
): Promise<Step[]> {
  return [
    countStep(body),
    groundStep(body),
    committed === undefined
      ? step('commitments', '15', [], [refusal('15', 'SHEETS_NOT_COMMITTED')])
      : await commitmentStep(body, committed),
    markStep(body, edition),
    passedStep(body, edition),
  ];
}

function countStep({ admitted, notAdmitted, withdrawn, transferredAway, received }: SelectionBody): Step {
  // An application that stands twice is counted once.
  const named = new Set([...admitted, ...notAdmitted].map(({ filing }) => filing)).size;
  const counted = named + withdrawn + transferredAway;
  const parts = {
    admitted: admitted.length,
    notAdmitted: notAdmitted.length,
    withdrawn,
    transferredAway,
    counted,
    received,
  };
  return step(
    'counts',
    '14',
    [line('counts', parts)],
    counted === received ? [] : [refusal('14', 'COUNTS_DIFFER', { n: received, counted })],
  );
}

function groundStep({ notAdmitted }: SelectionBody): Step {
  const without = notAdmitted.filter(({ grounds }) => grounds.length === 0);
  return step(
    'grounds',
    '14',
    [line('grounds', { refused: notAdmitted.length, grounded: notAdmitted.length - without.length })],
    without.map(({ filing }) => refusal('14', 'REFUSAL_WITHOUT_GROUND', { filing })),
  );
}

/** A sheet entered wrongly from paper names the commitment of the one it stands for, and why. */
const commitmentOf = async (
  filing: string,
  { marks, violations, nonce, replaces }: OpenSheet,
): Promise<string> =>
  replaces?.commitment ?? (await sha256Hex(canonical({ filing, marks, nonce, violations })));

async function commitmentStep(body: SelectionBody, committed: CommitmentsBody): Promise<Step> {
  const opened = new Set(body.admitted.map(({ filing }) => filing));
  const closed = committed.filings.filter(({ filing }) => !opened.has(filing));
  const findings: Finding[] = [];
  if (closed.length > 0 && body.withdrawn === 0) findings.push(refusal('15', 'COMMITMENT_NOT_OPENED'));
  const rows = await Promise.all(
    body.admitted.map(async ({ filing, sheets }) => {
      const made = await Promise.all(sheets.map((sheet) => commitmentOf(filing, sheet)));
      const promised = committed.filings.find((row) => row.filing === filing)?.commitments ?? [];
      if (!sheets.every(({ replaces }) => replaces === undefined || saysWhy(replaces.reason)))
        findings.push(refusal('15', 'SHEET_REPLACED_WITHOUT_REASON', { filing }));
      if (canonical([...made].sort()) !== canonical(promised))
        findings.push(refusal('15', 'COMMITMENT_NOT_OPENED', { filing }));
      const met = made.filter((one) => promised.includes(one)).length;
      return line('opened', { filing: shortId(filing), promised: promised.length, opened: made.length, met });
    }),
  );
  const left = closed.length === 0 ? [] : [line('closed', { closed: closed.length })];
  return step('commitments', '15', [...rows, ...left], findings);
}

function markStep({ admitted }: SelectionBody, edition: Edition): Step {
  const sheets = admitted.flatMap((row) => row.sheets);
  const { lowest, highest, onViolation } = edition.marks;
  const values = {
    sheets: sheets.length,
    marks: sheets.flatMap(({ marks }) => marks).length,
    lowest: lowest.value,
    highest: highest.value,
    onViolation: onViolation.value,
    violations: sheets.flatMap(({ violations }) => violations).filter(Boolean).length,
  };
  return step(
    'marks',
    'A2',
    [line('marks', values)],
    sheets.flatMap((sheet) => sheetFindings(sheet, edition)),
  );
}

function passedStep({ admitted }: SelectionBody, edition: Edition): Step {
  const judged = admitted.map((row) => ({ row, outcome: selectionOutcome(row.sheets, edition) }));
  const sorted = isSorted(admitted.map(({ filing }) => filing));
  return step(
    'passed',
    '15',
    judged.map(({ row, outcome: { sum, count, passed } }) =>
      line(passed ? 'above' : 'not-above', {
        filing: shortId(row.filing),
        totals: row.sheets.map(({ marks }) => sheetTotal(marks)).join(' + '),
        sum,
        count,
        above: edition.marks.passAbove.value,
        needed: edition.marks.passAbove.value * count,
      }),
    ),
    [
      ...(sorted ? [] : [refusal('15', 'ORDER_TELLS')]),
      ...judged.flatMap(({ row, outcome }) => rowFindings(row, outcome, edition)),
    ],
  );
}

function rowFindings(
  { filing, sheets, recused, passed }: Admitted,
  outcome: { sum: number; count: number; passed: boolean },
  edition: Edition,
): Finding[] {
  const missing = sheetsNeeded(edition.commission.regional.members.value - recused, edition) - sheets.length;
  return [
    ...(missing > 0 ? [refusal('15', 'SHEETS_MISSING', { filing, n: missing })] : []),
    ...(outcome.passed === passed
      ? []
      : [refusal('15', 'OUTCOME_NOT_FROM_MARKS', { filing, sum: outcome.sum, count: outcome.count })]),
  ];
}
