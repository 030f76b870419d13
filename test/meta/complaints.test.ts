// What applicants suffer elsewhere, and the test of ours that would fail if it happened here.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const COMPLAINTS: [string, string, string][] = [
  [
    'text is lost when the session ends (pretalx#1742)',
    'worker/filing-page.test.ts',
    'a lost cookie loses nothing: what was typed goes into a new draft',
  ],
  [
    'text is lost on a validation error (pkp-lib#2428)',
    'worker/filing-page.test.ts',
    'what cannot be read comes back at its field with everything typed, and is stored',
  ],
  [
    'text is lost at closing time (zookeepr#307)',
    'worker/own-application.test.ts',
    '%i ms from the deadline: opening answers %i, filing again %i',
  ],
  [
    'text is lost because it was sent in another window',
    'browser/applicant.test.ts',
    'what is typed here is given back, with what to do',
  ],
  [
    'a draft is refused because a required field is empty (hypha#1914, #4478)',
    'worker/draft-links.test.ts',
    'stands on the page at once, with its secret behind the #',
  ],
  [
    'a draft is stuck, staff mend the database (hypha#4496)',
    'worker/filing.test.ts',
    'incomplete is filed all the same, with every finding',
  ],
  [
    'files are lost when another field is wrong (decidim#12583)',
    'worker/filing-page.test.ts',
    'a file that is refused leaves the others and the text as they are',
  ],
  [
    'a second file replaces the first (decidim#7616)',
    'worker/filing-page.test.ts',
    'takes text and files at once, shows what is missing, files, and shows the receipt',
  ],
  [
    'success is shown as failed (hypha#2462)',
    'worker/uploads.test.ts',
    'whole and cut off before its end was noted, it is a file at the next question',
  ],
  [
    'one file a question (civiform#6961)',
    'worker/filing-input.test.ts',
    'several in one request, each after its own kind and criterion',
  ],
  [
    'a double click or a second tab files twice (civiform#1569, hypha#3556)',
    'worker/filing.test.ts',
    'the same key gives the same receipt, another key too, and there is one application',
  ],
  [
    'two closing days are shown, local conversion misleads (open-event-frontend#6500, indico#5564, frab#619)',
    'browser/applicant.test.ts',
    'a browser in New York and one whose clock is years wrong read the same',
  ],
  [
    'the deadline holds on the page and not in the API (indico#4367)',
    'worker/own-application.test.ts',
    '%i ms: the JSON of a script and the button of a page',
  ],
  [
    'three acceptance mails, or acceptance and rejection both (pretalx#1111, #444)',
    'worker/after-filing.test.ts',
    'has one letter a decision, in order',
  ],
  [
    'nobody learns that a letter did not leave (hotcrp#251)',
    'worker/letters.test.ts',
    'that nobody takes shows its error at the desk, is tried again, and keeps its Message-ID',
  ],
];

it.each(COMPLAINTS)('%s', (_, file, title) => {
  expect(readFileSync(join(root, file), 'utf8')).toContain(`'${title}'`);
});
