/*
 * The imaging algorithms beside Debian's OpenCV, on identical frames, in one run, one thread each, interleaved.
 *
 * Prints JSON lines: rows of each table, then the figures that the product promises with whether they were met now.
 * `--only strain,needle` runs some parts; `--repeats 40` changes how often each time is taken (25 at least).
 */
import { rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { loadKernels } from '../../src/imaging/kernels/load.ts';
import { makeFolder, SEEDS, type Bench } from './bench.ts';
import { distances } from './distance.ts';
import { lumps } from './lump.ts';
import { needleAccuracy, needleTime } from './needle.ts';
import { openCv } from './python.ts';
import { report } from './report.ts';
import { accuracy, agreement, trackerTime } from './strain.ts';
import { twitches } from './twitch.ts';

const { values } = parseArgs({
  options: { only: { type: 'string' }, repeats: { type: 'string', default: '25' } },
});
const kernels = await loadKernels();
if (kernels === undefined) throw new Error('this Node has no WebAssembly SIMD');
const bench: Bench = {
  cv: openCv(),
  kernels,
  report: report(),
  folder: makeFolder(),
  repeats: Math.max(25, Number(values.repeats)),
};
const PARTS: Readonly<Record<string, readonly ((bench: Bench) => Promise<void>)[]>> = {
  time: [trackerTime],
  agreement: [agreement],
  strain: [accuracy],
  lump: [lumps],
  needle: [needleAccuracy, needleTime],
  twitch: [twitches],
  distance: [distances],
};
const wanted = values.only?.split(',') ?? Object.keys(PARTS);
try {
  bench.report.line('setting', {
    node: process.version,
    ...(await bench.cv.ask({ op: 'version' })),
    seeds: SEEDS,
  });
  for (const part of wanted) {
    const runs = PARTS[part];
    if (runs === undefined)
      throw new Error(`--only: expected some of ${Object.keys(PARTS).join(', ')}, got ${part}`);
    for (const run of runs) await run(bench);
  }
} finally {
  bench.cv.close();
  rmSync(bench.folder, { recursive: true });
}
const { figures } = bench.report;
const missed = figures.filter(({ met }) => !met).map(({ figure }) => figure);
bench.report.line('summary', { figures: figures.length, met: figures.length - missed.length, missed });
