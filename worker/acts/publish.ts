// Publishing a commission's decision, handing its papers over, and the national list (§17–§21). One batch writes the
// publication and the milestone; the site follows from the register.

import * as z from 'zod/mini';
import type { ListBody, Organisation, RegionalBody, RepublicanBody, Round } from '#rules/publication';
import { REPUBLIC } from '#rules/edition';
import type { Edition } from '#rules/edition';
import type { Application, CommissionFile, Sitting } from '../db/commission.ts';
import { insertPublication, milestone, publications } from '../db/desk.ts';
import { nextPublication } from '../register.ts';
import { reached, refuse } from './act.ts';
import type { Desk, DeskAct, Plan } from './act.ts';
import { letterTo } from './letter.ts';
import { contenders, withdrawnSince } from './selection.ts';
import { eligibleVoters } from './voters.ts';

const nothing = z.object({});

export const publishResult: DeskAct<z.infer<typeof nothing>> = {
  name: 'publish-result',
  roles: ['secretary'],
  input: nothing,
  plan: (desk) => (desk.stage === 'regional' ? publishRegional(desk) : publishRepublican(desk)),
};

async function publishRegional(desk: Desk): Promise<Plan> {
  const { env, db, at, seat, edition, file } = desk;
  const decided = elected(file);
  // Where everybody withdrew, nothing is left to decide (§17), whatever sittings there were.
  const open = contenders(file, edition).length > 0;
  if (decided === null && open && file.sittings.length > 0) return refuse('17', 'NOT_DECIDED');
  const finalist = decided?.[0] ?? null;
  const body: RegionalBody = {
    kind: 'regional',
    commission: file.commission,
    ...voteBody(file, edition),
    finalist: finalist === null ? null : { filing: finalist.filing, organisation: organisationOf(finalist) },
    ...signed(file),
  };
  const publication = await nextPublication(env, edition.edition, at, body);
  const heard = file.sittings.at(-1)?.appearances.map(({ application }) => application) ?? [];
  return {
    changes: [
      insertPublication(db, publication, file.commission),
      milestone(
        db,
        file.commission,
        'published',
        { publication: publication.number, finalist: finalist?.id ?? '' },
        at,
        seat.id,
      ),
    ],
    letters: file.applications
      .filter(({ id }) => heard.includes(id))
      .map((row) => letterTo(row, row.id === finalist?.id ? 'finalist' : 'not-finalist', {})),
    body: { publication: publication.number, hash: publication.hash, finalist: finalist?.filing ?? null },
  };
}

async function publishRepublican({ env, db, at, seat, edition, file }: Desk): Promise<Plan> {
  const winners = elected(file);
  if (winners === null) return refuse('21', 'NOT_DECIDED');
  const body: RepublicanBody = {
    kind: 'republican',
    commission: REPUBLIC,
    ...voteBody(file, edition),
    winners: winners
      .map((row) => ({ commission: row.commission, filing: row.filing, organisation: organisationOf(row) }))
      .sort((a, b) => (a.filing < b.filing ? -1 : 1)),
    ...signed(file),
  };
  const publication = await nextPublication(env, edition.edition, at, body);
  return {
    changes: [
      insertPublication(db, publication, file.commission),
      milestone(db, file.commission, 'published', { publication: publication.number }, at, seat.id),
    ],
    letters: file.applications.map((row) =>
      letterTo(row, winners.some(({ id }) => id === row.id) ? 'winner' : 'not-winner', {}),
    ),
    body: { publication: publication.number, hash: publication.hash, winners: body.winners },
  };
}

/** The elected of the last sitting, null while none has decided. */
function elected(file: CommissionFile): Application[] | null {
  const outcome = file.sittings.at(-1)?.outcome;
  if (outcome == null || outcome.kind === 'new-sitting') return null;
  return file.applications.filter(({ id }) => outcome.elected.includes(id));
}

const organisationOf = ({ form }: Application): Organisation => ({
  kk: form.organisationKk,
  ru: form.organisationRu,
});

/** The day and hash of the signed protocol; where nobody passed, the selection's protocol is the decision. */
function signed(file: CommissionFile): { signedOn: string; protocolSha256: string } {
  const of = (name: string): CommissionFile['milestones'][number] | undefined =>
    file.milestones.find((row) => row.name === name);
  const body = (of('protocol-signed') ?? of('selection-signed'))?.body ?? {};
  return { signedOn: String(body.signedOn), protocolSha256: String(body.protocolSha256) };
}

function voteBody(
  file: CommissionFile,
  edition: Edition,
): Pick<RegionalBody, 'contenders' | 'sittings' | 'rounds'> {
  const filing = (id: string): string => file.applications.find((row) => row.id === id)?.filing ?? '';
  const last = file.sittings.at(-1);
  const gone = withdrawnSince(file, edition).map(({ id }) => ({
    application: id,
    appearance: 'withdrawn' as const,
  }));
  // The sitting knows who had withdrawn when it opened; without one, or without a decision, all who have.
  const decided = last?.outcome != null && last.outcome.kind !== 'new-sitting';
  const appearances = decided ? last.appearances : gone;
  return {
    contenders: appearances
      .map(({ application, appearance }) => ({ filing: filing(application), appearance }))
      .sort((a, b) => (a.filing < b.filing ? -1 : 1)),
    sittings: file.sittings.map(({ heldOn, members, present, chairSeat, quorate }) => ({
      heldOn,
      members,
      present,
      chairSeat,
      quorate,
    })),
    rounds: (decided ? last.rounds : [])
      .filter(({ candidates }) => candidates.length > 0)
      .map((round) => roundBody(file, last, round, filing)),
  };
}

function roundBody(
  file: CommissionFile,
  sitting: Sitting | undefined,
  round: CommissionFile['sittings'][number]['rounds'][number],
  filing: (id: string) => string,
): Round {
  const present = sitting?.present ?? [];
  return {
    candidates: round.candidates.map(filing).sort(),
    places: round.places,
    recused: present.length - eligibleVoters(file, present, round.candidates).length,
    ballots: round.ballots.map(({ seat, choices }) => ({ seat, choices: choices.map(filing).sort() })),
    casting: (round.casting ?? []).map(filing).sort(),
  };
}

export const handover: DeskAct<z.infer<typeof nothing>> = {
  name: 'handover',
  roles: ['secretary'],
  input: nothing,
  plan({ db, at, seat, file }) {
    const files = file.applications.reduce((sum, application) => sum + application.files.length, 0);
    const body = { applications: file.applications.length, files };
    return { changes: [milestone(db, file.commission, 'handed-over', body, at, seat.id)], body };
  },
};

export const publishList: DeskAct<z.infer<typeof nothing>> = {
  name: 'publish-list',
  roles: ['agency'],
  input: nothing,
  async plan({ env, db, at, seat, edition, file }) {
    if (reached(file, 'list-published')) return refuse('18', 'ALREADY_PUBLISHED');
    const regional = (await publications(db)).flatMap(({ body }) => (body.kind === 'regional' ? [body] : []));
    const of = (commission: string): RegionalBody | undefined =>
      regional.find((body) => body.commission === commission);
    const unfinished = edition.regions.filter((region) => of(region) === undefined);
    if (unfinished.length > 0) return refuse('18', 'REGIONS_NOT_FINISHED', { n: unfinished.length });
    const body: ListBody = {
      kind: 'list',
      finalists: edition.regions.flatMap((commission) => {
        const finalist = of(commission)?.finalist;
        return finalist == null ? [] : [{ commission, ...finalist }];
      }),
      none: edition.regions.filter((region) => of(region)?.finalist == null),
    };
    const publication = await nextPublication(env, edition.edition, at, body);
    return {
      changes: [
        insertPublication(db, publication, 'agency'),
        milestone(db, 'agency', 'list-published', { publication: publication.number }, at, seat.id),
      ],
      body: { publication: publication.number, hash: publication.hash, finalists: body.finalists.length },
    };
  },
};
