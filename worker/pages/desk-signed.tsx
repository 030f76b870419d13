// The scan of a signed protocol: it opens the publication.

import { words } from '../texts.ts';
import type { DeskPage } from './desk-commission.tsx';
import { Field } from './parts.tsx';

export function ProtocolForm({
  language,
  desk,
  here,
  act,
}: DeskPage & { act: 'sign-selection' | 'sign-protocol' }) {
  const say = (key: string) => words(language, 'desk', key);
  return (
    <section class="card stack" id={act}>
      <h2>{say(`act.${act}`)}</h2>
      <p>{say('about.protocol')}</p>
      <form
        method="post"
        action={`/api/desk/${desk.file.commission}/protocol/${act}`}
        enctype="multipart/form-data"
        class="stack"
      >
        <input type="hidden" name="key" value={crypto.randomUUID()} />
        <input type="hidden" name="back" value={here} />
        <Field label={say('signed-on')} name="signedOn" type="date" required />
        <label class="field">
          <span>{say('scan')}</span>
          <input type="file" name="protocol" accept=".pdf,.jpg,.png" required />
        </label>
        <button class="button">{say(`act.${act}`)}</button>
      </form>
    </section>
  );
}
