// The announcement (§11) as blocks, read from its MDX. Its components become what they say of this placement.

import type { Language } from '#rules/application';
import { formatDay, formatDeadline } from '#rules/dates-in-words';
import type { Edition, Placement } from '#rules/edition';
import { numberAt, unitOf } from '#rules/staff-content';
import { checkBy } from '#rules/terms';
import { anchorOf } from '../data/regulation.ts';
import { words } from '../data/texts.ts';
import { heading, list, text } from './blocks.ts';
import type { Block, Inline } from './blocks.ts';
import { pressWords } from './words.ts';

type Of = { language: Language; edition: Edition; placement: Placement; origin: string };

const INLINE = /<(\w+)\s*((?:\w+="[^"]*"\s*)*)\/>|\*\*([^*]+)\*\*|\[([^\]]+)\]\(([^)\s]+)\)/g;

/** Blocks of one language's `announcement.*.mdx`. Throws where it has something that a press text cannot print. */
export function announcementBlocks(mdx: string, of: Of): Block[] {
  const body = mdx.replace(/^---\n[\s\S]*?\n---\n/, '');
  return body
    .split(/\n\s*\n/)
    .map((part) => part.trim())
    .filter((part) => part !== '' && !/^(import|export) /.test(part))
    .map((part) => blockOf(part, of));
}

function blockOf(part: string, of: Of): Block {
  const { language, edition } = of;
  if (part.startsWith('#')) return heading(part.replace(/^#+\s*/, ''));
  if (/^<Criteria\s*\/>$/.test(part))
    return list(
      edition.marks.criteria.value.map((key) => words(language, 'terms', `criterion.${key}`)),
      true,
    );
  if (/^(-|\d+\.) /.test(part)) {
    const items = part.split(/\n(?=(?:-|\d+\.) )/).map((item) => inlines(item.replace(/^\S+\s+/, ''), of));
    return list(items, !part.startsWith('-'));
  }
  return text(...inlines(part, of));
}

function inlines(source: string, of: Of): Inline[] {
  const parts: Inline[] = [];
  let from = 0;
  for (const found of source.matchAll(INLINE)) {
    parts.push(plain(source.slice(from, found.index)));
    const [whole, component, attributes = '', strong, label, href] = found;
    if (component !== undefined) parts.push(said(component, attributes, of));
    else if (strong !== undefined) parts.push({ strong });
    else parts.push({ text: label ?? '', href: new URL(href ?? '', of.origin).href });
    from = found.index + whole.length;
  }
  parts.push(plain(source.slice(from)));
  return parts.filter((part) => part !== '');
}

function plain(source: string): string {
  const strange = /<\/?[A-Za-z][^>]*>|\{[^}]*\}/.exec(source);
  if (strange !== null)
    throw new Error(`The announcement has «${strange[0]}», which its press pack cannot print.`);
  return source.replace(/\\([^\w\s])/g, '$1').replace(/\s*\n\s*/g, ' ');
}

function said(component: string, attributes: string, of: Of): Inline {
  const { language, edition, placement, origin } = of;
  const value = /="([^"]*)"/.exec(attributes)?.[1] ?? '';
  switch (component) {
    case 'Deadline':
      return { strong: formatDeadline(placement.lastDay, language) };
    case 'Day': {
      const known = new Map([
        ['placed', placement.placementDay],
        ['deadline', placement.lastDay],
        ['check', checkBy(placement.lastDay, edition)],
      ]);
      const day = known.get(value);
      return day === undefined ? pressWords(language, 'day-later') : formatDay(day, language);
    }
    case 'Number':
      return String(numberIn(edition, value));
    case 'Term': {
      const n = numberIn(edition, value);
      const unit = unitOf(value);
      if (unit === null) throw new Error(`<Term of="${value}" />: the edition has no term there`);
      return words(language, 'site', `span-${unit}`, { n });
    }
    case 'Rule': {
      const appendix = value.startsWith('A');
      const name = words(language, 'site', appendix ? 'appendix' : 'clause', {
        n: appendix ? value.slice(1) : value,
      });
      return { text: name, href: `${origin}/${language}/rules/#${anchorOf(value)}` };
    }
    default:
      throw new Error(`The announcement has <${component} />, which its press pack cannot print.`);
  }
}

/** A number of the edition by its place, `voting.winners`. */
function numberIn(edition: Edition, place: string): number {
  const number = numberAt(edition, place);
  if (number === null) throw new Error(`<Number of="${place}" />: the edition has no number there`);
  return number;
}
