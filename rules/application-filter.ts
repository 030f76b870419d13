// What a list of applications is asked for. A filter is read from an address and written back to it; what it does not
// know it leaves out.

export const STATES = ['received', 'admitted', 'not-admitted', 'withdrawn'] as const;
export type State = (typeof STATES)[number];
const isState = (text: string | undefined): text is State => STATES.some((state) => state === text);

export type ApplicationFilter = {
  /** Words of the reference or the organisation; '' for all. */
  search: string;
  state: State | '';
  /** Kind of the organisation (§9); '' for any. */
  kind: string;
  late: boolean;
  /** §15: admitted, and the sheet of who looks is not filed; for a secretary any sheet that is needed. */
  sheetMissing: boolean;
  /** The applicant wrote what the secretary has not seen. */
  unread: boolean;
};

export const NO_FILTER: ApplicationFilter = {
  search: '',
  state: '',
  kind: '',
  late: false,
  sheetMissing: false,
  unread: false,
};

const LONGEST_SEARCH = 200;

/** The filter that an address asks for; `kinds` are those of the edition. */
export function parseFilter(query: Record<string, string | undefined>, kinds: string[]): ApplicationFilter {
  const set = (name: string): boolean => query[name] === '1';
  return {
    search: (query.q ?? '').trim().slice(0, LONGEST_SEARCH),
    state: isState(query.state) ? query.state : '',
    kind: kinds.includes(query.kind ?? '') ? (query.kind ?? '') : '',
    late: set('late'),
    sheetMissing: set('sheet'),
    unread: set('unread'),
  };
}

/** The filter as names and values of an address; nothing where it asks for all. */
export function filterQuery({
  search,
  state,
  kind,
  late,
  sheetMissing,
  unread,
}: ApplicationFilter): [string, string][] {
  const pairs: [string, string][] = [
    ['q', search],
    ['state', state],
    ['kind', kind],
    ['late', late ? '1' : ''],
    ['sheet', sheetMissing ? '1' : ''],
    ['unread', unread ? '1' : ''],
  ];
  return pairs.filter(([, value]) => value !== '');
}
