import { err, ok, type Result } from '../../kit/result.ts';

/*
 * What a model that a clinic brings has to look like, and what is made of its answer. The contract is `docs/model.md`.
 * Nothing here knows ONNX; the model runs elsewhere.
 */

/** One input or output of a model, as its runtime describes it. A dimension without a size is a name. */
export interface TensorShape {
  readonly name: string;
  readonly type: string;
  readonly shape: readonly (number | string)[];
}

/** What a model that fits the contract is. */
export interface ModelInfo {
  readonly input: string;
  readonly output: string;
  /** Size of the picture that the model wants. */
  readonly width: number;
  readonly height: number;
  /** Names of the classes; the first is the background. */
  readonly classes: readonly string[];
}

/**
 * Why a model or its answer is not used.
 *
 * - `not-readable`: not a model that the runtime can open
 * - `contract`: inputs and outputs are not as they must be
 * - `not-probabilities`: what came out does not add up to 1 in each pixel
 * - `too-slow`, `too-large`, `stopped`: time, memory, or a runtime that ended
 */
export interface ModelError {
  readonly code: 'not-readable' | 'contract' | 'not-probabilities' | 'too-slow' | 'too-large' | 'stopped';
  readonly expected: string;
  readonly got: string;
}

/** Sides of the picture that a model may want, in pixels, and how many classes it may tell apart. */
const SIDE = { least: 16, most: 1024 } as const;
const MOST_CLASSES = 6;
/** Probabilities of a pixel may miss 1 by this much: they are 32-bit floats. */
const TOLERANCE = 0.01;
/** A class is shown where it is the likeliest and at least this likely. */
export const SHOWN_FROM = 0.5;

/** Hold a model against the contract. */
export function readContract(
  inputs: readonly TensorShape[],
  outputs: readonly TensorShape[],
): Result<ModelInfo, ModelError> {
  const [input, output] = [inputs[0], outputs[0]];
  if (input === undefined || output === undefined || inputs.length !== 1 || outputs.length !== 1)
    return refuse('one input and one output', `${inputs.length} and ${outputs.length}`);
  if (input.type !== 'float32' || output.type !== 'float32')
    return refuse('32-bit floats', `${input.type} and ${output.type}`);
  const size = readInputSize(input.shape);
  if (!size.ok) return size;
  const count = readClassCount(output.shape, size.value);
  if (!count.ok) return count;
  const classes = namesOf(output.name, count.value);
  return ok({ input: input.name, output: output.name, ...size.value, classes });
}

type Size = Pick<ModelInfo, 'width' | 'height'>;

function readInputSize(shape: TensorShape['shape']): Result<Size, ModelError> {
  const [one, channels, height, width] = shape;
  const isGrey = shape.length === 4 && one === 1 && channels === 1;
  if (isGrey && isSide(height) && isSide(width)) return ok({ width, height });
  const expected = `an input of 1 × 1 × height × width, ${SIDE.least} to ${SIDE.most} each`;
  return refuse(expected, shape.join(' × '));
}

function readClassCount(shape: TensorShape['shape'], { width, height }: Size): Result<number, ModelError> {
  const [one, count, rows, columns] = shape;
  const fits = shape.length === 4 && one === 1 && rows === height && columns === width;
  if (fits && typeof count === 'number' && count >= 2 && count <= MOST_CLASSES) return ok(count);
  return refuse(`an output of 1 × (2 to ${MOST_CLASSES}) × ${height} × ${width}`, shape.join(' × '));
}

const refuse = (expected: string, got: string): Result<never, ModelError> =>
  err({ code: 'contract', expected, got: got.slice(0, 80) });

const isSide = (size: number | string | undefined): size is number =>
  typeof size === 'number' && size >= SIDE.least && size <= SIDE.most;

/** `background|nerve|vessel` names three classes; any other name of the output leaves them numbered. */
function namesOf(output: string, count: number): readonly string[] {
  const names = output.split('|').map((name) => name.trim().slice(0, 30));
  if (names.length === count && names.every((name) => name !== '')) return names;
  return Array.from({ length: count }, (_, n) => (n === 0 ? 'background' : `class ${n}`));
}

interface Grey {
  readonly grey: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** The picture as the model wants it: stretched to its size (bilinear, pixel centres), 0 to 1. */
export function modelInput({ grey, width, height }: Grey, info: ModelInfo): Float32Array {
  const out = new Float32Array(info.width * info.height);
  for (let y = 0; y < info.height; y++) {
    const row = between(((y + 0.5) * height) / info.height - 0.5, height);
    for (let x = 0; x < info.width; x++) {
      const column = between(((x + 0.5) * width) / info.width - 0.5, width);
      const at = (j: number, i: number): number => grey[j * width + i] ?? 0;
      const top = mix(at(row.first, column.first), at(row.first, column.second), column.share);
      const bottom = mix(at(row.second, column.first), at(row.second, column.second), column.share);
      out[y * info.width + x] = mix(top, bottom, row.share) / 255;
    }
  }
  return out;
}

const mix = (a: number, b: number, share: number): number => a + (b - a) * share;

function between(
  at: number,
  length: number,
): { readonly first: number; readonly second: number; readonly share: number } {
  const inside = Math.max(0, Math.min(length - 1, at));
  const first = Math.floor(inside);
  return { first, second: Math.min(length - 1, first + 1), share: inside - first };
}

/** What a model says of one class in one picture. */
export interface ClassSeen {
  readonly name: string;
  /** Part of the picture in which it is shown, 0 to 1. */
  readonly share: number;
  /** Mean of the model's own probability where it is shown. Absent where it is shown nowhere. */
  readonly confidence?: number;
}

/** What a model says of a picture. */
export interface Segmentation {
  readonly width: number;
  readonly height: number;
  /** Class of each pixel; 0 where none is shown. */
  readonly labels: Uint8Array;
  /** The model's probability of that class in 255ths; 0 where none is shown. */
  readonly confidence: Uint8Array;
  /** All but the background, in the order of the model. */
  readonly classes: readonly ClassSeen[];
}

/** Read the answer of a model: the likeliest class of each pixel where it is likely enough, with its probability. */
export function readOutput(
  data: ArrayLike<number>,
  { width, height, classes }: ModelInfo,
): Result<Segmentation, ModelError> {
  const size = width * height;
  if (data.length !== size * classes.length)
    return refuse(`${size * classes.length} probabilities`, `${data.length}`);
  const [labels, confidence] = [new Uint8Array(size), new Uint8Array(size)];
  const seen = classes.map(() => ({ count: 0, sum: 0 }));
  for (let n = 0; n < size; n++) {
    let [sum, best, most] = [0, 0, -1];
    for (let c = 0; c < classes.length; c++) {
      const p = data[c * size + n] ?? NaN;
      // Written so that what is no number is refused too.
      if (!(p >= -TOLERANCE && p <= 1 + TOLERANCE)) return notProbabilities(`${p}`);
      sum += p;
      if (p > most) [best, most] = [c, p];
    }
    if (!(Math.abs(sum - 1) <= TOLERANCE)) return notProbabilities(`a sum of ${sum.toFixed(3)}`);
    if (best === 0 || most < SHOWN_FROM) continue;
    labels[n] = best;
    confidence[n] = Math.round(255 * Math.min(1, most));
    const kept = seen[best];
    if (kept !== undefined) [kept.count, kept.sum] = [kept.count + 1, kept.sum + most];
  }
  return ok({
    width,
    height,
    labels,
    confidence,
    classes: classes.slice(1).map((name, n) => {
      const { count = 0, sum = 0 } = seen[n + 1] ?? {};
      return { name, share: count / size, ...(count > 0 && { confidence: sum / count }) };
    }),
  });
}

const notProbabilities = (got: string): Result<never, ModelError> =>
  err({ code: 'not-probabilities', expected: 'probabilities that add up to 1 in each pixel', got });
