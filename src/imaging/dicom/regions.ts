import { mm, type Millimetres } from '../frame.ts';
import { decimal, type Elements } from './elements.ts';

/** A rectangle of whole pixels. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where a scale came from. `pixel-spacing` is not meant for ultrasound and is shown with a warning. */
export type ScaleSource = 'region' | 'pixel-spacing';

/** Part of the picture that shows tissue in two dimensions. */
export interface TissueRegion {
  readonly rect: Rect;
  /** Size of one pixel; absent when the machine did not say, and then nothing in it is in millimetres. */
  readonly pixel?: { readonly x: Millimetres; readonly y: Millimetres; readonly source: ScaleSource };
}

/** What the machine says about the parts of its picture. */
export interface Regions {
  /** Largest first. Empty when the machine does not say where tissue is. */
  readonly tissue: readonly TissueRegion[];
  /** Doppler, M-mode, colour flow, curves: parts that are never measured. */
  readonly leftOut: readonly { readonly rect: Rect; readonly why: string }[];
}

/** Physical units of a region, by code. Only centimetres are lengths of tissue. */
const CENTIMETRES = 3;
const FORMATS = ['none', 'two-dimensional', 'M-mode', 'spectral', 'wave form', 'graphics'];
const KINDS = ['none', 'tissue', 'colour flow', 'PW spectral', 'CW spectral', 'Doppler mean', 'Doppler mode'];
/** No probe images finer or coarser than this, in mm per pixel. */
const PLAUSIBLE = { least: 0.002, most: 2 } as const;

/**
 * Read the Sequence of Ultrasound Regions, (0018,6011).
 *
 * Only two-dimensional tissue is kept; each region has its own scale. Rectangles are cut to the picture.
 *
 * @source dicom-ps3.3 2024, section C.8.5.5
 */
export function readRegions(elements: Elements, size: { width: number; height: number }): Regions {
  const tissue: TissueRegion[] = [];
  const leftOut: { rect: Rect; why: string }[] = [];
  for (const item of elements.items('00186011')) {
    const rect = rectOf(item, size);
    if (rect === undefined) continue;
    const [format, kind] = [item.u16('00186012') ?? 0, item.u16('00186014') ?? 0];
    if (format === 1 && kind === 1) tissue.push({ rect, ...withPixel(scaleOf(item)) });
    else
      leftOut.push({
        rect,
        why: format === 1 ? (KINDS[kind] ?? `data type ${kind}`) : (FORMATS[format] ?? `format ${format}`),
      });
  }
  tissue.sort((a, b) => b.rect.width * b.rect.height - a.rect.width * a.rect.height);
  if (tissue.length > 0 || leftOut.length > 0) return { tissue, leftOut };
  const spacing = spacingOf(elements);
  const whole = { rect: { x: 0, y: 0, ...size }, ...withPixel(spacing) };
  return { tissue: spacing === undefined ? [] : [whole], leftOut };
}

const withPixel = (pixel: TissueRegion['pixel']): { pixel?: NonNullable<TissueRegion['pixel']> } =>
  pixel === undefined ? {} : { pixel };

function rectOf(item: Elements, size: { width: number; height: number }): Rect | undefined {
  const [x0, y0, x1, y1] = ['00186018', '0018601a', '0018601c', '0018601e'].map((tag) => item.u32(tag));
  if (x0 === undefined || y0 === undefined || x1 === undefined || y1 === undefined) return undefined;
  // Both corners belong to the region.
  const [width, height] = [Math.min(x1 + 1, size.width) - x0, Math.min(y1 + 1, size.height) - y0];
  return width > 0 && height > 0 ? { x: x0, y: y0, width, height } : undefined;
}

function scaleOf(item: Elements): TissueRegion['pixel'] {
  if (item.u16('00186024') !== CENTIMETRES || item.u16('00186026') !== CENTIMETRES) return undefined;
  // Some machines count upwards and write a negative step; its size is what matters here.
  return scale((item.f64('0018602c') ?? NaN) * 10, (item.f64('0018602e') ?? NaN) * 10, 'region');
}

/** Pixel Spacing is row distance, then column distance, in mm. */
const spacingOf = (elements: Elements): TissueRegion['pixel'] =>
  scale(decimal(elements, '00280030', 1) ?? NaN, decimal(elements, '00280030', 0) ?? NaN, 'pixel-spacing');

function scale(x: number, y: number, source: ScaleSource): TissueRegion['pixel'] {
  const [a, b] = [Math.abs(x), Math.abs(y)];
  const isPlausible = [a, b].every((v) => v >= PLAUSIBLE.least && v <= PLAUSIBLE.most);
  return isPlausible ? { x: mm(a), y: mm(b), source } : undefined;
}
