// The fields of an application's form. Each shows its own findings and is named by its place in the form.

import type { FiledFile, FileKind, Language } from '#rules/application';
import type { Edition } from '#rules/edition';
import type { Finding } from '#rules/finding';
import { sentence, words } from '../texts.ts';

export type Shown = {
  language: Language;
  findings: Finding[];
  /** What another window saved, by field, where it is not what stands in this one. */
  other?: ReadonlyMap<string, string> | undefined;
};
type Field = Shown & { name: string; label?: string; hint?: string };

const labelOf = ({ language, name, label }: Field): string =>
  label ?? words(language, 'apply', `field.${name}`);
const errorId = (name: string): string => `error-${name}`;

function Errors({ language, findings, name }: Field) {
  const own = findings.filter(({ field }) => field === name);
  if (own.length === 0) return null;
  return (
    <span class="error" id={errorId(name)}>
      {own.map((finding) => sentence(language, finding)).join(' ')}
    </span>
  );
}

/** The text of the other window, so that nothing is replaced unseen. */
function Other({ language, name, other, text }: Field & { text?: (value: string) => string }) {
  const value = other?.get(name);
  if (value === undefined) return null;
  return (
    <span class="other">
      <b>{words(language, 'apply', 'other-text')}:</b>{' '}
      {value === '' ? words(language, 'apply', 'other-empty') : (text?.(value) ?? value)}
    </span>
  );
}

/** What tells assistive technology that a field has an error, and where it is said. */
const marked = ({ findings, name }: Field): Record<string, string> =>
  findings.some(({ field }) => field === name)
    ? { 'aria-invalid': 'true', 'aria-describedby': errorId(name) }
    : {};

function Head(field: Field) {
  return (
    <>
      <span>{labelOf(field)}</span>
      {field.hint === undefined ? null : <span class="hint">{field.hint}</span>}
      <Errors {...field} />
    </>
  );
}

export function Text(field: Field & { value: string; type?: string; complete?: string }) {
  return (
    <label class="field">
      <Head {...field} />
      <input
        id={field.name}
        name={field.name}
        type={field.type ?? 'text'}
        value={field.value}
        autocomplete={field.complete ?? 'off'}
        {...marked(field)}
      />
      <Other {...field} />
    </label>
  );
}

export function LongText(field: Field & { value: string; rows: number }) {
  return (
    <label class="field">
      <Head {...field} />
      {/* A browser drops the first line end of a text area, so one is given away. */}
      <textarea id={field.name} name={field.name} rows={field.rows} {...marked(field)}>
        {`\n${field.value}`}
      </textarea>
      <Other {...field} />
    </label>
  );
}

export function Choice(field: Field & { value: string; options: [string, string][] }) {
  return (
    <label class="field">
      <Head {...field} />
      <select id={field.name} name={field.name} {...marked(field)}>
        {field.options.map(([value, text]) => (
          <option value={value} selected={value === field.value}>
            {text}
          </option>
        ))}
      </select>
      <Other {...field} text={(chosen) => field.options.find(([value]) => value === chosen)?.[1] ?? chosen} />
    </label>
  );
}

export function Tick(field: Field & { checked: boolean }) {
  return (
    <div>
      <input type="hidden" name={`${field.name}:bool`} value="" />
      <label>
        <input
          type="checkbox"
          id={field.name}
          name={`${field.name}:bool`}
          value="1"
          checked={field.checked}
        />{' '}
        {labelOf(field)}
      </label>
    </div>
  );
}

const KILOBYTE = 1024;
const MEGABYTE = 1024 * KILOBYTE;

/** '50 МБ', '1,5 МБ', '200 КБ'. */
export function sizeIn(language: Language, bytes: number): string {
  if (bytes < MEGABYTE) return words(language, 'apply', 'kilobytes', { n: Math.ceil(bytes / KILOBYTE) });
  const tenths = (Math.round((bytes / MEGABYTE) * 10) / 10).toString();
  return words(language, 'apply', 'megabytes', {
    size: language === 'en' ? tenths : tenths.replace('.', ','),
  });
}

/** The files of one slot, each with a button that removes it, and the field that takes more. */
export function Files(
  props: Shown & {
    kind: FileKind;
    criterion: number | null;
    files: FiledFile[];
    edition: Edition;
    label?: string;
  },
) {
  const { language, findings, kind, criterion, edition } = props;
  const say = (key: string) => words(language, 'apply', key);
  const name = criterion === null ? `files.${kind}` : `files.${kind}.${criterion}`;
  const own = props.files.filter((file) => file.kind === kind && file.criterion === criterion);
  const types = [...edition.files.documents.types, ...(kind === 'evidence' ? edition.files.video.types : [])];
  const field = { language, findings, name, label: props.label ?? say(`file.${kind}`) };
  return (
    <div class="stack">
      <label class="field">
        <Head {...field} />
        <input
          type="file"
          id={name}
          name={name}
          multiple
          accept={types.flatMap((type) => (type === 'jpg' ? ['.jpg', '.jpeg'] : [`.${type}`])).join(',')}
          {...marked(field)}
        />
      </label>
      {own.length === 0 ? null : (
        <ul>
          {own.map((file) => (
            <li>
              <strong>{file.name}</strong> <span class="meta">{sizeIn(language, file.size)}</span>{' '}
              <button class="button button--quiet" name="remove" value={file.id}>
                {say('remove')}
                <span class="visually-hidden">: {file.name}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
