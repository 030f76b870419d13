// The commands of the house (README). Each says what it does, what it made and where; a mistake of the operator's is
// one sentence with the remedy.

import { OperatorError, PROJECT, settingsFromEnvironment } from './settings.ts';

const COMMANDS: Record<string, (args: string[]) => Promise<void>> = {
  async start() {
    const { start } = await import('./start.ts');
    await start(settingsFromEnvironment('real'));
  },
  async demo() {
    const { demo } = await import('./demo.ts');
    await demo(settingsFromEnvironment('demo'));
  },
  async house() {
    const { house } = await import('./start.ts');
    await house();
  },
  async rehearsal(args) {
    const { rehearsal } = await import('./rehearsal/main.ts');
    await rehearsal(args);
  },
  async verify(args) {
    const { verify } = await import('./verify.ts');
    await verify(args);
  },
  async backup(args) {
    const { backupCommand } = await import('./backup/backup.ts');
    await backupCommand(args, settingsFromEnvironment('real').dataDir);
  },
  async restore(args) {
    const { restoreCommand } = await import('./backup/restore.ts');
    await restoreCommand(args, settingsFromEnvironment('real').dataDir);
  },
  async 'way-back'(args) {
    const { wayBack } = await import('./way-back.ts');
    await wayBack(args, settingsFromEnvironment('real'));
  },
  async edition(args) {
    if (args[0] === 'close') {
      const { closeEdition } = await import('./close-edition.ts');
      await closeEdition(args.slice(1));
    } else {
      const { openEdition } = await import('./edition.ts');
      openEdition(args);
    }
  },
  async sbom(args) {
    const { sbom } = await import('./sbom.ts');
    sbom(args);
  },
  async build() {
    const { build } = await import('./build.ts');
    await build(settingsFromEnvironment('real'), { register: null, content: null });
  },
  async rebuild() {
    const { build, fetchBundle } = await import('./build.ts');
    const settings = settingsFromEnvironment('real');
    await build(settings, await fetchBundle(settings.origin));
  },
  async deploy(args) {
    const { deploy } = await import('./build.ts');
    await deploy(settingsFromEnvironment('real'), args);
  },
};

const [name = '', ...args] = process.argv.slice(2);
try {
  const command = COMMANDS[name];
  if (command === undefined) {
    const known = Object.keys(COMMANDS).join(', ');
    throw new OperatorError(
      `There is no command «${name}»; the commands are: ${known} (${PROJECT}/README.md).`,
    );
  }
  await command(args);
} catch (error) {
  if (!(error instanceof OperatorError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
