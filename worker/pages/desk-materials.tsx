// §16–17 on an application's page: the video and the project in force, shown, and every earlier version below them.

import { formatInstant } from '#rules/dates-in-words';
import type { Language } from '#rules/application';
import { MATERIAL_KINDS } from '#rules/materials';
import type { Material } from '../db/materials.ts';
import { words } from '../texts.ts';
import { sizeIn } from './application-fields.tsx';

type Props = {
  language: Language;
  /** The newest first. */
  materials: Material[];
  /** Where the files of the application lie. */
  address: string;
};

/** What a browser plays itself. */
const PLAYED = ['mp4', 'webm', 'mov'];

export function Materials({ language, materials, address }: Props) {
  const say = (key: string, values?: Record<string, string | number>) => words(language, 'desk', key, values);
  if (materials.length === 0) return null;
  return (
    <section class="card stack" id="materials">
      <h2>{say('materials')}</h2>
      {MATERIAL_KINDS.map((kind) => {
        const [current, ...earlier] = materials.filter((one) => one.kind === kind);
        if (current === undefined) return null;
        const title = words(language, 'apply', `file.${kind}`);
        return (
          <div class="stack">
            <h3>{title}</h3>
            {PLAYED.includes(current.type) ? (
              <video
                controls
                preload="none"
                src={`${address}/${current.id}`}
                aria-label={`${title}: ${current.name}`}
              />
            ) : null}
            {current.type === 'pdf' ? (
              <details class="shown">
                <summary>{say('show-here')}</summary>
                <iframe
                  src={`${address}/${current.id}`}
                  title={`${title}: ${current.name}`}
                  loading="lazy"
                  class="shown__page"
                />
              </details>
            ) : null}
            <p>
              <Version {...{ language, address }} material={current} />
            </p>
            {earlier.length === 0 ? null : (
              <details>
                <summary>{say('material-earlier', { n: earlier.length })}</summary>
                <ul>
                  {earlier.map((material) => (
                    <li>
                      <Version {...{ language, address, material }} />
                    </li>
                  ))}
                </ul>
              </details>
            )}
          </div>
        );
      })}
    </section>
  );
}

function Version(props: { language: Language; address: string; material: Material }) {
  const { language, address } = props;
  const { id, link, name, size, sha256, addedAt } = props.material;
  return (
    <>
      {link === '' ? (
        <a href={`${address}/${id}`}>{name}</a>
      ) : (
        <a href={link} rel="noopener noreferrer">
          {link}
        </a>
      )}{' '}
      <span class="meta">
        {formatInstant(new Date(addedAt).toISOString(), language)}
        {link === '' ? ` · ${sizeIn(language, size)} · SHA-256 ${sha256}` : ''}
      </span>
    </>
  );
}
