// The ornament of diplomas and pictures: қошқар мүйіз, the ram’s horns, as paths of our own. A horn is a spiral that comes
// out of a stem; two of them, mirrored, make the motif, and the motif repeats along a side.

type Point = readonly [x: number, y: number];

const TURN = 2 * Math.PI;
const STEPS = 40;

/** A spiral as a band: outwards along its outer edge and back along the inner one. `turns` of it, from `radius` inwards. */
function horn([x, y]: Point, radius: number, side: 1 | -1): string {
  const turns = 1.35;
  const at = (share: number, thick: number): Point => {
    const angle = share * turns * TURN;
    const reach = radius * (1 - 0.72 * share) * thick;
    return [x + side * (radius - reach * Math.cos(angle)), y + reach * Math.sin(angle)];
  };
  const outer = Array.from({ length: STEPS + 1 }, (_, step) => at(step / STEPS, 1));
  const inner = Array.from({ length: STEPS + 1 }, (_, step) => at(1 - step / STEPS, 0.74));
  return path([...outer, ...inner]);
}

const figure = (value: number): string => String(Math.round(value * 100) / 100);
const path = (points: readonly Point[]): string =>
  `${points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${figure(x)} ${figure(y)}`).join(' ')} Z`;

/** One motif of `size` with its foot at the origin, upwards: stem, two horns, a diamond between them. */
export function motif(size: number): string[] {
  const stem = size * 0.09;
  return [
    horn([stem * 0.4, size * 0.42], size * 0.27, 1),
    horn([-stem * 0.4, size * 0.42], size * 0.27, -1),
    path([
      [-stem, 0],
      [stem, 0],
      [stem * 0.7, size * 0.46],
      [-stem * 0.7, size * 0.46],
    ]),
    path([
      [0, size * 0.62],
      [size * 0.1, size * 0.76],
      [0, size * 0.94],
      [-size * 0.1, size * 0.76],
    ]),
  ];
}
