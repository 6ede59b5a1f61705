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

const CLASSES = [
  { name: 'typical', least: 3, most: 8, drawings: 60 },
  { name: 'middle', least: 9, most: 15, drawings: 40 },
  { name: 'large', least: 25, most: 40, drawings: 30 },
  { name: 'widespread', least: 45, most: 70, drawings: 12 },
] as const;

const request = (painful: readonly number[]): Parameters<typeof localise>[1] => ({
  regions: painful.map((j) => ({ id: regions[j]!.id })),
  findings: [],
});

/** All posteriors from the raw drawing, a plan made each time; and the same with the plan at hand. */
function ranking({ name, least, most, drawings }: (typeof CLASSES)[number]): readonly Figure[] {
  const random = seededRandom(11);
  const cold: number[] = [];
  const warm: number[] = [];
  const bars: number[] = [];
  const full: number[] = [];
  let sampled = 0;
  for (let i = 0; i < drawings; i++) {
    const asked = request(clusteredPatient(network, random, least, most).painful);
    const { question } = observe(network, asked);
    if (network.solver.solve(question).error > 0) {
      sampled++;
      continue;
    }
    const runs = least < 25 ? 12 : 3;
    cold.push(
      1000 *
        fastest(runs, () => {
          const fresh = observe(network, asked).question;
          return network.solver.solve(fresh, planFor(network.solver.graph, fresh.painted));
        }),
    );
    warm.push(1000 * fastest(runs, () => network.solver.solve(question)));
    bars.push(1000 * fastest(runs, () => localise(network, asked, 'bars')));
    if (least < 25) full.push(1000 * fastest(3, () => localise(network, asked)));
  }
  const figures = (part: string, times: readonly number[]): readonly Figure[] =>
    times.length === 0
      ? []
      : ([0.5, 0.95] as const).map((share) => ({
          name: `localise/${name}/${part}/p${100 * share}`,
          value: rounded(quantile(times, share)),
          unit: 'µs',
        }));
  return [
    ...figures('posteriors', cold),
    ...figures('again', warm),
    ...figures('bars', bars),
    ...figures('reasons', full),
    { name: `localise/${name}/sampled`, value: rounded(sampled / drawings), unit: 'share of drawings' },
  ];
}

/** Bits of the largest table on the real atlas, and modelled operations. Locality decides everything. */
function widths(): readonly Figure[] {
  return CLASSES.flatMap(({ name, least, most }) => {
    const random = seededRandom(12);
    const plans = Array.from({ length: 40 }, () =>
      network.solver.plan(Int32Array.from(clusteredPatient(network, random, least, most).painful)),
    );
    return ([0.5, 0.95, 1] as const).flatMap((share) => [
      {
        name: `localise/width/${name}/p${100 * share}`,
        value: quantile(
          plans.map((p) => p.width),
          share,
        ),
        unit: 'bits',
      },
      {
        name: `localise/cost/${name}/p${100 * share}`,
        value: rounded(
          quantile(
            plans.map((p) => p.cost),
            share,
          ),
        ),
        unit: 'operations',
      },
    ]);
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

/** Peak of the heap while typical drawings are ranked. */
function memory(): readonly Figure[] {
  const random = seededRandom(14);
  const asked = Array.from({ length: 200 }, () => request(clusteredPatient(network, random, 3, 8).painful));
  const before = process.memoryUsage();
  let peak = 0;
  for (const one of asked) {
    localise(network, one, 'bars');
    const now = process.memoryUsage();
    peak = Math.max(peak, now.heapUsed - before.heapUsed + now.arrayBuffers - before.arrayBuffers);
  }
  return [
    {
      name: 'localise/memory/typical',
      value: rounded(peak / 2 ** 20),
      unit: 'MiB above the loaded atlas, uncollected',
    },
  ];
}

export const benches: readonly Bench[] = [
  ...CLASSES.map((drawings) => ({ name: `localise/${drawings.name}`, run: () => ranking(drawings) })),
  { name: 'localise/width', run: widths },
  { name: 'localise/quickscore', run: againstQuickscore },
  { name: 'localise/memory', run: memory },
];
