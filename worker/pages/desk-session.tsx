// Signing in: ask for a link, use it by one button, and the first administrator's form.

import type { Language } from '#rules/application';
import { words } from '../texts.ts';
import { Field } from './parts.tsx';

export function SignInPage({ language, notice }: { language: Language; notice: string | null }) {
  const say = (key: string) => words(language, 'desk', key);
  return (
    <div class="stack">
      <h1>{say('sign-in')}</h1>
      {notice === null ? null : <p class="notice">{say(notice)}</p>}
      <p>{say('about.sign-in')}</p>
      <form method="post" action="/api/sign-in" class="stack">
        <input type="hidden" name="language" value={language} />
        <Field label={say('email')} name="email" type="email" required />
        <button class="button">{say('send-link')}</button>
      </form>
    </div>
  );
}

export function UseLinkPage({ language, token }: { language: Language; token: string }) {
  const say = (key: string) => words(language, 'desk', key);
  return (
    <div class="stack">
      <h1>{say('sign-in')}</h1>
      <p>{say('about.use-link')}</p>
      <form method="post" action="/api/sign-in/use" class="stack">
        <input type="hidden" name="language" value={language} />
        <input type="hidden" name="token" value={token} />
        <button class="button">{say('sign-in')}</button>
      </form>
    </div>
  );
}

export function FirstPage({ language, token, wrong }: { language: Language; token: string; wrong: boolean }) {
  const say = (key: string) => words(language, 'desk', key);
  return (
    <div class="stack">
      <h1>{say('first')}</h1>
      <p>{say('about.first')}</p>
      {wrong ? <p class="notice notice--error">{say('first-wrong')}</p> : null}
      <form method="post" action="/api/first-administrator/use" class="stack">
        <input type="hidden" name="language" value={language} />
        <input type="hidden" name="token" value={token} />
        <Field label={say('name')} name="name" required />
        <Field label={say('position')} name="position" />
        <Field label={say('email')} name="email" type="email" required />
        <button class="button">{say('sign-in')}</button>
      </form>
    </div>
  );
}

export function PersonLine({ language, name }: { language: Language; name: string }) {
  return (
    <form method="post" action="/api/sign-out">
      <a href={`/desk/${language}/account/`}>{name}</a>{' '}
      <button class="button button--quiet">{words(language, 'desk', 'sign-out')}</button>
    </form>
  );
}
