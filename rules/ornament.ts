// The ornament of diplomas and pictures as paths of our own: қошқар мүйіз, the ram's horns, as felt carpets have it. A horn
// is a band that leaves a stem, bends outwards and rolls up; it grows thinner on the way. Two mirrored ones are a pair.

type Point = readonly [x: number, y: number];

const STEPS = 36;
const figure = (value: number): string => String(Math.round(value * 100) / 100);
const path = (points: readonly Point[]): string =>
  `${points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${figure(x)} ${figure(y)}`).join(' ')} Z`;
const mirrored = (points: readonly Point[]): Point[] => points.map(([x, y]) => [-x, y]);

/** A horn that leaves its foot upwards (y grows upwards) and rolls up to the right, `turns` long; and the knob at its end. */
function horn([x, y]: Point, radius: number, width: number, turns = 1.1): Point[][] {
  const centre: Point = [x + radius, y];
  const edge = (step: number) => {
    const share = step / STEPS;
    const angle = Math.PI - share * turns * 2 * Math.PI;
    const reach = radius * (1 - 0.6 * share);
    const half = (width / 2) * (1 - 0.35 * share);
    const at = (distance: number): Point => [
      centre[0] + distance * Math.cos(angle),
      centre[1] + distance * Math.sin(angle),
    ];
    return { outer: at(reach + half), inner: at(reach - half), middle: at(reach) };
  };
  const edges = Array.from({ length: STEPS + 1 }, (_, step) => edge(step));
  const band = [...edges.map(({ outer }) => outer), ...edges.map(({ inner }) => inner).reverse()];
  return [band, round(edge(STEPS).middle, width * 0.55)];
}

const round = ([x, y]: Point, radius: number): Point[] =>
  Array.from({ length: 17 }, (_, step): Point => {
    const angle = (step / 16) * 2 * Math.PI;
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
  });

const diamond = ([x, y]: Point, wide: number, high: number): Point[] => [
  [x, y - high],
  [x + wide, y],
  [x, y + high],
  [x - wide, y],
];

/** A pair of horns on a stem, foot at the origin, `size` high. */
export function horns(size: number): string[] {
  const radius = size * 0.235;
  const width = size * 0.13;
  const right = horn([width * 0.42, size * 0.56], radius, width);
  const foot: Point[] = [
    [-size * 0.3, 0],
    [size * 0.3, 0],
    [width * 0.95, size * 0.2],
    [width * 0.92, size * 0.58],
    [0, size * 0.74],
    [-width * 0.92, size * 0.58],
    [-width * 0.95, size * 0.2],
  ];
  const bud = diamond([0, size * 0.93], size * 0.085, size * 0.115);
  return [...right, ...right.map(mirrored), foot, bud].map(path);
}

/** The small mark between two pairs, foot at the origin: a hill with a diamond on it. */
export function hill(size: number): string[] {
  const slope: Point[] = [
    [-size * 0.3, 0],
    [size * 0.3, 0],
    [0, size * 0.3],
  ];
  return [slope, diamond([0, size * 0.47], size * 0.075, size * 0.1)].map(path);
}

/** Four pairs of horns around a diamond, `size` wide, middle at the origin; drawn in four turns of a quarter. */
export const quarter = (size: number): string[] => [
  ...horns(size * 0.5),
  path(diamond([0, 0], size * 0.2, size * 0.2)),
];
