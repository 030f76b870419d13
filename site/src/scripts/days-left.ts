// Fills in the days left by the server's clock, which a reader's own may not agree with.

import type { Language } from '#rules/application';
import { daysLeft } from '#rules/terms';
import { say } from '#rules/wording';

type Status = { now: string };

async function fill(place: HTMLElement): Promise<void> {
  const { lastDay = '', left = '""', today = '', over = '', language = 'kk' } = place.dataset;
  const answer = await fetch('/api/status');
  if (!answer.ok) return;
  const { now } = (await answer.json()) as Status;
  const days = daysLeft(lastDay, Date.parse(now));
  const form = JSON.parse(left) as Parameters<typeof say>[0]['kk'];
  const entry = { kk: form, ru: form, en: form };
  place.textContent = days < 0 ? over : days === 0 ? today : say(entry, language as Language, { n: days });
  place.hidden = false;
}

for (const place of document.querySelectorAll<HTMLElement>('[data-days-left]')) {
  // Without an answer the date that stands beside it is enough.
  fill(place).catch(() => undefined);
}
