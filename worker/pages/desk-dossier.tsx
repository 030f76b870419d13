// What was filed, to be read without leaving the page: the fields of the form, the report, each file shown in place.

import type { ApplicationForm, Language } from '#rules/application';
import type { Desk } from '../acts/act.ts';
import type { Application } from '../db/commission.ts';
import type { Signature } from '../signature.ts';
import { words } from '../texts.ts';
import { sizeIn } from './application-fields.tsx';
import { commissionName } from './names.ts';

export type DossierProps = {
  language: Language;
  desk: Desk;
  row: Application;
  signature: Signature | null;
};

export function Fields({ language, desk, row }: DossierProps) {
  const say = (key: string) => words(language, 'desk', key);
  const { form } = row;
  const people = form.representatives.map(({ name, position }) => `${name}, ${position}`).join('; ');
  const lines: [field: string, key: string, value: string][] = [
    ['organisationKk', 'organisation-kk', form.organisationKk],
    ['organisationRu', 'organisation-ru', form.organisationRu],
    ['kind', 'kind', form.kind === '' ? '' : words(language, 'apply', `kind.${form.kind}`)],
    ['region', 'region', form.region === '' ? '' : commissionName(language, form.region)],
    ['services', 'services', form.services],
    ['bin', 'bin', form.bin],
    [
      'signatoryName',
      'signatory',
      [form.signatoryName, form.signatoryPosition, roleOf(language, form.signatoryRole)]
        .filter(Boolean)
        .join(', '),
    ],
    ['phone', 'phone', form.phone],
    ['email', 'email', form.email],
    ['links', 'links', form.links],
    ['representatives', 'representatives', people],
    ['agreesToTerms', 'agrees-to-terms', form.agreesToTerms ? say('yes') : ''],
    ['consents', 'consents', form.consents ? say('yes') : ''],
  ];
  return (
    <section class="card stack">
      <h2>{say('form')}</h2>
      <dl>
        {lines.map(([field, key, value]) => (
          <div id={`field-${field}`}>
            <dt>{say(key)}</dt>
            <dd class="lines">{value === '' ? '–' : value}</dd>
          </div>
        ))}
      </dl>
      <h2>{say('report')}</h2>
      <ol>
        {desk.edition.marks.criteria.value.map((criterion, index) => (
          <li id={`field-report.${index}`}>
            <strong>{words(language, 'terms', `criterion.${criterion}`)}</strong>
            <p class="lines">
              {form.report[index] === undefined || form.report[index] === '' ? '–' : form.report[index]}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}

const roleOf = (language: Language, role: ApplicationForm['signatoryRole']): string =>
  role === '' ? '' : words(language, 'apply', `role.${role}`);

export function Files({ language, desk, row, signature }: DossierProps) {
  const say = (key: string) => words(language, 'desk', key);
  const address = `/desk/files/${desk.file.commission}/${row.id}`;
  return (
    <section class="card stack" id="files">
      <h2>{say('files')}</h2>
      {row.files.length === 0 ? <p>–</p> : null}
      {row.files.map((file) => (
        <Shown
          language={language}
          address={`${address}/${file.id}`}
          file={file}
          title={`${words(language, 'apply', `file.${file.kind}`)}${file.criterion === null ? '' : ` · ${file.criterion}`}`}
        />
      ))}
      {signature === null ? null : (
        <p class={signature.stale ? 'notice notice--warning' : 'notice'}>
          {say(`signature.${signature.stale ? 'stale' : signature.status}`)}
        </p>
      )}
    </section>
  );
}

type File = { name: string; type: string; size: number; sha256: string };
const VIDEOS = ['mp4', 'webm', 'mov'];
const PICTURES = ['jpg', 'png'];

/** A file folded away, shown in place once it is opened; what a browser cannot show is there to be saved. */
function Shown(props: { language: Language; address: string; file: File; title: string }) {
  const { language, address, file, title } = props;
  const say = (key: string) => words(language, 'desk', key);
  return (
    <details class="shown">
      <summary>
        {title}: {file.name} <span class="meta">{sizeIn(language, file.size)}</span>
      </summary>
      <div class="stack">
        {file.type === 'pdf' ? (
          <iframe src={address} title={file.name} loading="lazy" class="shown__page" />
        ) : PICTURES.includes(file.type) ? (
          <img src={address} alt={file.name} loading="lazy" class="shown__picture" />
        ) : VIDEOS.includes(file.type) ? (
          <video src={address} controls preload="none" class="shown__picture" aria-label={file.name} />
        ) : (
          <p>{say('not-shown')}</p>
        )}
        <p>
          <a href={address} target="_blank" rel="noopener">
            {say('open-file')}
          </a>{' '}
          <a href={`${address}?save=1`} download={file.name}>
            {say('save-file')}
          </a>{' '}
          <span class="meta">SHA-256 {file.sha256}</span>
        </p>
      </div>
    </details>
  );
}
