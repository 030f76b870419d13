// Saves the form while it is filled in. Without this script its buttons do the same.

import { localMinute } from '#rules/days';
import { freshPage, showLacks } from './fresh.ts';

const QUIET_MS = 1_500;
const RETRY_MS = 5_000;
// What a browser still carries when its page is going away.
const KEEPALIVE_BYTES = 60_000;

type Answer = { version?: number; savedAt?: string };

class Autosave {
  private readonly form: HTMLFormElement;
  private readonly version: HTMLInputElement;
  private readonly line: HTMLElement;
  private timer: number | undefined;
  private running: Promise<void> | null = null;
  private changed = false;
  private stopped = false;

  constructor(form: HTMLFormElement, version: HTMLInputElement, line: HTMLElement) {
    this.form = form;
    this.version = version;
    this.line = line;
    form.addEventListener('input', (event) => {
      if (event.target instanceof HTMLInputElement && event.target.type === 'file') return;
      this.changed = true;
      this.later(QUIET_MS);
    });
    // A button that is pressed while a save is on its way waits for it: two saves at once would look like two people.
    form.addEventListener('submit', (event) => {
      clearTimeout(this.timer);
      if (this.running === null) {
        this.stopped = true;
        return;
      }
      event.preventDefault();
      const by = event.submitter;
      void this.running.then(() => form.requestSubmit(by));
    });
    addEventListener('pagehide', () => {
      if (this.changed && !this.stopped && this.running === null) void this.send(true);
    });
    addEventListener('online', () => this.later(0));
    // A page that comes back from the browser's memory has an old version in it.
    addEventListener('pageshow', (event) => {
      if (event.persisted) location.reload();
    });
  }

  private later(wait: number): void {
    clearTimeout(this.timer);
    if (this.stopped || !this.changed) return;
    this.timer = window.setTimeout(() => {
      this.running ??= this.send(false).finally(() => {
        this.running = null;
        this.later(QUIET_MS);
      });
    }, wait);
  }

  private async send(leaving: boolean): Promise<void> {
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(this.form)) {
      if (typeof value === 'string') fields.append(name, value);
    }
    const body = fields.toString();
    this.changed = false;
    try {
      const answer = await fetch('/api/drafts/save', {
        method: 'POST',
        headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
        body,
        keepalive: leaving && body.length < KEEPALIVE_BYTES,
      });
      if (answer.status === 409) {
        this.stopped = true;
        this.say(this.form.dataset.conflict ?? '', true);
        return;
      }
      // 422 is kept too: the draft takes anything, and filing says what cannot be read.
      if (!answer.ok && answer.status !== 422) throw new Error(String(answer.status));
      const { version, savedAt } = (await answer.json()) as Answer;
      if (version === undefined || savedAt === undefined) throw new Error('not saved');
      this.version.value = String(version);
      const time = localMinute(Date.parse(savedAt)).slice(11);
      this.say((this.form.dataset.saved ?? '').replace('{time}', time), false);
      // Not waited for: what is typed is saved, whether this comes or not.
      if (!leaving)
        void freshPage().then(
          (page) => page && showLacks(page),
          () => undefined,
        );
    } catch {
      this.changed = true;
      this.say(this.form.dataset.failed ?? '', false);
      this.later(RETRY_MS);
    }
  }

  private say(text: string, both: boolean): void {
    const [words, button] = [this.line.querySelector('span'), this.line.querySelector('button')];
    if (words) words.textContent = text;
    if (button) button.hidden = !both;
    this.line.hidden = false;
  }
}

const form = document.querySelector<HTMLFormElement>('form[data-autosave=on]');
const version = form?.querySelector<HTMLInputElement>('input[name=version]');
const line = form?.querySelector<HTMLElement>('.autosave');
if (form && version && line) new Autosave(form, version, line);
