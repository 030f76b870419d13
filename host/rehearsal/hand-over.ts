// §8, §17, §19, §22: materials of the finalists, hand-overs to the Agency, packages on the winners and their diplomas.

import { createHash } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import { checkDiploma, verdictOf } from '#rules/diploma';
import { readCode } from '#rules/diploma-code';
import type { Register } from '#rules/publication';
import { expect, multipart, newKey } from './client.ts';
import type { Client } from './client.ts';
import { FILE_BYTES, REPUBLIC, pdfOf } from './scene.ts';
import type { Filed, Scene } from './scene.ts';

/** §17: a finalist hands in the video as a link and the project, and then a better one. */
export async function materials(scene: Scene, { client, bearer, applicant }: Filed): Promise<void> {
  for (const version of [1, 2]) {
    const link: [string, string][] = version === 1 ? [['link.video', 'https://example.kz/video']] : [];
    const { body, headers } = multipart(
      [['key', newKey()], ['language', 'kk'], ...link],
      [
        {
          field: 'files.project',
          name: `project-${version}.pdf`,
          bytes: pdfOf(`${applicant.form.email} project ${version}`, FILE_BYTES),
        },
      ],
    );
    const sent = { method: 'POST', body, headers: { ...headers, ...bearer } };
    expect(await client.send('/api/applications/materials', sent), 201, 'materials of a finalist');
    scene.tally.materials += 1;
  }
}

/** The protocols that were signed and the archive that is handed over, as the secretary takes them. */
export async function papers(scene: Scene, secretary: Client, code: string, sitting: number): Promise<void> {
  for (const name of ['selection', `sitting-${sitting}`]) {
    const answer = await secretary.fetch(`/desk/kk/${code}/protocols/${name}.docx`);
    const bytes = Buffer.from(await answer.arrayBuffer());
    if (answer.status !== 200 || bytes.toString('latin1', 0, 2) !== 'PK')
      throw new Error(`no protocol ${name} of ${code}`);
    scene.tally.protocols += 1;
  }
  const answer = await secretary.fetch(`/desk/kk/${code}/dossier.zip`);
  const bytes = Buffer.from(await answer.arrayBuffer());
  // The end of an archive is written last: without it the stream broke off.
  if (answer.status !== 200 || !bytes.includes('PK\u0005\u0006', -64_000, 'latin1'))
    throw new Error(`no dossier of ${code}`);
  scene.tally.dossiers += 1;
}

/** §19: the Agency takes the archive, compares its manifest, and receives it; one it sends back first. */
export async function receive(scene: Scene, secretary: Client, code: string, back: boolean): Promise<void> {
  if (back) {
    const manifestSha256 = await archive(scene, `/desk/kk/${code}/dossier.zip`);
    const reason = 'Хаттаманың екінші беті жоқ';
    await scene.act(scene.agency, code, 'refuse-handover', { manifestSha256, reason });
    await scene.act(secretary, code, 'handover', { note: 'Толық көшірмесі қосылды' });
    scene.tally.handoversReturned += 1;
  }
  const manifestSha256 = await archive(scene, `/desk/kk/${code}/dossier.zip`);
  await scene.act(scene.agency, code, 'receive-handover', { manifestSha256 });
  scene.tally.handoversReceived += 1;
}

/** §8.3: the Agency takes the materials on each winner. */
export async function winnerPackages(scene: Scene): Promise<void> {
  const desk = expect(await scene.agency.send(`/desk/kk/${REPUBLIC}/`), 200, 'republican desk');
  const paths = String(desk.text).match(/\/desk\/kk\/KZ\/winners\/[0-9a-f]{32}\.zip/g) ?? [];
  for (const path of paths) await archive(scene, path);
  scene.tally.winnerPackages = paths.length;
  if (paths.length !== scene.tally.winners) throw new Error('a winner has no package');
}

/** §22: the Agency takes the diploma of each winner, and the register confirms it. */
export async function diplomas(scene: Scene): Promise<void> {
  const desk = expect(await scene.agency.send('/desk/kk/'), 200, 'desk of the Agency');
  const paths = String(desk.text).match(/\/api\/diplomas\/\d+\/\d+\.pdf/g) ?? [];
  const register = await (await scene.agency.fetch('/api/register')).json<Register>();
  for (const path of paths) {
    const pdf = Buffer.from(await (await scene.agency.fetch(path)).arrayBuffer());
    const code = readCode(pdf.toString('latin1'));
    const check = code === null ? null : await checkDiploma(code, register.keys, register.publications);
    if (check === null || verdictOf(check) !== 'holds') throw new Error(`${path} is not confirmed`);
    scene.tally.diplomas += 1;
  }
  if (scene.tally.diplomas !== scene.tally.winners) throw new Error('a winner has no diploma');
}

/** Takes an archive as the Agency and checks every file against its manifest; the manifest's own hash. */
async function archive(scene: Scene, path: string): Promise<string> {
  const answer = await scene.agency.fetch(path);
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`);
  const parts = unzipSync(Buffer.from(await answer.arrayBuffer()));
  const hashOf = (name: string): string =>
    createHash('sha256')
      .update(parts[name] ?? '')
      .digest('hex');
  const { files } = JSON.parse(strFromU8(parts['manifest.json'] ?? new Uint8Array())) as {
    files: { path: string; sha256: string }[];
  };
  const wrong = files.filter((file) => hashOf(file.path) !== file.sha256);
  if (wrong.length > 0) throw new Error(`${path}: ${wrong.map((file) => file.path).join(', ')}`);
  return hashOf('manifest.json');
}
