// The consent to the processing of personal data, by the operator of the edition. It says where data are stored only
// where that is so.

import type { Language } from '#rules/application';
import type { Edition } from '#rules/edition';
import type { Env } from '../env.ts';
import { words } from '../texts.ts';

/** True where data stay on a machine of the operator's: its own file store, in production. */
export const storedHere = (env: Env): boolean => env.FILES !== undefined && env.MODE === 'real';

/** Its sentences, one each. `name` is who consents; '' while it is not known. */
export function consentText(language: Language, name: string, edition: Edition, stored: boolean): string[] {
  const { operator, keep } = edition;
  const say = (key: string, values?: Record<string, string | number>) =>
    words(language, 'apply', `consent.${key}`, values);
  const bin = operator.bin === '' ? '' : say('bin', { bin: operator.bin });
  return [
    say('given', { name: name === '' ? '____________' : name, operator: `${operator.name[language]}${bin}` }),
    say('term', { n: keep.dataMonths }),
    ...(stored ? [say('stored')] : []),
    say('shared'),
    say('published'),
    say('revocable'),
  ];
}
