// The fields of an application's form. Each shows its own findings and is named by its place in the form.

import type { FiledFile, FileKind, Language } from '#rules/application';
import type { Edition } from '#rules/edition';
import type { Finding } from '#rules/finding';
import type { Upload } from '../db/uploads.ts';
import { sentence, words } from '../texts.ts';

/** An upload with the bytes that are held of it. */
export type Arriving = Upload & { held: number };

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
    uploads: Arriving[];
    edition: Edition;
    label?: string;
  },
) {
  const { language, findings, kind, criterion, edition } = props;
  const here = (one: { kind: FileKind; criterion: number | null }): boolean =>
    one.kind === kind && one.criterion === criterion;
  const say = (key: string) => words(language, 'apply', key);
  const name = criterion === null ? `files.${kind}` : `files.${kind}.${criterion}`;
  const own = props.files.filter(here);
  const arriving = props.uploads.filter(here);
  const types = [...edition.files.documents.types, ...(kind === 'evidence' ? edition.files.video.types : [])];
  const field = { language, findings, name, label: props.label ?? say(`file.${kind}`) };
  return (
    <div class="stack files" id={`slot.${name}`} data-kind={kind} data-criterion={criterion ?? ''}>
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
      <div class="slot-list">
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
        <Uploading language={language} uploads={arriving} />
      </div>
    </div>
  );
}

/** Files that are still coming and those that were refused, each with a button that forgets it. */
export function Uploading({ language, uploads }: { language: Language; uploads: Arriving[] }) {
  if (uploads.length === 0) return null;
  return (
    <ul class="uploads">
      {uploads.map((upload) => (
        <UploadLine language={language} upload={upload} />
      ))}
    </ul>
  );
}

/** A file of which only a part is here, or that was refused once it was whole. */
function UploadLine({ language, upload }: { language: Language; upload: Arriving }) {
  const { id, name, size, modified, held, finding } = upload;
  const say = (key: string, values?: Record<string, string>) => words(language, 'apply', key, values);
  return (
    <li
      {...(finding === null
        ? {
            'data-upload': id,
            'data-name': name,
            'data-size': String(size),
            'data-modified': String(modified),
          }
        : {})}
    >
      <strong>{name}</strong>{' '}
      <span class={finding === null ? 'meta' : 'error'}>
        {finding === null
          ? say('upload-left', { held: sizeIn(language, held), size: sizeIn(language, size) })
          : sentence(language, finding)}
      </span>{' '}
      <button class="button button--quiet" name="forget" value={id}>
        {say('remove')}
        <span class="visually-hidden">: {name}</span>
      </button>
    </li>
  );
}
