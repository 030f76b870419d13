// Counts the last day of the term down by the server's clock: what the reader's own clock says does not matter.

const DAY_MS = 24 * 3_600_000;
const SECOND_MS = 1_000;

/** Milliseconds by the server's clock, as it goes on from its answer. */
async function serverClock(): Promise<() => number> {
  const asked = performance.now();
  const answer = await fetch('/api/status');
  const { now } = (await answer.json()) as { now: string };
  // Half of the way there and back: an answer over a slow line is old when it comes.
  const at = (asked + performance.now()) / 2;
  return () => Date.parse(now) + performance.now() - at;
}

function show(place: HTMLElement, left: number): void {
  const { left: words = '', over = '' } = place.dataset;
  const seconds = Math.floor(left / SECOND_MS);
  const parts: Record<string, number> = {
    h: Math.floor(seconds / 3600),
    m: Math.floor(seconds / 60) % 60,
    s: seconds % 60,
  };
  place.textContent =
    left <= 0 ? over : words.replace(/\{(\w)\}/g, (_, name: string) => String(parts[name] ?? ''));
}

const places = [...document.querySelectorAll<HTMLElement>('[data-countdown]')];
if (places.length > 0) {
  serverClock().then(
    (now) => {
      const tick = (): void => {
        for (const place of places) {
          const left = Date.parse(place.dataset.countdown ?? '') - now();
          if (left < DAY_MS) show(place, left);
        }
      };
      tick();
      setInterval(tick, SECOND_MS);
    },
    // Without an answer the date that stands beside it is enough.
    () => undefined,
  );
}
