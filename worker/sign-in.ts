// Staff sign in by a one-time link that opens a page with one button (mail scanners follow links). The library keeps
// the sessions; only the two calls used here exist, nothing of it is mounted.

import { betterAuth } from 'better-auth';
import { magicLink } from 'better-auth/plugins';
import type { Role } from '#rules/lifecycle';
import type { Seat } from './db/commission.ts';
import { seatsOfPerson } from './db/desk.ts';
import { isShown } from './db/factors.ts';
import type { Env } from './env.ts';

const LINK_SECONDS = 15 * 60;
const SESSION_SECONDS = 12 * 60 * 60;

function auth(env: Env, send: (token: string) => void) {
  return betterAuth({
    database: env.DB,
    secret: env.SECRET,
    baseURL: env.ORIGIN,
    basePath: '/api/auth',
    telemetry: { enabled: false },
    logger: { disabled: true },
    rateLimit: { enabled: false },
    session: { expiresIn: SESSION_SECONDS, disableSessionRefresh: true },
    advanced: {
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

/** Uses the token up. The Set-Cookie headers of the session, or null where the token is spent or unknown. */
export async function finishSignIn(env: Env, token: string): Promise<string[] | null> {
  try {
    const answer = await auth(env, () => undefined).api.magicLinkVerify({
      query: { token },
      headers: new Headers(),
      asResponse: true,
    });
    const cookies = answer.headers.getSetCookie();
    return answer.status < 400 && cookies.length > 0 ? cookies : null;
  } catch {
    return null;
  }
}

/** Who holds the session of a request, with the seats they hold at this moment. */
export type Signed = {
  name: string;
  email: string;
  seats: Seat[];
  session: string;
  /** True where the desk may be opened: the second factor was shown in this session, or none is asked. */
  passed: boolean;
};

const WITH_SECOND_FACTOR: readonly Role[] = ['agency', 'secretary', 'chair'];

export async function signedIn(env: Env, headers: Headers): Promise<Signed | null> {
  if (!(headers.get('cookie') ?? '').includes('__Host-desk')) return null;
  const found = await auth(env, () => undefined).api.getSession({ headers });
  if (found === null) return null;
  const { user, session } = found;
  const seats = await seatsOfPerson(env.DB, user.email);
  if (seats.length === 0) return null;
  // The people of a demo or rehearsal are fictional and hold no phones.
  const asked = env.MODE === 'real' && seats.some(({ role }) => WITH_SECOND_FACTOR.includes(role));
  const passed = !asked || (await isShown(env.DB, session.id));
  return { name: user.name, email: user.email, seats, session: session.id, passed };
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
