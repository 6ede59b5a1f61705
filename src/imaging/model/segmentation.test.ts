import { expect, test } from 'vitest';
import { modelInput, readContract, readOutput, type ModelInfo } from './segmentation.ts';

const shape = (name: string, ...dims: (number | string)[]) => ({ name, type: 'float32', shape: dims });
const info: ModelInfo = {
  input: 'x',
  output: 'y',
  width: 2,
  height: 2,
  classes: ['background', 'nerve', 'vessel'],
};

test('a model of the contract is taken, with the names of its classes', () => {
  const fitting = readContract([shape('x', 1, 1, 64, 96)], [shape('background|nerve|vessel', 1, 3, 64, 96)]);
  expect(fitting).toEqual({
    ok: true,
    value: {
      input: 'x',
      output: 'background|nerve|vessel',
      width: 96,
      height: 64,
      classes: ['background', 'nerve', 'vessel'],
    },
  });
  const unnamed = readContract([shape('x', 1, 1, 64, 96)], [shape('probabilities', 1, 2, 64, 96)]);
  expect(unnamed.ok && unnamed.value.classes).toEqual(['background', 'class 1']);
});

test('everything else is refused with what was expected', () => {
  const good = [shape('x', 1, 1, 64, 96)];
  const out = [shape('y', 1, 2, 64, 96)];
  const cases = [
    readContract([], out),
    readContract([...good, ...good], out),
    readContract(good, [...out, ...out]),
    readContract([{ ...shape('x', 1, 1, 64, 96), type: 'uint8' }], out),
    readContract([shape('x', 1, 3, 64, 96)], out),
    readContract([shape('x', 'batch', 1, 64, 96)], out),
    readContract([shape('x', 1, 1, 8, 96)], out),
    readContract([shape('x', 1, 1, 4096, 96)], out),
    readContract([shape('x', 1, 1, 'h', 'w')], out),
    readContract(good, [shape('y', 1, 1, 64, 96)]),
    readContract(good, [shape('y', 1, 7, 64, 96)]),
    readContract(good, [shape('y', 1, 2, 32, 48)]),
    readContract(good, [shape('y', 2, 64, 96)]),
  ];
  for (const refused of cases) expect(refused).toMatchObject({ ok: false, error: { code: 'contract' } });
});

test('the picture is stretched by its pixel centres and scaled to 0 to 1', () => {
  // Two columns, 0 and 255, stretched to four: centres at −0.25, 0.25, 0.75, 1.25 of the old ones: 0, ¼, ¾, 1.
  const wide = { ...info, width: 4, height: 1 };
  expect([...modelInput({ grey: Uint8Array.of(0, 255), width: 2, height: 1 }, wide)]).toEqual([
    0, 0.25, 0.75, 1,
  ]);
  const same = modelInput({ grey: Uint8Array.of(0, 51, 102, 255), width: 2, height: 2 }, info);
  [0, 0.2, 0.4, 1].forEach((value, n) => expect(same[n]).toBeCloseTo(value, 6));
});

test('a class is shown where it is the likeliest and at least half certain, with the mean of its probability', () => {
  // Pixels: sure background; nerve .7; vessel .45, the likeliest but not certain; vessel .9.
  const background = [0.9, 0.2, 0.3, 0.05];
  const nerve = [0.05, 0.7, 0.25, 0.05];
  const vessel = [0.05, 0.1, 0.45, 0.9];
  const read = readOutput([...background, ...nerve, ...vessel], info);
  if (!read.ok) throw new Error(read.error.got);
  expect([...read.value.labels]).toEqual([0, 1, 0, 2]);
  // 0.7 × 255 = 178.5, 0.9 × 255 = 229.5.
  expect([...read.value.confidence]).toEqual([0, 179, 0, 230]);
  expect(read.value.classes).toEqual([
    { name: 'nerve', share: 0.25, confidence: 0.7 },
    { name: 'vessel', share: 0.25, confidence: 0.9 },
  ]);
});

test('a class that is shown nowhere has no confidence, which is not a confidence of zero', () => {
  const read = readOutput([1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0], info);
  expect(read.ok && read.value.classes).toEqual([
    { name: 'nerve', share: 0 },
    { name: 'vessel', share: 0 },
  ]);
});

test('raw scores, numbers that are none, and too few of them are refused', () => {
  const even = [0.4, 0.4, 0.4, 0.4, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3];
  expect(readOutput(even, info).ok).toBe(true);
  const spoilt = (value: number): unknown => readOutput([value, ...even.slice(1)], info);
  for (const value of [3.2, -4, NaN, Infinity, 0.9])
    expect(spoilt(value)).toMatchObject({ ok: false, error: { code: 'not-probabilities' } });
  expect(readOutput(even.slice(1), info)).toMatchObject({ ok: false, error: { code: 'contract' } });
});
