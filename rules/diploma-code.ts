// The code of a diploma: what the paper says, signed, in the signs of an address. It stands in the QR code and in the PDF,
// and is checked by the key alone (docs/register.md).

import { canonical } from './canonical.ts';
import { readDiploma } from './diploma.schema.ts';
import type { Diploma } from './diploma.ts';
import { bytesToJson, jsonToBytes } from './kz-1048.ts';
import { sign } from './register.ts';

const FORMAT = 'uzdik-diploma/1';

/** `signed` is the code up to its last full stop, `signature` base64. */
export type Code = { diploma: Diploma; signed: string; signature: string };

const CODE = /uzdik-diploma\/1\.([\w-]{1,8000})\.([\w-]{86})(?![\w-])/;

const toAddress = (base64: string): string =>
  base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
const fromAddress = (text: string): string => text.replaceAll('-', '+').replaceAll('_', '/');

/** `uzdik-diploma/1.<data>.<signature>` */
export async function codeOf(diploma: Diploma, privateKey: CryptoKey): Promise<string> {
  const data = btoa(String.fromCharCode(...jsonToBytes(canonical(diploma))));
  const signed = `${FORMAT}.${toAddress(data)}`;
  return `${signed}.${toAddress(await sign(signed, privateKey))}`;
}

/** The code in an address, in a file or in what a person pasted; null where there is none. */
export function readCode(text: string): Code | null {
  const found = CODE.exec(text);
  if (found === null) return null;
  const [, data = '', signature = ''] = found;
  const base64 = `${fromAddress(signature)}==`;
  try {
    // The last sign has bits to spare: of the texts that mean one signature, one is the signature.
    if (btoa(atob(base64)) !== base64) return null;
    const bytes = Uint8Array.from(atob(fromAddress(data)), (char) => char.charCodeAt(0));
    const diploma = readDiploma(bytesToJson(bytes));
    return diploma === null ? null : { diploma, signed: `${FORMAT}.${data}`, signature: base64 };
  } catch {
    return null;
  }
}
