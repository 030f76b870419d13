// What the script of the uploads says, as JSON; it fills the placeholders itself.

import type { Language } from '#rules/application';
import { words } from '../texts.ts';

const SAID = ['going', 'time', 'paused', 'broken', 'checking', 'pause', 'resume', 'cancel', 'waiting'];

export function uploadWords(language: Language): string {
  const places = Object.fromEntries(['held', 'size', 'time', 'm', 's'].map((name) => [name, `{${name}}`]));
  return JSON.stringify({
    ...Object.fromEntries(SAID.map((key) => [key, words(language, 'apply', `upload-${key}`, places)])),
    megabytes: words(language, 'apply', 'megabytes', places),
    duration: words(language, 'apply', 'duration', places),
  });
}
