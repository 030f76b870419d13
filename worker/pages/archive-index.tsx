// The first page of an archive that is handed over: whose papers are in it and every file, with links to what lies beside
// it, in Kazakh and in Russian.

import { words } from '../texts.ts';
import { offlinePage } from './offline-page.tsx';

type Content = {
  /** Text of content/texts/documents.json that says what the archive is. */
  opening: string;
  names: { folder: string; kk: string; ru: string }[];
  files: { path: string; sha256: string; size: number }[];
};

const LANGUAGES = ['kk', 'ru'] as const;
const SHEET = 'application.html';

export function archiveIndex({ opening, names, files }: Content): string {
  const paths = new Set(files.map(({ path }) => path));
  const both = (key: string): string =>
    [...new Set(LANGUAGES.map((language) => words(language, 'documents', key)))].join(' / ');
  const linkOf = (path: string) => <a href={path.split('/').map(encodeURIComponent).join('/')}>{path}</a>;
  return offlinePage(
    both('archive.title'),
    <>
      {LANGUAGES.map((language) => (
        <article lang={language}>
          <p>{words(language, 'documents', opening, { n: files.length })}</p>
          <ul>
            {names.map(({ folder, ...name }) => (
              <li>
                {name[language]}
                {paths.has(`${folder}/${SHEET}`) ? <>: {linkOf(`${folder}/${SHEET}`)}</> : ` (${folder}/)`}
              </li>
            ))}
          </ul>
          <p>{words(language, 'documents', 'archive.check-where')}</p>
        </article>
      ))}
      <article>
        <table>
          <thead>
            <tr>
              <th scope="col">{both('archive.file')}</th>
              <th scope="col">{both('archive.size')}</th>
              <th scope="col">SHA-256</th>
            </tr>
          </thead>
          <tbody>
            {files.map(({ path, size, sha256 }) => (
              <tr>
                <td>{linkOf(path)}</td>
                <td>{size}</td>
                <td>
                  <code>{sha256}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </article>
    </>,
  );
}
