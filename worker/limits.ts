// How often one address or one link may do a thing. Buckets lie in the memory of the worker: they keep one sender from
// taking the place of all others, and are no record of anybody.

export type Limit = { times: number; seconds: number };

/** Generous for people and offices behind one address; a script that goes wrong meets them. */
export const LIMITS = {
  start: { times: 300, seconds: 3600 },
  save: { times: 120, seconds: 60 },
  piece: { times: 1200, seconds: 60 },
  mail: { times: 5, seconds: 3600 },
  question: { times: 20, seconds: 3600 },
  message: { times: 10, seconds: 3600 },
} satisfies Record<string, Limit>;

const MOST_BUCKETS = 10_000;
const buckets = new Map<string, { left: number; at: number }>();

/** Takes one from the bucket of `who`; 0 where there was one, else the seconds to wait. `at` in milliseconds. */
export function take(kind: keyof typeof LIMITS, who: string, at: number): number {
  const { times, seconds } = LIMITS[kind];
  const perMs = times / (seconds * 1000);
  const key = `${kind}:${who}`;
  const bucket = buckets.get(key);
  const left =
    bucket === undefined ? times : Math.min(times, bucket.left + Math.max(0, at - bucket.at) * perMs);
  // The oldest goes first; whoever is forgotten begins with a full one.
  buckets.delete(key);
  if (buckets.size >= MOST_BUCKETS) {
    const [oldest] = buckets.keys();
    if (oldest !== undefined) buckets.delete(oldest);
  }
  buckets.set(key, { left: left >= 1 ? left - 1 : left, at });
  return left >= 1 ? 0 : Math.ceil((1 - left) / perMs / 1000);
}
