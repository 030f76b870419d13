// Rasterises a picture: PNG with a palette, because its colours are few, so the file is a third as large.

import sharp from 'sharp';

// One picture uses one core; several are drawn at once.
sharp.concurrency(1);
sharp.cache(false);

/** The same SVG gives the same bytes: everything in it is outlines, no font of the machine is asked. */
export const pngOf = (svg: string): Promise<Uint8Array> =>
  sharp(Buffer.from(svg)).png({ palette: true, colours: 64, dither: 0, effort: 4 }).toBuffer();
