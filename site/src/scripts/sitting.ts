// Who is ticked as present is counted against the quorum at once. While a sitting goes on, its open part is asked for every few seconds as long as somebody looks. Where the forms of
// the page are not the right ones any more it says so: what somebody is choosing is never taken from under the hand.

const PAUSE_MS = 5000;

for (const seats of document.querySelectorAll<HTMLElement>('[data-quorum]')) {
  const line = seats.querySelector<HTMLElement>('[data-attendance]');
  const count = (): void => {
    const present = seats.querySelectorAll('input:checked').length;
    const { attendance = '', quorate = '', notQuorate = '' } = line?.dataset ?? {};
    const enough = present >= Number(seats.dataset.quorum);
    if (line)
      line.textContent = `${attendance.replace('{present}', String(present))} – ${enough ? quorate : notQuorate}`;
  };
  seats.addEventListener('change', count);
  count();
}

const place = document.querySelector<HTMLElement>('[data-live]');
const refresh = async (live: HTMLElement): Promise<void> => {
  const answer = await fetch(live.dataset.live ?? '', { headers: { accept: 'text/html' } });
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const fresh = page.querySelector<HTMLElement>('[data-live]');
  if (!answer.ok || fresh === null) return;
  const changed = fresh.dataset.state !== live.dataset.state;
  fresh.querySelector('[data-changed]')?.toggleAttribute('hidden', !changed);
  const open = [...live.querySelectorAll('details')].map((details) => details.open);
  live.replaceChildren(...fresh.childNodes);
  live.querySelectorAll('details').forEach((details, index) => {
    details.open = open[index] ?? false;
  });
};
if (place) {
  const again = (): void => {
    // A network that is away for a moment is asked again at the next turn.
    const asked = document.hidden ? Promise.resolve() : refresh(place).catch(() => undefined);
    void asked.then(() => setTimeout(again, PAUSE_MS));
  };
  setTimeout(again, PAUSE_MS);
}
