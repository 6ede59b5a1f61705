import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { shippedAtlas } from '../../src/content/atlas/load.ts';
import { planFor } from '../../src/core/localise/inference/plan.ts';
import type { Question } from '../../src/core/localise/inference/question.ts';
import { localise } from '../../src/core/localise/localise.ts';
import { compileNetwork } from '../../src/core/localise/network.ts';
import { observe } from '../../src/core/localise/observe.ts';
import { seededRandom } from '../../src/kit/random.ts';
import { fastest, quantile, rounded, type Bench, type Figure } from './bench.ts';
import { clusteredPatient } from './patients.ts';
import { quickscore } from './quickscore.ts';

const network = compileNetwork(shippedAtlas());
const { regions } = network.atlas;

/** Drawings by the number of painted regions, spread evenly over each class. `runs`: the fastest of so many counts. */
const CLASSES = [
  { name: 'painted-3-8', least: 3, most: 8, drawings: 100, runs: 12 },
  { name: 'painted-9-15', least: 9, most: 15, drawings: 100, runs: 12 },
  { name: 'painted-16-24', least: 16, most: 24, drawings: 60, runs: 6 },
  { name: 'painted-25-35', least: 25, most: 35, drawings: 50, runs: 3 },
  { name: 'painted-36-44', least: 36, most: 44, drawings: 30, runs: 2 },
  { name: 'painted-45-70', least: 45, most: 70, drawings: 30, runs: 2 },
] as const;
type Class = (typeof CLASSES)[number];

const request = (painful: readonly number[]): Parameters<typeof localise>[1] => ({
  regions: painful.map((j) => ({ id: regions[j]!.id })),
  findings: [],
});

/** The drawings of one class. A patient stops growing at the number wanted, so that is drawn first. */
function drawingsOf({ least, most, drawings }: Class): readonly (readonly number[])[] {
  const random = seededRandom(11);
  return Array.from({ length: drawings }, () => {
    const wanted = least + Math.floor((most - least + 1) * random());
    return clusteredPatient(network, random, wanted, most).painful;
  });
}

const SHARES = [0.5, 0.95, 0.99] as const;

function percentiles(name: string, values: readonly number[], unit: string): readonly Figure[] {
  if (values.length === 0) return [];
  return SHARES.map((share) => ({
    name: `${name}/p${100 * share}`,
    value: rounded(quantile(values, share)),
    unit,
  }));
}

/**
 * All posteriors from the raw drawing, a plan made each time; the same with the plan at hand, as after a palpation or a
 * rating; the bars that follow the finger; and the whole ranking with every reason. In turn over all drawings, so that a
 * busy machine slows all alike; per drawing the fastest counts. Sampled drawings are counted and not timed.
 */
function ranking(drawings: Class): readonly Figure[] {
  const { name, least, runs } = drawings;
  const all = drawingsOf(drawings).map((painful) => request(painful));
  const exact = all.filter((asked) => network.solver.solve(observe(network, asked).question).error === 0);
  const parts = {
    posteriors: (asked: (typeof all)[number]): unknown => {
      const { question } = observe(network, asked);
      return network.solver.solve(question, planFor(network.solver.graph, question.painted));
    },
    again: (asked: (typeof all)[number]): unknown => network.solver.solve(observe(network, asked).question),
    bars: (asked: (typeof all)[number]): unknown => localise(network, asked, 'bars'),
    ...(least < 36 && { reasons: (asked: (typeof all)[number]): unknown => localise(network, asked) }),
  };
  const times = Object.entries(parts).map(([part, work]) => ({
    part,
    work,
    best: new Float64Array(exact.length).fill(Infinity),
  }));
  for (let run = 0; run < runs; run++)
    exact.forEach((asked, i) => {
      for (const { work, best } of times) best[i] = Math.min(best[i]!, 1000 * fastest(1, () => work(asked)));
    });
  return [
    {
      name: `localise/${name}/painted`,
      value: quantile(
        all.map((asked) => asked.regions.length),
        0.5,
      ),
      unit: 'regions, median',
    },
    ...times.flatMap(({ part, best }) => percentiles(`localise/${name}/${part}`, [...best], 'µs')),
    {
      name: `localise/${name}/sampled`,
      value: rounded(1 - exact.length / all.length),
      unit: 'share of drawings too wide to be exact',
    },
  ];
}

/** The two classes of a typical drawing together: the goal is 50 µs at the median. */
function typical(): readonly Figure[] {
  const asked = CLASSES.slice(0, 2)
    .flatMap(drawingsOf)
    .map((painful) => request(painful));
  const best = asked.map(() => Infinity);
  for (let run = 0; run < 12; run++)
    asked.forEach((one, i) => {
      const time = fastest(1, () => {
        const { question } = observe(network, one);
        return network.solver.solve(question, planFor(network.solver.graph, question.painted));
      });
      best[i] = Math.min(best[i]!, 1000 * time);
    });
  return percentiles('localise/typical/posteriors', best, 'µs, 3 to 15 regions; goal 50 at the median');
}

/** Bits of the largest table on the real atlas, and modelled operations. Locality decides everything. */
function widths(): readonly Figure[] {
  const painted = (keep: (id: string) => boolean): readonly number[] =>
    regions.flatMap(({ id }, j) => (keep(id) ? [j] : []));
  const sheets: readonly (readonly [string, readonly (readonly number[])[]])[] = [
    ...CLASSES.map((drawings) => [drawings.name, drawingsOf(drawings).slice(0, 40)] as const),
    ['one-side', [painted((id) => id.endsWith('-left'))]],
    ['whole-body', [painted(() => true)]],
  ];
  return sheets.flatMap(([name, drawings]) => {
    const plans = drawings.map((painful) => planFor(network.solver.graph, Int32Array.from(painful)));
    return [
      ...percentiles(
        `localise/width/${name}`,
        plans.map((p) => p.width),
        'bits',
      ),
      ...percentiles(
        `localise/cost/${name}`,
        plans.map((p) => p.cost),
        'modelled operations a level',
      ),
    ];
  });
}

/** Plain Quickscore (Heckerman 1989) in doubles on the same questions: one level of severity, since it has no mixture. */
function againstQuickscore(): readonly Figure[] {
  // Quickscore knows no exclusive causes: both sides get the muscles alone.
  const muscles = compileNetwork({ ...network.atlas, explanations: [] });
  return [4, 8, 12, 16].flatMap((painted) => {
    const random = seededRandom(13);
    const ratios: number[] = [];
    const times: number[] = [];
    let worst = 0;
    for (let i = 0; i < 5; i++) {
      const { painful } = clusteredPatient(muscles, random, painted, painted);
      const { question } = observe(muscles, request(painful));
      const one: Question = {
        ...question,
        lambda0: question.lambda0.map(() => 0),
        levels: question.levels.slice(1, 2),
      };
      const plan = muscles.solver.plan(one.painted);
      const ours = fastest(20, () => muscles.solver.solve(one, plan));
      const peer = fastest(painted < 12 ? 3 : 1, () => quickscore(muscles.solver.graph, one));
      const [a, b] = [muscles.solver.solve(one, plan).active, quickscore(muscles.solver.graph, one)];
      worst = Math.max(worst, ...a.map((p, k) => Math.abs(p - b[k]!)));
      ratios.push(peer / ours);
      times.push(1000 * ours);
    }
    const name = `localise/quickscore/${painted}`;
    return [
      {
        name: `${name}/time`,
        value: rounded(quantile(times, 0.5)),
        unit: 'µs',
        peer: 'quickscore',
        ratio: rounded(quantile(ratios, 0.5)),
      },
      {
        name: `${name}/peer-error`,
        value: worst,
        unit: 'largest error of a probability',
        peer: 'quickscore',
      },
    ];
  });
}

/** The most that is in use right after a ranking, with the collector run before each: network, tables and one ranking. */
function memory(): readonly Figure[] {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const atlas = shippedAtlas();
  const inUse = (): number => {
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
  collect();
  const before = inUse();
  const fresh = compileNetwork(atlas);
  const random = seededRandom(14);
  let peak = 0;
  for (let i = 0; i < 60; i++) {
    const asked = request(clusteredPatient(fresh, random, 3 + (i % 13), 15).painful);
    collect();
    localise(fresh, asked);
    peak = Math.max(peak, inUse() - before);
  }
  return [
    {
      name: 'localise/memory/typical',
      value: rounded(peak / 2 ** 20),
      unit: 'MiB in use after a ranking of 3 to 15 regions, network included, atlas not; goal 32',
    },
  ];
}

export const benches: readonly Bench[] = [
  // First: what others leave behind and is collected meanwhile would count against it.
  { name: 'localise/memory', run: memory },
  { name: 'localise/typical', run: typical },
  ...CLASSES.map((drawings) => ({ name: `localise/${drawings.name}`, run: () => ranking(drawings) })),
  { name: 'localise/width', run: () => widths().filter(({ name }) => name.startsWith('localise/width')) },
  { name: 'localise/cost', run: () => widths().filter(({ name }) => name.startsWith('localise/cost')) },
  { name: 'localise/quickscore', run: againstQuickscore },
];
