// Letters to applicants, one a decision: the key names what it is about, so it cannot be sent twice.

import type { Application } from '../db/commission.ts';
import type { Letter } from '../db/commit.ts';

/** `template` is the prefix of its subject and body in content/texts/letters.json. */
export function letterTo(
  application: Pick<Application, 'id' | 'reference' | 'form'>,
  template: string,
  values: Letter['values'],
): Letter {
  return {
    key: `${template}:${application.id}`,
    to: application.form.email,
    language: application.form.letterLanguage,
    template,
    values: { reference: application.reference, ...values },
    about: application.id,
  };
}
