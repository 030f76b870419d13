// Adds up a mark sheet while it is filled in, sets the mark of a violation, and keeps what is not filed yet. Without it
// the server checks the same and a button keeps it.

import { localMinute } from '#rules/days';

const QUIET_MS = 700;
const RETRY_MS = 5_000;

for (const sheet of document.querySelectorAll<HTMLElement>('[data-marks]')) {
  const total = sheet.querySelector<HTMLElement>('.total');
  const add = (): void => {
    const chosen = [...sheet.querySelectorAll<HTMLInputElement>('.scale input:checked')];
    const sum = chosen.reduce((all, { value }) => all + Number(value), 0);
    if (total) total.textContent = (sheet.dataset.marks ?? '').replace('{sum}', String(sum));
  };
  const force = (criterion: Element): void => {
    const on = criterion.querySelector<HTMLInputElement>('[type=checkbox]')?.checked === true;
    for (const mark of criterion.querySelectorAll<HTMLInputElement>('.scale input')) {
      const forced = mark.value === sheet.dataset.onViolation;
      if (on && forced) mark.checked = true;
      mark.disabled = on && !forced;
    }
    const remark = criterion.querySelector('textarea');
    if (remark) remark.required = on;
  };
  sheet.addEventListener('change', ({ target }) => {
    const criterion = target instanceof Element ? target.closest('.criterion') : null;
    if (criterion) force(criterion);
    add();
  });
  for (const criterion of sheet.querySelectorAll('.criterion')) force(criterion);
  add();
  const form = sheet.querySelector<HTMLFormElement>('form[data-keeps]');
  const line = form?.querySelector<HTMLElement>('.autosave');
  if (form && line) keep(form, line);
}

/** Sends the form a moment after each change, one save at a time, until it is filed or closed. */
function keep(form: HTMLFormElement, line: HTMLElement): void {
  let timer: number | undefined;
  let running: Promise<void> | null = null;
  let changed = false;
  let stopped = false;

  const later = (wait: number): void => {
    clearTimeout(timer);
    if (stopped || !changed) return;
    timer = window.setTimeout(() => {
      running ??= send(false).finally(() => {
        running = null;
        later(QUIET_MS);
      });
    }, wait);
  };
  const send = async (leaving: boolean): Promise<void> => {
    changed = false;
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === 'string') fields.append(name, value);
    try {
      const answer = await fetch(form.dataset.keeps ?? '', {
        method: 'POST',
        headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
        body: fields.toString(),
        keepalive: leaving,
      });
      if (answer.status === 409 || answer.status === 404) {
        stopped = true;
        line.textContent = line.dataset.changed ?? '';
        return;
      }
      const { savedAt } = (await answer.json()) as { savedAt?: string };
      if (!answer.ok || savedAt === undefined) throw new Error(String(answer.status));
      // What was changed while this was on its way is not saved by it.
      const time = localMinute(Date.parse(savedAt)).slice(-5);
      if (!changed) line.textContent = (line.dataset.kept ?? '').replace('{time}', time);
    } catch {
      changed = true;
      line.textContent = line.dataset.failed ?? '';
      later(RETRY_MS);
    }
  };
  form.addEventListener('input', () => {
    changed = true;
    line.textContent = line.dataset.unsaved ?? '';
    later(QUIET_MS);
  });
  // Filing waits for a save that is on its way, else that would come after it.
  form.addEventListener('submit', (event) => {
    clearTimeout(timer);
    stopped = true;
    if (running === null) return;
    event.preventDefault();
    const by = event.submitter;
    void running.then(() => form.requestSubmit(by));
  });
  addEventListener('pagehide', () => {
    if (changed && !stopped && running === null) void send(true);
  });
  addEventListener('online', () => later(0));
  // A page that comes back from the browser's memory may show a sheet that was filed since.
  addEventListener('pageshow', (event) => {
    if (event.persisted) location.reload();
  });
}
