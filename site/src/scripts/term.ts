// Fills in the days left by the server's clock, which a reader's own may not agree with.

import type { Language } from '#rules/application';
import { daysLeft, isLate } from '#rules/terms';
import { say } from '#rules/wording';

async function fill(place: HTMLElement): Promise<void> {
  const { lastDay = '', deadline = '', left = '""', today = '', over = '', language = 'kk' } = place.dataset;
  const answer = await fetch('/api/status');
  if (!answer.ok) return;
  const now = Date.parse(((await answer.json()) as { now: string }).now);
  const form = JSON.parse(left) as Parameters<typeof say>[0]['kk'];
  const entry = { kk: form, ru: form, en: form };
  const days = daysLeft(lastDay, now);
  place.textContent = isLate(now, deadline)
    ? over
    : days === 0
      ? today
      : say(entry, language as Language, { n: days });
}

for (const place of document.querySelectorAll<HTMLElement>('[data-term]')) {
  // Without an answer the date that stands above it is enough.
  fill(place).catch(() => undefined);
}
