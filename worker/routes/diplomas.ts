// The diplomas of §22: made of what is published, for whoever asks; the same bytes each time.

import { Hono } from 'hono';
import { diplomasInForce } from '#rules/diploma';
import { codeOf } from '#rules/diploma-code';
import { republicanPublications } from '../db/publications.ts';
import { diplomaPdf } from '../documents/diploma.ts';
import type { Bindings } from '../env.ts';
import { registerKeys } from '../register.ts';

export const diplomaRoutes = new Hono<Bindings>().get(
  '/api/diplomas/:edition/:name{[0-9]{1,3}\\.pdf}',
  async (c) => {
    const { edition, name } = c.req.param();
    const number = `${edition}-${name.replace('.pdf', '')}`;
    const given = diplomasInForce(await republicanPublications(c.env.DB)).find(
      ({ diploma }) => diploma.number === number,
    );
    if (given === undefined) return c.notFound();
    const { privateKey, fingerprint } = await registerKeys(c.env);
    const address = `${c.env.ORIGIN}/kk/diploma/#${await codeOf(given.diploma, privateKey)}`;
    return c.body(await diplomaPdf(given.diploma, { address, key: fingerprint }), 200, {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="diploma-${number}.pdf"`,
      'cache-control': 'no-cache',
    });
  },
);
