// A digital signature (ЭЦП) over an application: a detached CMS over its manifest, both kept as files of the kind
// «form». Kazakhstan's GOST keys cannot be checked without the certificate centre's own software, so the one verifier
// here says that nothing was checked; one that asks such software stands behind the same interface.

import type { ApplicationForm, FiledFile } from '#rules/application';
import { canonical } from '#rules/canonical';
import { normalPhone } from '#rules/form-errors';
import { sha256Hex } from '#rules/register';

export const MANIFEST = 'manifest.json';
export const SIGNATURE = 'manifest.json.p7s';

export type Checked = { status: 'valid' | 'invalid' | 'unchecked' };
export interface SignatureVerifier {
  /** `cms` in DER, `content` the bytes it was made over. */
  verify(cms: Uint8Array, content: Uint8Array): Promise<Checked>;
}

export const uncheckedVerifier: SignatureVerifier = {
  verify: () => Promise.resolve({ status: 'unchecked' }),
};

/** What is signed: everything of the application but its signatures, as RFC 8785 JSON. */
export const manifestText = (form: ApplicationForm, files: FiledFile[]): string =>
  canonical({
    format: 'uzdik-manifest/1',
    form: { ...form, phone: normalPhone(form.phone) ?? form.phone },
    files: files
      .filter(({ kind }) => kind !== 'form')
      .map(({ kind, criterion, name, size, sha256 }) => ({ kind, criterion, name, size, sha256 })),
  });

/** True for the DER of a CMS SignedData (RFC 5652: ContentInfo with 1.2.840.113549.1.7.2); nothing in it is checked. */
export function isSignedData(der: Uint8Array): boolean {
  const head = [...der.subarray(0, 24)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return /^30(80|8[1-4]([0-9a-f]{2}){1,4}|[0-7][0-9a-f])06092a864886f70d010702/.test(head);
}

/** `stale` where something was changed after it was signed. */
export type Signature = Checked & { stale: boolean };

/** The signature among the files as `read` gives their bytes; null where there is none. */
export async function signatureOf(
  form: ApplicationForm,
  files: FiledFile[],
  read: (sha256: string) => Promise<Uint8Array>,
  verifier: SignatureVerifier = uncheckedVerifier,
): Promise<Signature | null> {
  const manifest = files.find(({ kind, type }) => kind === 'form' && type === 'json');
  const signature = files.find(({ kind, type }) => kind === 'form' && type === 'p7s');
  if (manifest === undefined || signature === undefined) return null;
  const { status } = await verifier.verify(await read(signature.sha256), await read(manifest.sha256));
  return { status, stale: manifest.sha256 !== (await sha256Hex(manifestText(form, files))) };
}
