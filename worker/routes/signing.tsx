// Appendix 1 to sign: as a page, as a document, and as a manifest for a digital signature.

import { Hono } from 'hono';
import type { FiledFile } from '#rules/application';
import { newId } from '../acts/act.ts';
import { now } from '../clock.ts';
import { addDraftFiles, removeDraftFile } from '../db/drafts.ts';
import { appendix1Docx } from '../documents/appendix-1-docx.ts';
import { inForce } from '../edition.ts';
import type { Bindings } from '../env.ts';
import { files } from '../files/store.ts';
import type { Stored } from '../files/store.ts';
import { formPage } from '../pages/application.tsx';
import { isSignedData, MANIFEST, manifestText, SIGNATURE } from '../signature.ts';
import { refusal } from './answer.ts';
import { holderOf, languageOf, ownDraft } from './draft-access.ts';
import { limitedText } from './sent-form.ts';

// A CMS of one signer with its chain and time stamp takes a few kilobytes.
const MOST_CMS = 200_000;

export const signingRoutes = new Hono<Bindings>()
  .get('/:lang{kk|ru|en}/application/form/', async (c) => {
    const language = languageOf(c.req.param('lang'), 'kk');
    const draft = await ownDraft(c);
    return draft === null ? c.redirect(`/${language}/application/`, 302) : formPage(c, language, draft);
  })

  .get('/api/drafts/appendix-1.docx', async (c) => {
    const draft = await ownDraft(c);
    if (draft === null) return c.json({ error: 'NO_DRAFT' }, 404);
    const { edition } = await inForce(c.env.DB, 0);
    return c.body(await appendix1Docx(draft.form, draft.files, edition, draft.savedAt), 200, {
      'content-type': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'content-disposition': 'attachment; filename="appendix-1.docx"',
    });
  })

  .get('/api/drafts/manifest', async (c) => {
    const draft = await ownDraft(c);
    if (draft === null) return c.json({ error: 'NO_DRAFT' }, 404);
    return c.body(manifestText(draft.form, draft.files), 200, { 'content-type': 'application/json' });
  })

  // The CMS as base64; it stands for the manifest of this moment and takes the place of an earlier one.
  .post('/api/drafts/signature', async (c) => {
    const at = await now(c.env);
    const [draft, holder] = [await ownDraft(c), await holderOf(c)];
    if (draft === null || holder === null) return c.json({ error: 'NO_DRAFT' }, 404);
    if (draft.application !== null) return c.json({ findings: [refusal('ALREADY_DONE')] }, 409);
    const text = (await limitedText(c.req.raw, MOST_CMS)) ?? '';
    const bare = text.replace(/-----[A-Z ]+-----/g, '');
    const cms = /^[\w+/=\s]+$/.test(bare) ? new Uint8Array(Buffer.from(bare, 'base64')) : new Uint8Array();
    if (!isSignedData(cms)) return c.json({ findings: [refusal('SIGNATURE_UNREADABLE')] }, 422);
    const manifest = new TextEncoder().encode(manifestText(draft.form, draft.files));
    const [said, signature] = await files(c.env).storeAll([manifest, cms]);
    if (said === undefined || signature === undefined)
      throw new Error('the store did not answer for each file');
    const file = (name: string, type: string, stored: Stored): FiledFile => ({
      ...{ id: newId(), kind: 'form', criterion: null, name, type },
      ...stored,
    });
    const rows = [file(MANIFEST, 'json', said), file(SIGNATURE, 'p7s', signature)];
    for (const { id } of draft.files.filter(({ type }) => type === 'json' || type === 'p7s')) {
      await removeDraftFile(c.env.DB, draft.id, id);
    }
    await addDraftFiles(c.env.DB, holder, rows, at);
    return c.json({ manifest: said.sha256, signature: signature.sha256 }, 201);
  });
