import { agents } from '../../src/content/treat/agents.ts';
import { roomFor, totalDose, type Injection } from '../../src/core/treat/dose.ts';
import { seededRandom } from '../../src/kit/random.ts';
import { doseInMicrograms } from '../../test/reference/dose-micrograms.ts';
import { fastest, rounded, type Bench, type Figure } from './bench.ts';

const CASES = 20_000;
const STRENGTHS = ['0.1', '0.25', '0.5', '1', '2', '4'] as const;

interface Case {
  readonly weight: string;
  readonly written: readonly { agent: string; percent: string; millilitres: string }[];
  readonly injections: readonly Injection[];
}

/** Sessions of one to six sites, as clinicians write them. */
function sessions(): readonly Case[] {
  const random = seededRandom(7);
  const pick = <T>(list: readonly T[]): T => {
    const item = list[Math.floor(random() * list.length)];
    if (item === undefined) throw new Error('an empty list');
    return item;
  };
  return Array.from({ length: CASES }, () => {
    const written = Array.from({ length: 1 + Math.floor(random() * 6) }, () => ({
      agent: pick(agents).id,
      percent: pick(STRENGTHS),
      millilitres: ((1 + Math.floor(random() * 300)) / 20).toFixed(2),
    }));
    return {
      weight: ((300 + Math.floor(random() * 34_700)) / 100).toFixed(2),
      written,
      injections: written.map((w) => ({
        agent: w.agent,
        concentration: { value: Number(w.percent), unit: 'percent' as const },
        volume: Number(w.millilitres),
      })),
    };
  });
}

/** Sessions per second: the total, the room for one more site, and the second implementation in whole micrograms. */
function dose(): readonly Figure[] {
  const cases = sessions();
  const perSecond = (work: (one: Case) => unknown): number =>
    rounded(
      (CASES * 1000) /
        fastest(3, () => {
          for (const one of cases) work(one);
        }),
    );
  const next = { agent: 'lidocaine', concentration: { value: 1, unit: 'percent' } } as const;
  const ours = perSecond((c) => totalDose(c.injections, Number(c.weight), agents));
  const theirs = perSecond((c) => doseInMicrograms(c.written, c.weight, agents));
  const disagreements = cases.filter((c) => {
    const total = totalDose(c.injections, Number(c.weight), agents);
    const exact = doseInMicrograms(c.written, c.weight, agents);
    return !total.ok || BigInt(total.value.share) !== exact.partsPerMillion;
  }).length;
  return [
    {
      name: 'dose/total',
      value: ours,
      unit: 'sessions/s',
      peer: 'whole micrograms in big integers',
      ratio: rounded(ours / theirs),
    },
    {
      name: 'dose/room',
      value: perSecond((c) => roomFor(next, c.injections, Number(c.weight), agents)),
      unit: 'sessions/s',
    },
    { name: 'dose/disagreements', value: disagreements, unit: `of ${CASES} sessions` },
  ];
}

export const benches: readonly Bench[] = [{ name: 'dose', run: dose }];
