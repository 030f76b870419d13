// Who plays in a rehearsal: fictional organisations and commissions, drawn from a seed, so that the same seed plays
// the same contest. No name here is a real organisation's or person's.

import type { ApplicationForm } from '#rules/application';
import regions from '#content/regions.json' with { type: 'json' };

export type Part =
  | 'plain'
  /** Filed after the deadline. */
  | 'late'
  /** Filed without the signed form. */
  | 'incomplete'
  /** Provides no public services. */
  | 'ineligible'
  /** A central body that filed in a region: the secretary passes it on. */
  | 'transferred'
  /** A violation in one criterion. */
  | 'violation'
  /** Marks that do not pass. */
  | 'weak';

export type Applicant = { region: string; part: Part; form: ApplicationForm };

/** mulberry32: small, even, the same everywhere. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const PEOPLE: { first: string[]; last: string[] }[] = [
  {
    first: ['Айгүл', 'Сәуле', 'Әсел', 'Гүлнәр', 'Мадина'],
    last: ['Қасенова', 'Жұмабаева', 'Сейітова', 'Бектұрова', 'Ілиясова'],
  },
  {
    first: ['Нұрлан', 'Ерлан', 'Бауыржан', 'Қайрат', 'Дәурен'],
    last: ['Оспанов', 'Тілеуов', 'Ахметов', 'Сәрсенов', 'Жақыпов'],
  },
];
const KINDS_KK = [
  'Әлеуметтік бағдарламалар басқармасы',
  'Мәслихат аппараты',
  'Жер қатынастары бөлімі',
  'Тіркеу орталығы',
];
const KINDS_RU = [
  'Управление социальных программ',
  'Аппарат маслихата',
  'Отдел земельных отношений',
  'Центр регистрации',
];

type Pick = <T>(list: readonly T[]) => T;

/** Surname and first name, in agreement. */
function personOf(pick: Pick): string {
  const { first, last } = pick(PEOPLE);
  return `${pick(last)} ${pick(first)}`;
}

/** The part each applicant of a region plays. Of several regions the last is the one where nobody passes. */
export function partOf(region: number, applicant: number, regionCount: number): Part {
  if (regionCount > 1 && region === regionCount - 1) return 'weak';
  if (applicant === 0) return 'plain';
  if (applicant === 1) return 'plain';
  if (applicant === 2 && region % 4 === 0) return 'late';
  if (applicant === 3 && region % 4 === 1) return 'incomplete';
  if (applicant === 2 && region === 1) return 'ineligible';
  if (applicant === 3 && region === 0) return 'transferred';
  if (applicant === 4) return 'violation';
  return applicant === 5 ? 'weak' : 'plain';
}

export function castOf(regionCodes: string[], applicants: number, seed: number): Applicant[] {
  const draw = random(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(draw() * list.length)] as T;
  return regionCodes.flatMap((region, r) =>
    Array.from({ length: applicants }, (_, a) => {
      const part = partOf(r, a, regionCodes.length);
      const name = regions.find(({ code }) => code === region)?.short ?? { kk: '', ru: '' };
      const kind = Math.floor(draw() * KINDS_KK.length);
      const person = personOf(pick);
      return {
        region,
        part,
        form: {
          organisationKk: `${name.kk}: ${KINDS_KK[kind] ?? ''} № ${a + 1} (ойдан шығарылған)`,
          organisationRu: `${name.ru}: ${KINDS_RU[kind] ?? ''} № ${a + 1} (вымышленное)`,
          kind: 'local_executive',
          region,
          services:
            part === 'ineligible' ? 'Мемлекеттік қызмет көрсетпейді' : 'Мемлекеттік қызметтер тізбесі',
          bin: '',
          signatoryName: person,
          signatoryPosition: 'Басшы',
          signatoryRole: 'head' as const,
          phone: `+7701${String(1000000 + Math.floor(draw() * 8999999))}`,
          email: `applicant-${region}-${a}@example.kz`,
          representatives: [{ name: personOf(pick), position: 'Бөлім басшысы' }],
          report: Array.from({ length: 6 }, (_, i) => `${i + 1}-өлшемшарт бойынша есеп.`),
          links: '',
          agreesToTerms: true,
          consents: true,
          letterLanguage: a % 2 === 0 ? ('kk' as const) : ('ru' as const),
        },
      };
    }),
  );
}

export type Member = {
  role: 'chair' | 'member' | 'secretary';
  name: string;
  position: string;
  employer: string;
  email: string;
  language: 'kk' | 'ru';
};

/** A chair, six members and a secretary of a commission. */
export function commissionOf(code: string, seed: number): Member[] {
  const draw = random(seed + Number.parseInt(code, 36));
  const pick = <T>(list: readonly T[]): T => list[Math.floor(draw() * list.length)] as T;
  const person = (role: Member['role'], n: number): Member => ({
    role,
    name: personOf(pick),
    position: role === 'chair' ? 'Департамент басшысы' : 'Сарапшы',
    employer: role === 'member' ? `Қоғамдық бірлестік № ${n}` : 'Департамент',
    email: `${role}${n === 0 ? '' : n}-${code.toLowerCase()}@example.kz`,
    language: 'kk',
  });
  return [person('chair', 0), ...[1, 2, 3, 4, 5, 6].map((n) => person('member', n)), person('secretary', 0)];
}
