// npm run demo: a contest open right now with fictional people. It goes through the same routes as everybody; the
// links it prints open the desk for the Agency, a secretary, the chair and a member.

import { Client, expect } from './rehearsal/client.ts';
import { ALL } from './rehearsal/scene.ts';
import { commissionOf } from './rehearsal/cast.ts';
import { serve } from './serve.ts';
import type { House } from './serve.ts';
import type { Settings } from './settings.ts';
import { firstLink, untilStopped } from './start.ts';

const SEED = 1;
const REGION = '10';
const AGENCY = 'agency@example.kz';

export async function demo(settings: Settings): Promise<void> {
  const say = (what: string): void => void process.stdout.write(`${what}\n`);
  const house = await serve(settings, say);
  untilStopped(house);
  await seed(house, say);
  const link = async (email: string): Promise<string> => {
    const answer = await new Client(house.origin).json(
      '/api/sign-in/link',
      { email },
      { authorization: `Bearer ${house.secret}` },
    );
    return String(expect(answer, 200, `link for ${email}`).link);
  };
  await house.tick();
  await house.rebuilt();
  say(`\nThe contest is open: ${house.origin}/kk/`);
  say(`File an application: ${house.origin}/kk/apply/`);
  say('\nThe desk, each link once (start the demo again for new ones):');
  say(`  Agency     ${await link(AGENCY)}`);
  say(`  Secretary  ${await link(`secretary-${REGION}@example.kz`)}`);
  say(`  Chair      ${await link(`chair-${REGION}@example.kz`)}`);
  say(`  Member     ${await link(`member1-${REGION}@example.kz`)}`);
  say('\nThe clock stands on top of each page of the desk: move it past the deadline to go on.');
  say(`\nEverything is fictional and lies in ${settings.dataDir}; Ctrl-C ends it.`);
}

/** Commissions and the placed announcement, once. */
async function seed(house: House, say: (what: string) => void): Promise<void> {
  const first = await firstLink(house);
  if (first === null) return;
  const agency = new Client(house.origin);
  const token = new URL(first).searchParams.get('token') ?? '';
  const person = {
    token,
    language: 'kk',
    name: 'Әкімші (ойдан шығарылған)',
    position: 'Бас маман',
    email: AGENCY,
  };
  expect(await agency.form('/api/first-administrator/use', person), 201, 'first administrator');
  for (const code of [...ALL, 'KZ']) {
    say(`Setting up commission ${code} …`);
    expect(
      await agency.json(`/api/desk/${code}/set-commission`, { seats: commissionOf(code, SEED) }),
      200,
      code,
    );
  }
  const placed = {
    siteAddress: `${house.origin}/kk/announcement/`,
    socialAddresses: [`${house.origin}/kk/`],
  };
  expect(await agency.json('/api/desk/agency/place', placed), 200, 'placement');
}
