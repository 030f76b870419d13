// Puts the regulation's PDF and DOCX beside the page of the rules. Where they are not made yet, a process of its own makes
// them: the libraries for it are no part of a build, which would only load them to find that nothing has changed.

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { AstroIntegration } from 'astro';
import { ENDINGS, folder, LANGUAGES, nameOf } from './src/documents/regulation-files.ts';

// A build works on a copy of the sources below node_modules, where Node reads no TypeScript.
const { UZDIK_PROJECT = join(import.meta.dirname, '..') } = process.env;
const MAKER = join(UZDIK_PROJECT, 'site/src/documents/regulation-files.ts');

export const downloads: AstroIntegration = {
  name: 'downloads',
  hooks: {
    async 'astro:build:done'({ dir }) {
      const kept = folder();
      if (!existsSync(kept)) await promisify(execFile)(process.execPath, [MAKER]);
      for (const language of LANGUAGES) {
        for (const ending of ENDINGS) {
          const name = nameOf(language, ending);
          await copyFile(join(kept, name), fileURLToPath(new URL(`${language}/rules/${name}`, dir)));
        }
      }
    },
  },
};
