// Small pieces that the pages of the desk share.

import type { Child } from 'hono/jsx';
import type { Language } from '#rules/application';
import type { Finding } from '#rules/finding';
import { HOLDING } from '#rules/letters';
import { newId } from '../acts/act.ts';
import { sentence, words } from '../texts.ts';

/** A form that is one act. The key makes a double click one act. */
export function ActForm(props: {
  language: Language;
  commission: string;
  act: string;
  back: string;
  children?: Child;
  quiet?: boolean;
  /** Text key of the button where it is not the act's own. */
  label?: string;
  /** The form takes files. */
  files?: boolean;
}) {
  const { language, commission, act, back, children, quiet } = props;
  return (
    <form
      method="post"
      action={`/api/desk/${commission}/${act}`}
      class="stack"
      enctype={props.files === true ? 'multipart/form-data' : undefined}
    >
      <input type="hidden" name="key" value={newId()} />
      <input type="hidden" name="back" value={back} />
      {children}
      {HOLDING.includes(act) ? (
        <label class="choice">
          <input type="checkbox" name="hold:bool" value="1" /> {words(language, 'tools', 'look-first')}
        </label>
      ) : null}
      <button class={quiet === true ? 'button button--quiet' : 'button'}>
        {words(language, 'desk', props.label ?? `act.${act}`)}
      </button>
    </form>
  );
}

export function Findings({ language, findings }: { language: Language; findings: Finding[] }) {
  return (
    <ul>
      {findings.map((finding) => (
        <li>{sentence(language, finding)}</li>
      ))}
    </ul>
  );
}

export function Field(props: {
  label: string;
  name: string;
  type?: string;
  value?: string;
  required?: boolean;
  hint?: string;
}) {
  return (
    <label class="field">
      <span>{props.label}</span>
      {props.hint === undefined ? null : <span class="hint">{props.hint}</span>}
      <input
        name={props.name}
        type={props.type ?? 'text'}
        value={props.value ?? ''}
        required={props.required ?? false}
      />
    </label>
  );
}

/** A table that becomes a card a row on a phone; the first cell of each row names it. */
export function Table({ heads, rows }: { heads: string[]; rows: Child[][] }) {
  return (
    <div class="table-wrap" tabindex={0}>
      <table class="table--rows">
        <thead>
          <tr>
            {heads.map((head) => (
              <th scope="col">{head}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([first, ...rest]) => (
            <tr>
              <th scope="row">{first}</th>
              {rest.map((cell, index) => (
                <td data-label={heads[index + 1]}>
                  <span>{cell}</span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
