import { CELL } from '../../../../imaging/strain/tracker.ts';
import type { StrainMap } from '../../../../imaging/strain/strain.ts';

/**
 * Blue for hard, sand for soft, through a middle that is neither: told apart with every kind of colour blindness, and
 * rising in lightness, so that it reads in grey too. Stops after a public-domain map of Nuñez et al. (2018), our own steps.
 */
const STOPS: readonly (readonly [number, number, number])[] = [
  [0, 40, 92],
  [38, 72, 130],
  [92, 104, 128],
  [138, 133, 116],
  [187, 166, 92],
  [233, 205, 84],
  [255, 238, 130],
];

/** Relative strain at the two ends of the scale: half and one and a half times the average of the frame. */
export const SCALE = { hard: 0.4, soft: 1.6 } as const;

/** Colour of a relative strain, 0 to 255 each. */
export function colourOf(strain: number): readonly [number, number, number] {
  const share = Math.max(0, Math.min(1, (strain - SCALE.hard) / (SCALE.soft - SCALE.hard)));
  const at = share * (STOPS.length - 1);
  const low = STOPS[Math.floor(at)] ?? [0, 0, 0];
  const high = STOPS[Math.ceil(at)] ?? low;
  const t = at - Math.floor(at);
  return [0, 1, 2].map((c) => Math.round((low[c] ?? 0) * (1 - t) + (high[c] ?? 0) * t)) as unknown as [
    number,
    number,
    number,
  ];
}

const TABLE = Array.from({ length: 256 }, (_, n) =>
  colourOf(SCALE.hard + (n / 255) * (SCALE.soft - SCALE.hard)),
);

/** One pixel per cell; drawn enlarged by `CELL` it covers the frame. */
export function paintStrain(map: StrainMap): ImageData {
  const image = new ImageData(map.cols, map.rows);
  for (let n = 0; n < map.data.length; n++) {
    const share = ((map.data[n] ?? 1) - SCALE.hard) / (SCALE.soft - SCALE.hard);
    const colour = TABLE[Math.round(255 * Math.max(0, Math.min(1, share)))] ?? [0, 0, 0];
    image.data.set(colour, 4 * n);
    image.data[4 * n + 3] = 255;
  }
  return image;
}

/** The scale as a CSS gradient, hard first. */
export const GRADIENT = `linear-gradient(to right, ${STOPS.map((c) => `rgb(${c.join(' ')})`).join(', ')})`;
export { CELL };
