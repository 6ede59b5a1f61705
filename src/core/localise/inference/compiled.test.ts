import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { shippedAtlas } from '../../../content/atlas/load.ts';
import { seededRandom } from '../../../kit/random.ts';
import { compileNetwork } from '../network.ts';
import { observe } from '../observe.ts';
import { compiledRunner } from './compiled.ts';
import { Eliminator } from './eliminate.ts';
import { KERNEL_BYTES, SOURCES_SHA256 } from './kernel/bytes.ts';
import { Solver } from './solver.ts';

const network = compileNetwork(shippedAtlas());
const { graph } = network.solver;
const twin = new Solver(graph, new Eliminator());
const compiled = new Solver(graph, compiledRunner(graph));

test('the committed bytes belong to the committed C source, and import nothing', async () => {
  const folder = join(import.meta.dirname, 'kernel');
  const hash = createHash('sha256');
  const names = readdirSync(folder).filter((name) => /\.[ch]$/.test(name));
  for (const name of names.sort()) hash.update(name).update(readFileSync(join(folder, name)));
  expect(hash.digest('hex')).toBe(SOURCES_SHA256);
  const module = await WebAssembly.compile(Buffer.from(KERNEL_BYTES, 'base64'));
  expect(WebAssembly.Module.imports(module)).toEqual([]);
});

test('here the compiled code runs and not its twin', () => {
  expect(compiledRunner(graph)).toBeDefined();
});

/** Largest relative difference, where numbers below 1e-12 count as 1e-12. */
const apart = (a: Float64Array, b: Float64Array): number =>
  a.reduce((worst, v, i) => Math.max(worst, Math.abs(v - b[i]!) / Math.max(1e-12, b[i]!)), 0);

// Neighbours of one region after another: drawings that lie together, narrow to wide, rated or not.
const around = (from: number, n: number): readonly string[] => {
  const { regions } = network.atlas;
  const found = [regions[from]!.id];
  for (const id of found)
    for (const next of regions[network.regionIndex.get(id)!]!.neighbours)
      if (found.length < n && !found.includes(next)) found.push(next);
  return found;
};

test('on the real atlas the compiled code and its twin give the same numbers to the last bit', () => {
  const random = seededRandom(7);
  for (let i = 0; i < 60; i++) {
    const ids = around(Math.floor(random() * network.atlas.regions.length), 1 + (i % 18));
    const regions = ids.map((id, k) => (i % 2 === 0 ? { id } : { id, intensity: 1 + (k % 10) }));
    const { question } = observe(network, { regions, findings: [] });
    // A ranking that was shown without WebAssembly must verify where there is some.
    expect(compiled.solve(question), ids.join()).toEqual(twin.solve(question));
  }
});

test('evidence far below the smallest double does not underflow in either', () => {
  const { question } = observe(network, {
    regions: ['forehead-left', 'calf-upper-left', 'thenar-right', 'heel-plantar-left'].map((id) => ({ id })),
    findings: [],
  });
  const tiny = {
    ...question,
    lambda0: question.lambda0.map(() => 0),
    lambda1: question.lambda1.map(() => 1e-150),
  };
  for (const solver of [compiled, twin]) {
    const usual = solver.solve({ ...tiny, lambda1: question.lambda1 });
    const found = solver.solve(tiny);
    // Four factors of 1e-150 that say nothing about the causes.
    expect(Math.abs(found.logEvidence - usual.logEvidence - 4 * Math.log(1e-150))).toBeLessThan(1e-9);
    expect(apart(found.active, usual.active)).toBeLessThan(1e-10);
  }
});

test('memory that a wide drawing took is given back, and the next answer is the same', () => {
  const ask = (n: number): ReturnType<typeof observe>['question'] =>
    observe(network, { regions: around(100, n).map((id) => ({ id })), findings: [] }).question;
  const first = compiled.solve(ask(4));
  compiled.solve(ask(22));
  expect(compiled.solve(ask(4))).toEqual(first);
});
