// The results as data, described: what stands in /data/<edition>/results.json. Its JSON Schema is published beside it.

import * as z from 'zod/mini';

const said = (text: string) => z.meta({ description: text });
const words = z.object({ kk: z.string(), ru: z.string(), en: z.string() });
const organisation = z
  .object({ kk: z.string(), ru: z.string() })
  .check(said('Name in Kazakh and in Russian, as it was filed'));
const count = z.nullable(z.int().check(z.nonnegative()));
const code = z
  .string()
  .check(
    said('Code of the commission: the first two digits of the region, KZ for the Republican Commission'),
  );
const instant = z.iso.datetime();

export const resultsSchema = z.object({
  contest: z.string().check(said('Edition of the contest')),
  mode: z.enum(['real', 'demo', 'rehearsal']).check(said('Only «real» is the contest itself')),
  revision: z.int().check(said('Number of the last publication of the register that this file is made of')),
  placement: z
    .nullable(
      z.object({
        placedAt: instant,
        placementDay: z.iso.date(),
        nominalLastDay: z.iso.date(),
        lastDay: z.iso.date().check(said('Last day of the term for applications, local (§12)')),
        deadline: instant.check(said('Its end, an exclusive instant')),
        siteAddress: z.string(),
        socialAddresses: z.array(z.string()),
      }),
    )
    .check(said('The announcement (§11) with the term in force; null before it')),
  winners: z
    .array(z.object({ commission: code, organisation }))
    .check(said('The winners (§21), who have no ranks; publication of kind «republican»')),
  regions: z
    .array(
      z.object({
        commission: code,
        region: words,
        received: count.check(
          said('Applications received (§12); publication of kind «selection»; null before it'),
        ),
        transferredAway: count.check(
          said('Of them, passed on to the competent commission (§6), which counts them as received too'),
        ),
        admitted: count.check(said('Applications admitted (§13–14)')),
        passed: count.check(said('Applications that passed the selection (§15)')),
        finalist: z
          .nullable(organisation)
          .check(
            said(
              'Who goes on to stage 2 (§17); publication of kind «regional»; null before it or where nobody does',
            ),
          ),
        winner: z.boolean().check(said('Whether that finalist is a winner (§21)')),
      }),
    )
    .check(said('One row a region, in the order of the codes')),
  corrections: z
    .array(
      z.object({
        publication: z.int(),
        supersedes: z.int(),
        kind: z.string(),
        commission: z.nullable(code),
        at: instant,
        reason: words,
      }),
    )
    .check(said('Publications that took the place of earlier ones (§18)')),
});
export type Results = z.infer<typeof resultsSchema>;

/** The JSON Schema (2020-12) of the results. */
export const resultsJsonSchema = (): object => z.toJSONSchema(resultsSchema);
