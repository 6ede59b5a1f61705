import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shippedAtlas } from '../../src/content/atlas/load.ts';
import { allGains } from '../../src/core/localise/gain-table.ts';
import { compiledRunner } from '../../src/core/localise/inference/compiled.ts';
import { Eliminator } from '../../src/core/localise/inference/eliminate.ts';
import { sample } from '../../src/core/localise/inference/gibbs.ts';
import { planFor, type Plan } from '../../src/core/localise/inference/plan.ts';
import type { Question } from '../../src/core/localise/inference/question.ts';
import { pose } from '../../src/core/localise/inference/solver.ts';
import { compileNetwork, type Network } from '../../src/core/localise/network.ts';
import { observe } from '../../src/core/localise/observe.ts';
import { seededRandom } from '../../src/kit/random.ts';
import { byChart, byInformation, errorsAfter } from '../validate/accuracy.ts';
import { patients, reliability, withStrengths } from '../validate/calibration.ts';
import { drawnBy, HANDS, honesty } from '../validate/hands.ts';
import { beliefPropagation } from './belief.ts';
import { fastest, quantile, rounded, type Bench, type Figure } from './bench.ts';
import { benches as drawing } from './drawing.bench.ts';
import { exactQuickscore } from './exact.ts';
import { clusteredPatient } from './patients.ts';
import { benches as peers } from './peers.bench.ts';
import { quickscore } from './quickscore.ts';

/*
 * The fourteen target ratios, one bench each; the goal is in the unit. All on the real atlas. What other programs are
 * needed for, and how far the figures can be trusted, is in docs/peers.md.
 */

const network = compileNetwork(shippedAtlas());
const muscles = compileNetwork({ ...network.atlas, explanations: [] });

const questionOf = (net: Network, painful: readonly number[]): Question =>
  observe(net, { regions: painful.map((j) => ({ id: net.atlas.regions[j]!.id })), findings: [] }).question;

/** Muscles alone, hard paint, one level: what peers can say. */
function plain(painful: readonly number[]): Question {
  const question = questionOf(muscles, painful);
  return { ...question, lambda0: question.lambda0.map(() => 0), levels: question.levels.slice(1, 2) };
}

const drawings = (net: Network, n: number, least: number, most: number): readonly (readonly number[])[] => {
  const random = seededRandom(1000 + least);
  return Array.from({ length: n }, () => clusteredPatient(net, random, least, most).painful);
};

const target = (number: number, rest: Omit<Figure, 'name'> & { readonly of: string }): Figure => {
  const { of, ...figure } = rest;
  return { name: `localise/target-${String(number).padStart(2, '0')}/${of}`, ...figure };
};

/** 1 and 2 need libDAI, which nobody can install from here: say so instead of nothing. */
function againstLibdai(): readonly Figure[] {
  return [1, 2].map((n) =>
    target(n, {
      of: 'not-measured',
      value: NaN,
      unit: 'needs libDAI built by hand: docs/peers.md',
      peer: 'libDAI',
    }),
  );
}

/** What the C is compiled for: everything this machine has, and the 128-bit vectors that WebAssembly has too. */
const MACHINES = [
  { name: 'native', flags: ['-march=native'], twin: 'goal at most 4', wasm: 'goal at most 1.5' },
  {
    name: 'sse2',
    flags: ['-march=x86-64'],
    twin: 'for comparison',
    wasm: 'vectors as wide as those of WebAssembly',
  },
] as const;

/** 4: the same operations in TypeScript, in WebAssembly and compiled for this machine. */
function againstNative(): readonly Figure[] {
  const folder = mkdtempSync(join(tmpdir(), 'native-'));
  const source = join(import.meta.dirname, 'native.c');
  const figures = MACHINES.flatMap((machine): readonly Figure[] => {
    const program = join(folder, machine.name);
    const flags = ['-O3', ...machine.flags, '-ffp-contract=off', '-w', '-o', program, source];
    const built = ['clang', 'cc', 'gcc'].some((cc) => spawnSync(cc, flags).status === 0);
    if (!built)
      return [target(4, { of: `${machine.name}/not-measured`, value: NaN, unit: 'needs a C compiler' })];
    return [27, 40].flatMap((size) => {
      const ratios = drawings(network, 6, size, size).flatMap((painful) =>
        timesNative(program, folder, painful),
      );
      const median = (of: 'twin' | 'wasm'): number =>
        rounded(
          quantile(
            ratios.map((r) => r[of]),
            0.5,
          ),
        );
      const peer = `C -O3 ${machine.flags.join(' ')}`;
      return (['twin', 'wasm'] as const).map((of) =>
        target(4, {
          of: `${machine.name}/${of === 'twin' ? 'typescript' : 'wasm'}/${size}`,
          value: median(of),
          unit: `times C; ${machine[of]}`,
          peer,
        }),
      );
    });
  });
  rmSync(folder, { recursive: true });
  return figures;
}

/** How many times as long as the program both runners take for one drawing; nothing when it is too wide. */
function timesNative(
  program: string,
  folder: string,
  painful: readonly number[],
): readonly { readonly twin: number; readonly wasm: number }[] {
  const question = questionOf(network, painful);
  const plan = network.solver.plan(question.painted);
  if (!plan.isRunnable || plan.cost > 2e7) return [];
  const repeats = plan.cost > 2e6 ? 5 : 30;
  const file = join(folder, 'job');
  writeFileSync(file, jobOf(question, plan, repeats));
  const native = Number(spawnSync(program, [file], { encoding: 'utf8' }).stdout);
  const time = (runner: Eliminator | NonNullable<ReturnType<typeof compiledRunner>>): number => {
    const space = runner.reserve(plan, 3);
    pose(question, plan, space);
    return 1000 * fastest(repeats, () => runner.run(plan, space));
  };
  const compiled = compiledRunner(network.solver.graph);
  return [
    { twin: time(new Eliminator()) / native, wasm: compiled === undefined ? NaN : time(compiled) / native },
  ];
}

/** A question as `native.c` reads it. */
function jobOf(question: Question, plan: Plan, repeats: number): Uint8Array {
  const lanes = 4;
  const space = new Eliminator().reserve(plan, question.levels.length);
  pose(question, plan, space);
  const padded = (values: Float64Array, n: number): Float64Array =>
    Float64Array.from({ length: lanes * n }, (_, k) => {
      const level = Math.min(k % lanes, space.levels - 1);
      return values[Math.floor(k / lanes) * space.stride + level]!;
    });
  const { causes, links, painted, starts, slotStarts, slots, singles, code } = plan;
  const header = Int32Array.of(
    painted.length,
    links.length,
    causes.length,
    starts.length,
    slotStarts.length - 1,
    singles.length / 3,
    plan.arena,
    plan.none,
    plan.one,
    Math.ceil(1.25 * plan.scratch) + 64,
    code.length,
    slots.length,
    repeats,
    0,
  );
  const parts: readonly (Int32Array | Float64Array)[] = [
    ...[header, code, starts, slotStarts, slots, singles],
    ...[padded(space.w0, causes.length), padded(space.w1, causes.length), space.off, space.on],
    ...[space.lambda0, space.lambda1, space.leak0, space.leak1, padded(space.idle, 1)],
  ];
  return Buffer.concat(parts.map((p) => new Uint8Array(p.buffer, p.byteOffset, p.byteLength)));
}

const worst = (a: Float64Array, b: Float64Array): number =>
  a.reduce((w, p, i) => Math.max(w, Math.abs(p - b[i]!)), 0);

/** 5 and 6: errors against 1,200-bit arithmetic, ours and those of Quickscore in doubles. */
function errors(): readonly Figure[] {
  const ours: number[] = [];
  const theirs: number[] = [];
  for (const painful of [...drawings(muscles, 3, 8, 8), ...drawings(muscles, 3, 12, 12)]) {
    const question = plain(painful);
    const truth = exactQuickscore(muscles.solver.graph, question);
    ours.push(worst(muscles.solver.solve(question).active, truth));
    if (painful.length >= 12) theirs.push(worst(quickscore(muscles.solver.graph, question), truth));
  }
  const own = Math.max(...ours);
  return [
    target(5, {
      of: 'error',
      value: own,
      unit: 'largest error of a probability, 8 and 12 regions; goal at most 1e-12',
      peer: '1,200-bit Quickscore',
    }),
    target(6, {
      of: 'error-ratio',
      value: rounded(Math.min(...theirs) / own),
      unit: 'smallest error of Quickscore in doubles at 12 regions over our largest; goal at least 1e10',
      peer: 'Quickscore in doubles',
    }),
  ];
}

/** 7: how long Gibbs takes to 0.005, from its error after 10,000 sweeps, which falls as the root of their number. */
function againstGibbs(): readonly Figure[] {
  const ratios = drawings(network, 4, 25, 30).flatMap((painful) => {
    const question = questionOf(network, painful);
    const exact = network.solver.solve(question);
    if (exact.error > 0) return [];
    const ours = fastest(5, () =>
      network.solver.solve(question, planFor(network.solver.graph, question.painted)),
    );
    let found = exact.active;
    const time = fastest(1, () => (found = sample(network.solver.graph, question, 10_000).active));
    return [(time * (worst(found, exact.active) / 5e-3) ** 2) / ours];
  });
  return [
    target(7, {
      of: 'gibbs',
      value: rounded(quantile(ratios, 0.5)),
      unit: 'times as long to an error of 0.005, 25 to 30 regions; goal at least 5,000',
      peer: 'Gibbs sampling',
      ratio: rounded(quantile(ratios, 0.5)),
    }),
  ];
}

/** 8: loopy belief propagation, which is not even right. */
function againstBeliefs(): readonly Figure[] {
  return (
    [
      [3, 8, 'S'],
      [10, 20, 'M'],
      [25, 35, 'L'],
      [36, 44, 'X'],
    ] as const
  ).map(([least, most, name]) => {
    const found = drawings(muscles, 6, least, most).map((painful) => {
      const question = plain(painful);
      const { graph } = muscles.solver;
      const ours = fastest(5, () => muscles.solver.solve(question, planFor(graph, question.painted)));
      let beliefs = new Float64Array(0);
      const theirs = fastest(
        5,
        () => (beliefs = beliefPropagation(graph, question) as Float64Array<ArrayBuffer>),
      );
      return { share: ours / theirs, error: worst(beliefs, muscles.solver.solve(question).active) };
    });
    return target(8, {
      of: `beliefs/${name}`,
      value: rounded(
        quantile(
          found.map((f) => f.share),
          0.5,
        ),
      ),
      unit: `times converged loopy belief propagation, whose largest error is ${rounded(Math.max(...found.map((f) => f.error)))}; goal at most 1.2 up to L`,
      peer: 'loopy belief propagation',
    });
  });
}

/** 9 and 10: what comes with the posteriors. */
function following(): readonly Figure[] {
  const shares: number[] = [];
  const links: number[] = [];
  for (const painful of drawings(network, 20, 25, 35)) {
    const question = questionOf(network, painful);
    const posterior = network.solver.solve(question);
    if (posterior.error > 0) continue;
    const alone = fastest(5, () => network.solver.solve(question));
    const both = fastest(5, () => network.solver.solve(question).link);
    const out = new Float64Array(network.atlas.sites.length);
    shares.push(
      fastest(300, () => {
        allGains(network.gains, posterior.active, out);
      }) / alone,
    );
    links.push(both / alone);
  }
  return [
    target(9, {
      of: 'gains',
      value: rounded(quantile(shares, 0.5)),
      unit: 'share of the inference they follow, all sites, 25 to 35 regions; goal at most 0.01',
    }),
    target(10, {
      of: 'links',
      value: rounded(quantile(links, 0.5)),
      unit: 'times posteriors alone: one pass makes both; goal at most 1.5',
    }),
  ];
}

/** 11: palpations by information against a look-up chart. */
function palpations(): readonly Figure[] {
  const drawn = patients(network, seededRandom(511), 100);
  const after = (choose: typeof byInformation, n: number): number =>
    errorsAfter(network, drawn, { choose, palpations: n, random: seededRandom(512) })[n]!;
  const [informed, chart] = [after(byInformation, 4), after(byChart, 12)];
  return [
    target(11, {
      of: 'palpations',
      value: rounded(informed / chart),
      unit: `expected errors after 4 by information (${rounded(informed)}) over 12 by chart (${rounded(chart)}), 100 patients; goal at most 1.01`,
      peer: 'a look-up chart',
    }),
  ];
}

/** 12: whether it means what it says, and whether that test would notice. */
function calibration(): readonly Figure[] {
  // Hard paint and nothing forgotten: then the simulation and the model are one.
  const zero = { ...network.parameters.omission, value: 0 };
  const steady = compileNetwork(network.atlas, {
    ...network.parameters,
    omission: zero,
    spill: zero,
    stray: zero,
    smear: zero,
  });
  const drawn = patients(steady, seededRandom(521), 8000);
  const planted = withStrengths(steady, (w) => 0.95 * w);
  return [
    target(12, {
      of: 'self-calibration',
      value: rounded(reliability(steady, drawn).chiSquare()),
      unit: 'χ² over 14 bins, 8,000 patients; goal below 36',
    }),
    target(12, {
      of: 'planted-error',
      value: rounded(reliability(planted, drawn.slice(0, 2000)).chiSquare()),
      unit: 'χ² with strengths 5 % too low, 2,000 patients; goal above 36',
    }),
  ];
}

/** 13: two drawings by careless hands. */
function twoDrawings(): readonly Figure[] {
  return HANDS.map((hand, k) => {
    const drawn = drawnBy(hand, network, seededRandom(530 + k), 1500);
    const {
      said,
      true: found,
      times,
    } = honesty(
      network,
      drawn.map(({ patient, twice: request }) => ({ patient, request })),
      0.8,
    );
    return target(13, {
      of: `two-drawings/${hand.name.replaceAll(/[^a-z]+/gi, '-')}`,
      value: rounded(100 * (said - found)),
      unit: `points said above true where more than 80 % is said (${times} times); goal at most 3`,
    });
  });
}

/** 3 and 14 are measured elsewhere too: the same figures under the target's number. */
async function renamed(
  from: readonly Bench[],
  prefix: string,
  number: number,
  goal: string,
): Promise<readonly Figure[]> {
  const lists: (readonly Figure[])[] = [];
  for (const bench of from) if (bench.name.startsWith(prefix)) lists.push(await bench.run());
  return lists
    .flat()
    .map(({ name, ...figure }) => target(number, { ...figure, of: name, unit: `${figure.unit}; ${goal}` }));
}

const BY_NUMBER: readonly (readonly [number, Bench['run']])[] = [
  [1, () => againstLibdai().slice(0, 1)],
  [2, () => againstLibdai().slice(1)],
  [3, () => renamed(peers, 'peers/bayesjs', 3, 'goal ratio at least 20,000 at 3 regions')],
  [4, againstNative],
  [5, () => errors().slice(0, 1)],
  [6, () => errors().slice(1)],
  [7, againstGibbs],
  [8, againstBeliefs],
  [9, () => following().slice(0, 1)],
  [10, () => following().slice(1)],
  [11, palpations],
  [12, calibration],
  [13, twoDrawings],
  [14, () => renamed(drawing, 'drawing/', 14, 'goals: lasso ratio 250, segment 2 µs, error 0.01')],
];

export const benches: readonly Bench[] = BY_NUMBER.map(([number, run]) => ({
  name: `localise/target-${String(number).padStart(2, '0')}`,
  run,
}));
