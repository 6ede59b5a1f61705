import { agents } from '../../src/content/treat/agents.ts';
import { roomFor, totalDose, WHOLE, type Injection } from '../../src/core/treat/dose.ts';
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
      name: 'dose/speed/total',
      value: ours,
      unit: 'sessions/s',
      peer: 'whole micrograms in big integers',
      ratio: rounded(ours / theirs),
    },
    {
      name: 'dose/speed/room',
      value: perSecond((c) => roomFor(next, c.injections, Number(c.weight), agents)),
      unit: 'sessions/s',
    },
    { name: 'dose/speed/disagreements', value: disagreements, unit: `of ${CASES} sessions` },
  ];
}

/** Sessions over which the properties are held; the tests hold them over thousands. */
const MANY = 1_000_000;

/** How often a property fails over a million generated sessions: each must be zero. */
function properties(): readonly Figure[] {
  const random = seededRandom(20_261_128);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const one = (): Injection => ({
    agent: pick(agents).id,
    concentration: { value: Number(pick(STRENGTHS)), unit: 'percent' },
    volume: (1 + Math.floor(random() * 300)) / 20,
  });
  const share = (given: readonly Injection[], weight: number): number => {
    const total = totalDose(given, weight, agents);
    if (!total.ok) throw new Error(JSON.stringify(total.error));
    return total.value.share;
  };
  const broken = { 'above the cap': 0, 'not monotone': 0, 'not additive': 0, 'not unit-invariant': 0 };
  let withRoom = 0;
  for (let n = 0; n < MANY; n++) {
    const given = Array.from({ length: 1 + Math.floor(random() * 6) }, one);
    const next = one();
    const weight = (300 + Math.floor(random() * 34_700)) / 100;
    const before = share(given, weight);
    if (share([...given, next], weight) < before || share(given, Math.min(350, weight + 1)) > before)
      broken['not monotone']++;
    const halves = given.flatMap((i) => [i, i].map((half) => ({ ...half, volume: half.volume / 2 })));
    if (share(halves.reverse(), weight) !== before) broken['not additive']++;
    const other = given.map((i, k) => ({
      ...i,
      concentration:
        k % 2 === 0
          ? { value: i.concentration.value * 10, unit: 'mg/mL' as const }
          : { value: i.concentration.value * 10_000, unit: 'mcg/mL' as const },
    }));
    if (share(other, weight) !== before) broken['not unit-invariant']++;
    const room = roomFor(next, given, weight, agents);
    if (!room.ok || room.value === undefined || room.value === 0) continue;
    withRoom++;
    if (share([...given, { ...next, volume: Math.min(room.value, 199) }], weight) > WHOLE)
      broken['above the cap']++;
  }
  return [
    ...Object.entries(broken).map(([name, value]) => ({
      name: `dose/properties/${name}`,
      value,
      unit: `of ${MANY} sessions`,
    })),
    { name: 'dose/properties/with room', value: withRoom, unit: `of ${MANY} sessions` },
  ];
}

/** What is given, how fast it is added up, and what holds over a million sessions. */
export const benches: readonly Bench[] = [
  { name: 'dose/speed', run: dose },
  { name: 'dose/properties', run: properties },
];
