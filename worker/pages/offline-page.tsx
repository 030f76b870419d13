// A page in a file of its own: it is read without any house and asks for nothing from outside.

import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#10232c}
article{border-top:3px solid #0a5270;margin-top:2rem}dt{font-weight:600}dd{margin:0 0 .5rem;white-space:pre-line}
table{border-collapse:collapse;width:100%}th,td{border:1px solid #7b929d;padding:.3rem .5rem;text-align:start}
code,.meta{overflow-wrap:anywhere;color:#4a5e68;font-size:.85em}h1,h2,h3,p,td{overflow-wrap:anywhere}
@page{size:A4;margin:15mm}@media print{body{margin:0;max-width:none}tr,li{break-inside:avoid}}`;

/** The whole file. */
export function offlinePage(title: string, content: Child): string {
  const page = (
    <html lang="kk">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <title>{title}</title>
        <style>{raw(STYLE)}</style>
      </head>
      <body>
        <h1>{title}</h1>
        {content}
      </body>
    </html>
  );
  return `<!doctype html>\n${String(page)}\n`;
}
