// What a page may load and where its scripts may connect.

const POLICY: Record<string, string> = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self' data:",
  'media-src': "'self'",
  'font-src': "'self'",
  'connect-src': "'self'",
  'frame-src': "'self'",
  'form-action': "'self'",
  'base-uri': "'none'",
  'frame-ancestors': "'none'",
};

const policy = (changes: Record<string, string> = {}): string =>
  Object.entries({ ...POLICY, ...changes })
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');

export const PAGE_POLICY = policy();
/** The page on which one signs: NCALayer is a program of the reader's own computer. */
export const SIGNING_POLICY = policy({
  'connect-src': "'self' wss://127.0.0.1:13579 https://127.0.0.1:24680",
});
