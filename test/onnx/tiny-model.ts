/**
 * The smallest ONNX model of the contract, written byte by byte: a 1 × 1 convolution and a softmax.
 *
 * Scores of the two classes are −k (x − ½) and +k (x − ½), so the second class has probability 1 / (1 + e^(−2 k (x − ½))):
 * bright is "bright", dark is background, and half is half.
 */
export interface TinyModel {
  readonly width: number;
  readonly height: number;
  readonly k: number;
  /** Name of the output. */
  readonly output: string;
  /** Leave the softmax out: raw scores come out, which the contract refuses. */
  readonly isRaw?: boolean;
}

/** The model as a file. Field numbers are those of onnx.proto3. */
export function tinyModel({ width, height, k, output, isRaw = false }: TinyModel): Uint8Array {
  const scores = isRaw ? output : 'scores';
  const convolution = message(
    [1, text('x')],
    [1, text('w')],
    [1, text('b')],
    [2, text(scores)],
    [4, text('Conv')],
  );
  const axis = message([1, text('axis')], [3, 1], [20, 2]);
  const softmax = message([1, text('scores')], [2, text(output)], [4, text('Softmax')], [5, axis]);
  const graph = message(
    [1, convolution],
    ...(isRaw ? [] : [[1, softmax] as const]),
    [2, text('tiny')],
    [5, floats('w', [2, 1, 1, 1], [-k, k])],
    [5, floats('b', [2], [k / 2, -k / 2])],
    [11, value('x', [1, 1, height, width])],
    [12, value(output, [1, 2, height, width])],
  );
  const opset = message([1, text('')], [2, 13]);
  return message([1, 8], [7, graph], [8, opset]);
}

type Field = readonly [number: number, value: number | Uint8Array];

const text = (value: string): Uint8Array => new TextEncoder().encode(value);

/** Numbers are varints; everything else has its length in front. */
function message(...fields: readonly Field[]): Uint8Array {
  const bytes: number[] = [];
  for (const [number, value] of fields) {
    if (typeof value === 'number') bytes.push(...varint(number << 3), ...varint(value));
    else bytes.push(...varint((number << 3) | 2), ...varint(value.length), ...value);
  }
  return Uint8Array.from(bytes);
}

function varint(value: number): readonly number[] {
  const bytes: number[] = [];
  let left = value;
  while (left > 127) {
    bytes.push((left & 127) | 128);
    left >>>= 7;
  }
  return [...bytes, left];
}

/** A tensor of 32-bit floats. */
const floats = (name: string, dims: readonly number[], values: readonly number[]): Uint8Array =>
  message(
    ...dims.map((dim): Field => [1, dim]),
    [2, 1],
    [8, text(name)],
    [9, new Uint8Array(Float32Array.from(values).buffer)],
  );

/** Name, type and shape of an input or output. */
function value(name: string, dims: readonly number[]): Uint8Array {
  const shape = message(...dims.map((dim): Field => [1, message([1, dim])]));
  return message([1, text(name)], [2, message([1, message([1, 1], [2, shape])])]);
}
