// A refused form on the page it came from, as that page stands now: what was typed is in its form again. Where the page
// has no such form any more, the caller shows the words by themselves.

import type { Finding } from '#rules/finding';

export type Typed = {
  /** Where the form was sent to. */
  action: string;
  fields: URLSearchParams;
};

/** A form that was refused. */
export type Refused = {
  /** The page of the desk that it came from. */
  back: string;
  findings: Finding[];
  typed: Typed;
  status: 409 | 422;
};

/** Where the form stands in a page. */
type Place = {
  /** Counted from 1 in the order of the page. */
  form: number;
  id: string;
  /** The folds around it, counted likewise. */
  folds: readonly number[];
  files: boolean;
};

/** Made anew with each page, never typed. */
const OF_THE_PAGE = ['key', 'back', 'version', 'after', 'correction'];
/** Companions of choices, which say that nothing was chosen. */
const isCompanion = (name: string): boolean => /:(bool|list)$/.test(name);
const AGAIN = 'again';

const attribute = (e: Element, name: string): string => e.getAttribute(name) ?? '';

/** The form of the page that was sent, known by its address and by what it is about; null where there is none. */
export async function placeOf(page: string, { action, fields }: Typed): Promise<Place | null> {
  let [forms, folds] = [0, 0];
  const open: number[] = [];
  let here: Place | null = null;
  let found: Place | null = null;
  const rewriter = new HTMLRewriter()
    .on('details', {
      element(e) {
        open.push((folds += 1));
        e.onEndTag(() => void open.pop());
      },
    })
    .on('form', {
      element(e) {
        forms += 1;
        here =
          attribute(e, 'action') === action
            ? { form: forms, id: attribute(e, 'id'), folds: [...open], files: false }
            : null;
        e.onEndTag(() => {
          found ??= here;
          here = null;
        });
      },
    })
    .on('form input', {
      element(e) {
        if (here === null) return;
        const name = attribute(e, 'name');
        if (attribute(e, 'type') === 'file') here.files = true;
        if (attribute(e, 'type') !== 'hidden' || OF_THE_PAGE.includes(name) || isCompanion(name)) return;
        // The same act on something else.
        if (fields.getAll(name).at(-1) !== attribute(e, 'value')) here = null;
      },
    });
  await rewriter.transform(new Response(page)).arrayBuffer();
  return found;
}

/** The page with the form filled in and unfolded, and `notice` above everything; the anchor of the form. */
export function filledAgain(
  page: string,
  { fields }: Typed,
  place: Place,
  notice: (anchor: string) => string,
): Response {
  let [forms, folds] = [0, 0];
  let within = false;
  let select = '';
  const typed = (name: string): string => fields.getAll(name).at(-1) ?? '';
  const chosen = (e: Element, on: boolean, mark: string): void =>
    void (on ? e.setAttribute(mark, '') : e.removeAttribute(mark));
  const rewriter = withNotice(notice(place.id === '' ? AGAIN : place.id))
    .on('details', {
      element(e) {
        folds += 1;
        if (place.folds.includes(folds)) e.setAttribute('open', '');
      },
    })
    .on('form', {
      element(e) {
        forms += 1;
        within = forms === place.form;
        if (within && place.id === '') e.setAttribute('id', AGAIN);
        e.onEndTag(() => void (within = false));
      },
    })
    .on('form input', {
      element(e) {
        const [name, type] = [attribute(e, 'name'), attribute(e, 'type')];
        if (!within || type === 'hidden' || type === 'file') return;
        if (type === 'checkbox' || type === 'radio')
          chosen(e, fields.getAll(name).includes(attribute(e, 'value')), 'checked');
        else e.setAttribute('value', typed(name));
      },
    })
    .on('form textarea', {
      element: (e) => void (within && e.setInnerContent(typed(attribute(e, 'name')))),
    })
    .on('form select', { element: (e) => void (select = attribute(e, 'name')) })
    .on('form option', {
      element: (e) => void (within && chosen(e, typed(select) === attribute(e, 'value'), 'selected')),
    });
  return rewriter.transform(new Response(page));
}

const withNotice = (notice: string): HTMLRewriter =>
  new HTMLRewriter().on('[data-slot=content]', { element: (e) => void e.prepend(notice, { html: true }) });

/** The page as it stands now, with `notice` above it. */
export const noticed = (page: string, notice: string): Response =>
  withNotice(notice).transform(new Response(page));

/** What a person wrote, without the names, numbers and choices that the page put into its form. */
export const wordsTyped = ({ fields }: Typed): string[] =>
  [...fields]
    .filter(([name, value]) => !OF_THE_PAGE.includes(name) && /[^\w:.+-]/.test(value))
    .map(([, value]) => value);
