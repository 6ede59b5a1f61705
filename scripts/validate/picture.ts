import type { Bin } from './calibration.ts';

const SIZE = 360;
const LEFT = 48;

const at = (p: number): number => LEFT + p * (SIZE - LEFT - 16);
const up = (p: number): number => SIZE - 40 - p * (SIZE - 56);

const frame = (title: string, body: string, [x, y]: readonly [string, string]): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE} ${SIZE}" width="${SIZE}" height="${SIZE}" font-family="system-ui, sans-serif" font-size="12" role="img"><title>${title}</title><rect width="100%" height="100%" fill="#fff"/>${[0, 0.25, 0.5, 0.75, 1].map((v) => `<path d="M${at(0)} ${up(v)}H${at(1)}M${at(v)} ${up(0)}V${up(1)}" stroke="#ddd" fill="none"/>`).join('')}${body}<text x="${at(0.5)}" y="${SIZE - 8}" text-anchor="middle">${x}</text><text transform="translate(14 ${up(0.5)}) rotate(-90)" text-anchor="middle">${y}</text></svg>\n`;

const ticks = (values: readonly (readonly [place: number, label: string])[], isUp: boolean): string =>
  values
    .map(([v, label]) =>
      isUp
        ? `<text x="${LEFT - 6}" y="${up(v) + 4}" text-anchor="end">${label}</text>`
        : `<text x="${at(v)}" y="${up(0) + 16}" text-anchor="middle">${label}</text>`,
    )
    .join('');

const SHARES = [
  [0, '0'],
  [0.5, '.5'],
  [1, '1'],
] as const;

/** Stated probability against how often it was true; a dot's area is the number of times it was said. */
export function reliabilityPicture(title: string, bins: readonly Bin[]): string {
  const most = Math.max(...bins.map(({ count }) => Math.log10(1 + count)));
  const dots = bins
    .filter(({ count }) => count > 0)
    .map(
      ({ count, stated, found }) =>
        `<circle cx="${at(stated).toFixed(1)}" cy="${up(found).toFixed(1)}" r="${(3 + (5 * Math.log10(1 + count)) / most).toFixed(1)}" fill="#1f6f78" fill-opacity=".7"/>`,
    )
    .join('');
  const line = `<path d="M${at(0)} ${up(0)}L${at(1)} ${up(1)}" stroke="#888" stroke-dasharray="4 4"/>`;
  return frame(title, line + dots + ticks(SHARES, false) + ticks(SHARES, true), [
    'stated probability',
    'how often it was true',
  ]);
}

/** Lines over a number of steps, each from its first value down. */
export function linesPicture(
  title: string,
  lines: readonly { readonly name: string; readonly values: readonly number[] }[],
  axes: readonly [string, string],
): string {
  const most = Math.max(...lines.flatMap(({ values }) => values));
  const steps = Math.max(...lines.map(({ values }) => values.length - 1));
  const colours = ['#1f6f78', '#b4531a', '#5b4b8a'];
  const body = lines
    .map(({ name, values }, k) => {
      const points = values.map((v, i) => `${at(i / steps).toFixed(1)} ${up(v / most).toFixed(1)}`).join('L');
      const colour = colours[k % colours.length]!;
      return `<path d="M${points}" stroke="${colour}" stroke-width="2" fill="none"/><text x="${at(0.98)}" y="${up(0.96 - 0.07 * k)}" text-anchor="end" fill="${colour}">${name}</text>`;
    })
    .join('');
  const x = [0, Math.round(steps / 2), steps].map((i) => [i / steps, String(i)] as const);
  const y = [0, 0.5, 1].map((v) => [v, (v * most).toPrecision(2)] as const);
  return frame(title, body + ticks(x, false) + ticks(y, true), axes);
}
