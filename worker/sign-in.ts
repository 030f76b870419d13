// Staff sign in by a one-time link that opens a page with one button (mail scanners follow links). The library keeps
// the sessions; only the two calls used here exist, nothing of it is mounted.

import { betterAuth } from 'better-auth';
import { magicLink } from 'better-auth/plugins';
import type { Role } from '#rules/lifecycle';
import type { Seat } from './db/commission.ts';
import { seatsOfPerson } from './db/seats.ts';
import { shownAt } from './db/factors.ts';
import type { Env } from './env.ts';

const LINK_SECONDS = 15 * 60;
// A session ends when it is idle, and at the end of a long day in any case.
const IDLE_SECONDS = 2 * 60 * 60;
const LONGEST_SECONDS = 12 * 60 * 60;
const SEEN_SECONDS = 5 * 60;
const FRESH_MS = 10 * 60_000;

function auth(env: Env, send: (token: string) => void) {
  return betterAuth({
    database: env.DB,
    secret: env.SECRET,
    baseURL: env.ORIGIN,
    basePath: '/api/auth',
    telemetry: { enabled: false },
    logger: { disabled: true },
    rateLimit: { enabled: false },
    session: { expiresIn: IDLE_SECONDS, updateAge: SEEN_SECONDS },
    advanced: {
      ipAddress: { ipAddressHeaders: ['cf-connecting-ip'] },
      cookies: {
        session_token: {
          name: '__Host-desk',
          attributes: { path: '/', secure: true, httpOnly: true, sameSite: 'strict' },
        },
      },
      useSecureCookies: false,
      disableOriginCheck: true,
    },
    plugins: [
      magicLink({
        disableSignUp: true,
        expiresIn: LINK_SECONDS,
        storeToken: 'hashed',
        sendMagicLink: ({ token }) => send(token),
      }),
    ],
  });
}

/** A one-time token for the holder of a seat, or null where the address has none. The caller mails it. */
export async function startSignIn(env: Env, email: string): Promise<{ token: string; seat: Seat } | null> {
  const [seat] = await seatsOfPerson(env.DB, email);
  if (seat === undefined) return null;
  let token = '';
  await auth(env, (made) => {
    token = made;
  }).api.signInMagicLink({ body: { email }, headers: new Headers() });
  return { token, seat };
}

/** What a list of sessions tells one device from another by. */
const deviceOf = (from: Headers): Headers =>
  new Headers(
    ['user-agent', 'cf-connecting-ip'].flatMap((name): [string, string][] => {
      const value = from.get(name);
      return value === null ? [] : [[name, value.slice(0, 200)]];
    }),
  );

/** Uses the token up. The Set-Cookie headers of the session, or null where the token is spent or unknown. */
export async function finishSignIn(env: Env, token: string, from: Headers): Promise<string[] | null> {
  const answer = await auth(env, () => undefined).api.magicLinkVerify({
    query: { token },
    headers: deviceOf(from),
    asResponse: true,
  });
  // The library answers 500 where its database is away: a link is not spent for that.
  if (answer.status >= 500) throw new Error(`the sign-in answered ${answer.status}`);
  const cookies = answer.headers.getSetCookie();
  return answer.status < 400 && cookies.length > 0 ? cookies : null;
}

/** Who holds the session of a request, with the seats they hold at this moment. */
export type Signed = {
  name: string;
  email: string;
  seats: Seat[];
  session: string;
  /** True where the desk may be opened: the second factor was shown in this session, or none is asked. */
  passed: boolean;
  /** True where what cannot be taken back may be done: it was shown a short while ago, or none is asked. */
  fresh(at: number): boolean;
  /** Set-Cookie headers that keep the session alive; [] where nothing is due. */
  cookies: string[];
};

const WITH_SECOND_FACTOR: readonly Role[] = ['agency', 'secretary', 'chair'];

export async function signedIn(env: Env, headers: Headers): Promise<Signed | null> {
  if (!(headers.get('cookie') ?? '').includes('__Host-desk')) return null;
  const { response: found, headers: told } = await auth(env, () => undefined).api.getSession({
    headers,
    returnHeaders: true,
  });
  if (found === null) return null;
  const { user, session } = found;
  if (session.updatedAt.getTime() - session.createdAt.getTime() > LONGEST_SECONDS * 1000) return null;
  const seats = await seatsOfPerson(env.DB, user.email);
  if (seats.length === 0) return null;
  // The people of a demo or rehearsal are fictional and hold no phones.
  const asked = env.MODE === 'real' && seats.some(({ role }) => WITH_SECOND_FACTOR.includes(role));
  const shown = asked ? await shownAt(env.DB, session.id) : null;
  return {
    name: user.name,
    email: user.email,
    seats,
    session: session.id,
    passed: !asked || shown !== null,
    fresh: (at) => !asked || (shown !== null && at - shown <= FRESH_MS),
    cookies: told.getSetCookie(),
  };
}

/** Who may open the desk. */
export async function whoIs(env: Env, headers: Headers): Promise<Signed | null> {
  const person = await signedIn(env, headers);
  return person?.passed === true ? person : null;
}

/** Ends the session; the Set-Cookie headers that clear it. */
export async function signOut(env: Env, headers: Headers): Promise<string[]> {
  const answer = await auth(env, () => undefined).api.signOut({ headers, asResponse: true });
  return answer.headers.getSetCookie();
}
