// A form of the desk as the structured input of its act: names are dotted paths; `:bool`, `:list` and `:local` say
// what a field of text alone cannot.

type Node = { [key: string]: unknown };

/** `a.0.b=1` → { a: [{ b: '1' }] }; `x:bool` → true unless empty; `x:list` collects every value that is not empty. */
export function formInput(fields: Iterable<[string, string]>): Node {
  const root: Node = {};
  for (const [name, value] of fields) {
    const [path = '', type] = name.split(':');
    const keys = path.split('.');
    let node = root;
    keys.forEach((key, index) => {
      const last = index === keys.length - 1;
      if (!last) {
        node = (node[key] ??= {}) as Node;
        return;
      }
      if (type === 'list') {
        const list = (node[key] ??= []) as string[];
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
