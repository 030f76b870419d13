// Reads a register strictly: an unknown member, kind or form of number is refused (docs/register.md).

import * as z from 'zod/mini';
import { editionSchema } from './edition.schema.ts';

const hex = z.string().check(z.regex(/^[0-9a-f]{64}$/));
const filing = z.string().check(z.regex(/^[0-9a-f]{32}$/));
const day = z.iso.date();
const instant = z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/));
const count = z.int().check(z.nonnegative());
const organisation = z.strictObject({ kk: z.string(), ru: z.string() });
const code = z.string();
const said = z.strictObject({ kk: z.string(), ru: z.string(), en: z.string() });
const correction = z.optional(z.strictObject({ supersedes: z.int().check(z.positive()), reason: said }));

const placement = z.strictObject({
  placedAt: instant,
  placementDay: day,
  nominalLastDay: day,
  lastDay: day,
  deadline: instant,
  siteAddress: z.string(),
  socialAddresses: z.array(z.string()),
});

const sitting = z.strictObject({
  heldOn: day,
  members: count,
  present: z.array(count),
  chairSeat: count,
  quorate: z.boolean(),
});
const round = z.strictObject({
  candidates: z.array(filing),
  places: count,
  recused: count,
  ballots: z.array(z.strictObject({ seat: count, choices: z.array(filing) })),
  casting: z.array(filing),
});
const contender = z.strictObject({ filing, appearance: z.enum(['appeared', 'no-show', 'withdrawn']) });
const named = z.strictObject({ commission: code, filing, organisation });

const body = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('placement'), edition: editionSchema, placement }),
  z.strictObject({
    kind: z.literal('extension'),
    lastDay: day,
    deadline: instant,
    reason: said,
  }),
  z.strictObject({
    kind: z.literal('calendar'),
    date: day,
    working: z.boolean(),
    reason: z.strictObject({ kk: z.string(), ru: z.string(), en: z.string() }),
  }),
  z.strictObject({
    kind: z.literal('commitments'),
    commission: code,
    filings: z.array(z.strictObject({ filing, commitments: z.array(hex), recused: count })),
  }),
  z.strictObject({
    kind: z.literal('selection'),
    commission: code,
    received: count,
    withdrawn: count,
    transferredAway: count,
    notAdmitted: z.array(z.strictObject({ filing, grounds: z.array(z.string()) })),
    admitted: z.array(
      z.strictObject({
        filing,
        recused: count,
        sheets: z.array(
          z.strictObject({
            marks: z.array(z.int()),
            violations: z.array(z.boolean()),
            nonce: hex,
            replaces: z.optional(z.strictObject({ commitment: hex, reason: said })),
          }),
        ),
        passed: z.boolean(),
      }),
    ),
    confirmedOn: day,
    signedOn: day,
    protocolSha256: hex,
    correction,
  }),
  z.strictObject({
    kind: z.literal('regional'),
    commission: code,
    contenders: z.array(contender),
    sittings: z.array(sitting),
    rounds: z.array(round),
    finalist: z.nullable(z.strictObject({ filing, organisation })),
    signedOn: day,
    protocolSha256: hex,
    correction,
  }),
  z.strictObject({ kind: z.literal('list'), finalists: z.array(named), none: z.array(code), correction }),
  z.strictObject({
    kind: z.literal('republican'),
    commission: z.literal('KZ'),
    contenders: z.array(contender),
    sittings: z.array(sitting),
    rounds: z.array(round),
    winners: z.array(named),
    signedOn: day,
    protocolSha256: hex,
    correction,
  }),
]);

export const publicationSchema = z.strictObject({
  format: z.literal('uzdik/1'),
  contest: z.string(),
  mode: z.enum(['real', 'demo', 'rehearsal']),
  number: z.int().check(z.positive()),
  at: instant,
  previous: hex,
  body,
  hash: hex,
  key: hex,
  signature: z.string(),
});

export const registerSchema = z.strictObject({
  format: z.literal('uzdik-register/1'),
  keys: z.array(z.strictObject({ fingerprint: hex, publicKey: z.string() })),
  publications: z.array(publicationSchema),
});
