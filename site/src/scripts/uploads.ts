// Sends files in pieces as soon as they are chosen (tus 1.0): a broken line, a reload and a stop of the server cost
// nothing that has arrived. Without this script the fields of the form send their files with it.

import { Upload } from 'tus-js-client';
import type { HttpRequest } from 'tus-js-client';
import { freshPage, showLacks } from './fresh.ts';

const PATH = '/api/drafts/uploads';
const PIECE_BYTES = 8 * 1024 * 1024;
const RETRY_MS = 5_000;
const SPEED_MS = 10_000;
const MEGABYTE = 1024 * 1024;

type Words = Record<
  | 'going'
  | 'time'
  | 'paused'
  | 'broken'
  | 'checking'
  | 'pause'
  | 'resume'
  | 'cancel'
  | 'waiting'
  | 'megabytes'
  | 'duration',
  string
>;

/** Called when nothing more is sent of a file; its line stays where it says why. */
type Ended = (sending: Sending, stays?: boolean) => Promise<void>;

const filled = (text: string, values: Record<string, string | number>): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));

/** One file on its way, with its line on the page. */
class Sending {
  private readonly line = document.createElement('li');
  private readonly status = document.createElement('span');
  private readonly bar = document.createElement('progress');
  private readonly pauseButton = document.createElement('button');
  private readonly upload: Upload;
  private readonly words: Words;
  private readonly size: number;
  paused = false;
  /** What is said beside the progress. */
  private besides = '';
  private retry: number | undefined;
  /** Bytes and milliseconds at which they were held, for the time that is left. */
  private readonly seen: [number, number][] = [];

  constructor(file: File, slot: HTMLElement, words: Words, ended: Ended) {
    this.words = words;
    this.size = file.size;
    const known = [...slot.querySelectorAll<HTMLElement>('[data-upload]')].find(
      ({ dataset }) =>
        dataset.name === file.name &&
        dataset.size === String(file.size) &&
        dataset.modified === String(file.lastModified),
    );
    this.draw(file.name, slot, ended);
    if (known) known.hidden = true;
    this.upload = new Upload(file, {
      endpoint: PATH,
      uploadUrl: known === undefined ? null : `${PATH}/${known.dataset.upload ?? ''}`,
      chunkSize: PIECE_BYTES,
      uploadDataDuringCreation: true,
      retryDelays: [500, 1_000, 2_000, 4_000],
      // What is known of an unfinished upload the server says, on any computer.
      storeFingerprintForResuming: false,
      metadata: {
        language: document.documentElement.lang,
        name: file.name,
        modified: String(file.lastModified),
        kind: slot.dataset.kind ?? '',
        criterion: slot.dataset.criterion ?? '',
      },
      onBeforeRequest: (request: HttpRequest) => request.setHeader('accept', 'application/json'),
      onProgress: (held) => this.show(held),
      onSuccess: () => void ended(this),
      onError: (error) => {
        const status = 'originalResponse' in error ? (error.originalResponse?.getStatus() ?? 0) : 0;
        // A refusal is final and the page says why; everything else is the line, which comes back.
        if (status >= 400 && status < 500) this.refused(error, ended);
        else this.tryAgain();
      },
    });
    this.upload.start();
    addEventListener('online', () => this.retryNow());
  }

  say(text: string): void {
    this.besides = text;
    this.show(this.bar.value);
  }

  remove(): void {
    this.line.remove();
  }

  private draw(name: string, slot: HTMLElement, ended: Ended): void {
    const strong = document.createElement('strong');
    strong.textContent = name;
    this.bar.max = this.size;
    this.bar.value = 0;
    this.bar.setAttribute('aria-label', name);
    this.status.className = 'meta';
    this.pauseButton.type = 'button';
    this.pauseButton.className = 'button button--quiet';
    this.pauseButton.textContent = this.words.pause;
    this.pauseButton.addEventListener('click', () => this.toggle());
    const cancel = document.createElement('button');
    cancel.type = 'button';
    cancel.className = 'button button--quiet';
    cancel.textContent = this.words.cancel;
    cancel.addEventListener('click', () => {
      clearTimeout(this.retry);
      void this.upload
        .abort(true)
        .catch(() => undefined)
        .then(() => ended(this));
    });
    this.line.className = 'sending';
    this.line.append(strong, this.bar, this.status, this.pauseButton, cancel);
    const list = slot.querySelector('ul.sendings') ?? document.createElement('ul');
    list.className = 'uploads sendings';
    slot.append(list);
    list.append(this.line);
  }

  private show(held: number): void {
    this.bar.value = held;
    const now = performance.now();
    this.seen.push([held, now]);
    while (this.seen.length > 2 && now - (this.seen[0]?.[1] ?? now) > SPEED_MS) this.seen.shift();
    if (held === this.size) {
      this.status.textContent = this.words.checking;
      return;
    }
    const megabytes = (bytes: number): string =>
      filled(this.words.megabytes, {
        size: (Math.round((bytes / MEGABYTE) * 10) / 10)
          .toString()
          .replace('.', document.documentElement.lang === 'en' ? '.' : ','),
      });
    const going = filled(this.words.going, { held: megabytes(held), size: megabytes(this.size) });
    this.status.textContent = [going, this.timeLeft(held, now), this.besides].filter(Boolean).join('. ');
  }

  private timeLeft(held: number, now: number): string {
    const [bytes, at] = this.seen[0] ?? [held, now];
    const speed = now - at < 1_000 ? 0 : (held - bytes) / (now - at);
    if (speed <= 0) return '';
    const seconds = Math.ceil((this.size - held) / speed / 1000);
    const time = filled(this.words.duration, { m: Math.floor(seconds / 60), s: seconds % 60 });
    return filled(this.words.time, { time });
  }

  private toggle(): void {
    this.paused = !this.paused;
    this.pauseButton.textContent = this.paused ? this.words.resume : this.words.pause;
    this.seen.length = 0;
    clearTimeout(this.retry);
    if (this.paused) {
      this.status.textContent = this.words.paused;
      void this.upload.abort();
    } else {
      this.upload.start();
    }
  }

  private tryAgain(): void {
    if (this.paused) return;
    this.seen.length = 0;
    this.status.textContent = this.words.broken;
    this.retry = window.setTimeout(() => this.retryNow(), RETRY_MS);
  }

  private retryNow(): void {
    if (this.retry === undefined || this.paused) return;
    clearTimeout(this.retry);
    this.retry = undefined;
    this.upload.start();
  }

  private refused(error: Error, ended: Ended): void {
    const answer = 'originalResponse' in error ? (error.originalResponse as { getBody(): string }) : null;
    const said = sentencesOf(answer?.getBody() ?? '');
    if (said !== '') {
      this.bar.remove();
      this.pauseButton.remove();
      this.status.className = 'error';
      this.status.textContent = said;
    }
    void ended(this, said !== '');
  }
}

function sentencesOf(body: string): string {
  try {
    return ((JSON.parse(body) as { sentences?: string[] }).sentences ?? []).join(' ');
  } catch {
    return '';
  }
}

/** Shows what the server has now, without touching what is being typed. */
async function refresh(form: HTMLFormElement): Promise<void> {
  const page = await freshPage();
  if (page === null) return;
  for (const slot of form.querySelectorAll<HTMLElement>('.files')) {
    const list = slot.querySelector('.slot-list');
    const fresh = page.getElementById(slot.id)?.querySelector('.slot-list');
    if (list && fresh) list.replaceWith(fresh);
  }
  showLacks(page);
}

const form = document.querySelector<HTMLFormElement>('form[data-uploading]');
if (form) {
  const words = JSON.parse(form.dataset.uploading ?? '{}') as Words;
  const running = new Set<Sending>();
  let afterwards = (): void => undefined;
  const ended: Ended = async (sending, stays = false) => {
    running.delete(sending);
    await refresh(form).catch(() => undefined);
    if (!stays) sending.remove();
    if (going()) return;
    // Where a file was refused, its reason is read first.
    if (!stays && !form.querySelector('.uploads .error')) afterwards();
    afterwards = () => undefined;
  };
  form.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement) || target.type !== 'file') return;
    const slot = target.closest<HTMLElement>('.files');
    if (slot === null) return;
    for (const file of target.files ?? []) running.add(new Sending(file, slot, words, ended));
    target.value = '';
  });
  const going = (): boolean => [...running].some((sending) => !sending.paused);
  // A button that leads away waits for the files; what is typed saves itself meanwhile.
  form.addEventListener(
    'submit',
    (event) => {
      if (!going()) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const by = event.submitter;
      for (const sending of running) sending.say(words.waiting);
      afterwards = () => form.requestSubmit(by);
    },
    true,
  );
  addEventListener('beforeunload', (event) => {
    if (going()) event.preventDefault();
  });
}
