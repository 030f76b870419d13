// A reader's browser without scripts: keeps cookies, sends forms as a browser does, follows to the next page.

export type Page = { status: number; path: string; html: string };

export class Reader {
  cookie = '';
  private readonly origin: string;
  constructor(origin: string) {
    this.origin = origin;
  }

  async open(path: string, init: RequestInit = {}): Promise<Page> {
    const response = await fetch(this.origin + path, {
      ...init,
      redirect: 'manual',
      headers: {
        accept: 'text/html',
        // What a browser sends from our own pages under Referrer-Policy: no-referrer.
        ...(init.method === 'POST' ? { origin: 'null', 'sec-fetch-site': 'same-origin' } : {}),
        ...(this.cookie === '' ? {} : { cookie: this.cookie }),
        ...(init.headers as Record<string, string> | undefined),
      },
    });
    for (const set of response.headers.getSetCookie()) this.cookie = set.split(';')[0] ?? '';
    const html = await response.text();
    const to = response.headers.get('location');
    if (to === null) return { status: response.status, path, html };
    return this.open(to);
  }

  /** Sends a form with files, in order. */
  send(path: string, fields: [string, string | File][]): Promise<Page> {
    const body = new FormData();
    for (const [name, value] of fields) body.append(name, value);
    return this.open(path, { method: 'POST', body });
  }
}

/** The value of a hidden field on a page. */
export const hidden = (html: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';

/** What a page says, without the frame around it. */
export const mainOf = (html: string): string => /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? '';
