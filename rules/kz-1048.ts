// One byte a letter: KZ-1048 (STRK 1048-2002), the national table of Kazakh and Russian letters. In UTF-8 each takes two,
// and the code of a diploma is printed so small that half its length is what makes it readable.

const NONE = '\ufffd';
const HIGH =
  `ЂЃ‚ѓ„…†‡€‰Љ‹ЊҚҺЏђ‘’“”•–—${NONE}™љ›њқһџ\u00a0ҰұӘ¤Ө¦§Ё©Ғ«¬\u00ad®Ү°±Ііөµ¶·ё№ғ»әҢңү` +
  'АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя';
const FIRST = 0x80;
const BYTES = new Map(
  [...HIGH].flatMap((letter, index) => (letter === NONE ? [] : [[letter, FIRST + index]])),
);

/** JSON text as bytes; a character that the table lacks becomes the escape that JSON has for it. */
export function jsonToBytes(json: string): Uint8Array<ArrayBuffer> {
  const bytes: number[] = [];
  // By UTF-16 code units, as JSON escapes them.
  for (let index = 0; index < json.length; index += 1) {
    const unit = json.charCodeAt(index);
    const byte = unit < FIRST ? unit : BYTES.get(json.charAt(index));
    if (byte !== undefined) bytes.push(byte);
    else for (const sign of `\\u${unit.toString(16).padStart(4, '0')}`) bytes.push(sign.charCodeAt(0));
  }
  return new Uint8Array(bytes);
}

/** The JSON text of `bytes`. */
export const bytesToJson = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => (byte < FIRST ? String.fromCharCode(byte) : HIGH.charAt(byte - FIRST))).join(
    '',
  );
