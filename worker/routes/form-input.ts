// A form of the desk as the structured input of its act: names are dotted paths; `:bool`, `:list` and `:local` say
// what a field of text alone cannot.

const MOST_DEPTH = 6;

type Node = { [key: string]: unknown };
// Names come from outside: without a prototype, `__proto__.x` is a name like any other.
const newNode = (): Node => Object.create(null) as Node;

/** `a.0.b=1` → { a: [{ b: '1' }] }; `x:bool` → true unless empty; `x:list` collects every value that is not empty. */
export function formInput(fields: Iterable<[string, string]>): Node {
  const root = newNode();
  for (const [name, value] of fields) {
    const [path = '', type] = name.split(':');
    const keys = path.split('.', MOST_DEPTH);
    let node = root;
    keys.forEach((key, index) => {
      const last = index === keys.length - 1;
      if (!last) {
        const child = node[key];
        node = typeof child === 'object' && !Array.isArray(child) ? (child as Node) : (node[key] = newNode());
        return;
      }
      if (type === 'list') {
        const list = Array.isArray(node[key]) ? (node[key] as string[]) : (node[key] = []);
        if (value !== '') list.push(value);
      } else {
        node[key] = typed(value, type);
      }
    });
  }
  return arrays(root) as Node;
}

/** `:bool` is true unless empty; `:local` is a date and time on the wall clock of UTC+5. */
function typed(value: string, type: string | undefined): unknown {
  if (type === 'bool') return value !== '';
  if (type === 'local') return /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(value) ? `${value}:00+05:00` : value;
  return value;
}

/** Objects whose keys are 0…n become lists. */
function arrays(value: unknown): unknown {
  if (Array.isArray(value) || typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, child]) => [key, arrays(child)] as const);
  const numbered = entries.length > 0 && entries.every(([key]) => /^\d{1,4}$/.test(key));
  if (!numbered) return Object.fromEntries(entries);
  return entries.sort(([a], [b]) => Number(a) - Number(b)).map(([, child]) => child);
}
