// The ornament of diplomas and pictures: its paths, figure for figure, since a mistake would show only in print.

import { describe, expect, it } from 'vitest';
import { hill, horns, quarter } from '#rules/ornament';

/** A horn of a pair 100 high, as the eye follows it: outwards along its edge, and back along the inner one. */
const BAND = `
M-1.04 56 L-0.04 61.64 L1.99 66.9 L4.94 71.6 L8.69 75.58 L13.06 78.71 L17.87 80.91 L22.93 82.13 L28.04 82.35 L33.01 81.59
L37.66 79.92 L41.83 77.43 L45.38 74.24 L48.2 70.5 L50.2 66.36 L51.35 62 L51.63 57.59 L51.06 53.29 L49.7 49.26 L47.64 45.65
L44.97 42.56 L41.83 40.11 L38.35 38.35 L34.67 37.32 L30.95 37.02 L27.34 37.44 L23.95 38.53 L20.92 40.21 L18.33 42.4
L16.27 44.97 L14.8 47.82 L13.93 50.82 L13.67 53.85 L13.99 56.78 L14.86 59.52 L16.2 61.95 L17.94 64.01 L24.77 59.04
L23.97 58.33 L23.3 57.41 L22.81 56.32 L22.53 55.1 L22.51 53.78 L22.77 52.43 L23.32 51.1 L24.16 49.85 L25.27 48.76
L26.63 47.87 L28.19 47.25 L29.91 46.93 L31.72 46.97 L33.55 47.37 L35.32 48.15 L36.95 49.3 L38.37 50.78 L39.5 52.57
L40.29 54.61 L40.68 56.82 L40.62 59.12 L40.11 61.44 L39.13 63.66 L37.7 65.7 L35.85 67.47 L33.65 68.89 L31.16 69.87
L28.46 70.36 L25.65 70.32 L22.85 69.73 L20.15 68.58 L17.68 66.9 L15.53 64.72 L13.81 62.12 L12.59 59.18 L11.96 56 Z`;
const KNOB = `
M28.51 61.53 L27.96 64.26 L26.41 66.58 L24.09 68.13 L21.36 68.68 L18.62 68.13 L16.3 66.58 L14.75 64.26 L14.21 61.53
L14.75 58.79 L16.3 56.47 L18.62 54.92 L21.36 54.38 L24.09 54.92 L26.41 56.47 L27.96 58.79 L28.51 61.53 Z`;
const oneLine = (path: string): string => path.trim().replaceAll('\n', ' ');
/** The same path on the other side of the stem. */
const mirrored = (path: string): string =>
  path.replace(/([ML])(-?[\d.]+)/g, (_, mark: string, x: string) => `${mark}${-Number(x)}`);

describe('the ornament', () => {
  const [band, knob] = [BAND, KNOB].map(oneLine) as [string, string];

  it('a pair of horns: two bands that roll up, a knob at the end of each, the stem and its bud', () => {
    expect(horns(100)).toEqual([
      band,
      knob,
      mirrored(band),
      mirrored(knob),
      'M-30 0 L30 0 L12.35 20 L11.96 58 L0 74 L-11.96 58 L-12.35 20 Z',
      'M0 81.5 L8.5 93 L0 104.5 L-8.5 93 Z',
    ]);
  });

  it('a hill with a diamond on it', () => {
    expect(hill(100)).toEqual(['M-30 0 L30 0 L0 30 Z', 'M0 37 L7.5 47 L0 57 L-7.5 47 Z']);
  });

  it('a quarter of a rosette: a pair half as high, around a diamond', () => {
    expect(quarter(100)).toEqual([...horns(50), 'M0 -20 L20 0 L0 20 L-20 0 Z']);
  });
});
