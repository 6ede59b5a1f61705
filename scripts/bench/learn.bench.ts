import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { shippedAtlas } from '../../src/content/atlas/load.ts';
import { estimate } from '../../src/core/learn/estimate.ts';
import { simulateExamination, simulatePatient } from '../../src/core/learn/simulate.ts';
import { addCase, emptyStatistics } from '../../src/core/learn/statistics.ts';
import { compileNetwork } from '../../src/core/localise/network.ts';
import type { LocaliseRequest } from '../../src/core/localise/request.ts';
import { seededRandom, type Random } from '../../src/kit/random.ts';
import { fastest, quantile, rounded, type Bench, type Figure } from './bench.ts';
import { clusteredPatient } from './patients.ts';

const network = compileNetwork(shippedAtlas());
const idOf = (j: number): string => network.atlas.regions[j]!.id;

/** The expectation step of one record, its plan made anew. In turn over all, as a registry does; the fastest of each counts. */
function record(): readonly Figure[] {
  const random = seededRandom(16);
  const sums = emptyStatistics(network);
  const records = Array.from({ length: 300 }, (): LocaliseRequest => {
    const regions = clusteredPatient(network, random, 5 + Math.floor(11 * random()), 15).painful.map(idOf);
    return { regions: regions.map((id) => ({ id })), findings: [] };
  });
  const best = new Float64Array(records.length).fill(Infinity);
  for (let round = 0; round < 8; round++)
    records.forEach((request, i) => {
      // Hardly two records of a registry are painted alike.
      network.solver.forget();
      best[i] = Math.min(
        best[i]!,
        fastest(1, () => addCase(sums, network, request)),
      );
    });
  return [
    {
      name: 'learn/record',
      value: rounded(quantile([...best], 0.5)),
      unit: 'ms a record and core, 5 to 15 regions; goal 0.25',
    },
    {
      name: 'learn/record/mean',
      value: rounded(best.reduce((sum, t) => sum + t, 0) / best.length),
      unit: 'ms a record and core, 5 to 15 regions, mean',
    },
  ];
}

/** Most regions of a streamed case. A wide one takes as long as thousands of others: see `localise/large`. */
const MOST_REGIONS = 20;

/** Patients of the model, palpated where they are active, who hurt in at most so many regions. */
function simulated(random: Random): LocaliseRequest {
  for (;;) {
    const patient = simulatePatient(network, random);
    const regions = network.atlas.regions
      .filter((_, j) => patient.painful[j] === 1)
      .map(({ id }) => ({ id }));
    if (regions.length === 0 || regions.length > MOST_REGIONS) continue;
    const site = network.atlas.sites.findIndex((_, i) => patient.active[i] === 1);
    return { regions, findings: site < 0 ? [] : simulateExamination(network, patient, site, random) };
  }
}

/** CASES records, one after another and then forgotten: time, and whether memory grows. */
function stream(): readonly Figure[] {
  const cases = Number(process.env['CASES'] ?? 20_000);
  const tenth = Math.max(1, Math.floor(cases / 10));
  const random = seededRandom(18);
  const collect = collector();
  let sums = emptyStatistics(network);
  let busy = 0;
  let peak = 0;
  const kept: number[] = [];
  for (let n = 1; n <= cases; n++) {
    const request = simulated(random);
    const from = process.cpuUsage();
    sums = addCase(sums, network, request);
    const { user, system } = process.cpuUsage(from);
    busy += user + system;
    if (n % 1000 === 0) peak = Math.max(peak, process.memoryUsage.rss());
    if (n % tenth === 0) kept.push(inUseAfter(collect));
  }
  const counted = sums.cases;
  const learned = fastest(3, () => estimate(network, sums));
  const all = `${cases} cases of at most ${MOST_REGIONS} regions`;
  return [
    {
      name: 'learn/stream/record',
      value: rounded(busy / 1000 / cases),
      unit: `ms of processor a record, ${all}`,
    },
    { name: 'learn/stream/counted', value: counted, unit: 'records that counted' },
    {
      name: 'learn/stream/peak',
      value: rounded(peak / 2 ** 20),
      unit: 'MiB resident at most, atlas and program included',
    },
    {
      name: 'learn/stream/kept',
      value: rounded(kept[0]! / 2 ** 20),
      unit: 'MiB in use after a tenth of the cases, rubbish collected',
    },
    {
      name: 'learn/stream/growth',
      value: rounded((Math.max(...kept.slice(1)) - kept[0]!) / 2 ** 20),
      unit: 'MiB more in use after any later tenth: memory is bounded',
    },
    {
      name: 'learn/stream/estimate',
      value: rounded(learned),
      unit: 'ms for the maximisation step, whatever the number of cases',
    },
  ];
}

function collector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}

function inUseAfter(collect: () => void): number {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

export const benches: readonly Bench[] = [
  { name: 'learn/record', run: record },
  { name: 'learn/stream', run: stream },
];
