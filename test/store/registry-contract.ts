import { expect, test } from 'vitest';
import type { Answer } from '../../src/core/answer.ts';
import type { Actor, Clinic, Drawing, Findings, PartRecord } from '../../src/core/episode.ts';
import {
  NOTHING_EXAMINED,
  type Examination,
  type SecondExamination,
} from '../../src/core/examine/examination.ts';
import type { KeptVisit } from '../../src/core/learn/case.ts';
import type { AcceptedRates } from '../../src/core/localise/accepted-rates.ts';
import type { Sign } from '../../src/core/localise/request.ts';
import type { RatesDecision } from '../../src/core/rates-decision.ts';
import type { Instant } from '../../src/kit/time.ts';
import type { Records, Store } from '../../src/store/store.ts';
import { enrolled, oneOfEach } from './contract.ts';

type SecondFound = SecondExamination['found'][number];

/** A moment of one morning. */
const at = (minute: number): Instant => `2030-01-02T09:${String(minute).padStart(2, '0')}:00.000Z` as Instant;

const RECOGNISED = { site: 'temporalis-1-left', sign: 'recognised-pain', answer: 'present' } as const;

/** A patient with a visit: drawings and findings as given, each a version, at the minutes given. */
async function visited(
  records: Records,
  { clinic, actor, synthetic = false }: { clinic: Clinic; actor: Actor; synthetic?: boolean },
  drawn: readonly (readonly [minute: number, region: string])[],
  found: readonly (readonly [minute: number, findings: Findings['findings']])[],
): Promise<void> {
  const { patient, visit, drawing, findings } = oneOfEach(clinic, actor);
  await records.save({ ...patient, ...(synthetic ? { synthetic: true } : {}) });
  await records.save(visit);
  const timed = [
    ...drawn.map(([minute, id], n) => ({ ...drawing, version: n + 1, at: at(minute), regions: [{ id }] })),
    ...found.map(([minute, list], n) => ({ ...findings, version: n + 1, at: at(minute), findings: list })),
  ];
  for (const record of timed) expect(await records.save(record)).toBe('saved');
}

const all = async (records: Records, shuffle = 's'): Promise<readonly KeptVisit[]> => {
  const visits: KeptVisit[] = [];
  for await (const visit of records.keptVisits(shuffle)) visits.push(visit);
  return visits;
};

const regionsOf = (drawing: Drawing | undefined): string =>
  drawing?.regions.map((r) => r.id).join() ?? 'none';

/** What learning reads of a store. */
export function registryContract(store: () => Store): void {
  test('a visit is read with the drawing as it stood when palpation began, whatever was drawn later', async () => {
    const who = await enrolled(store());
    const other = await enrolled(store());
    await store().transaction(other.clinic.id, (records) =>
      visited(records, other, [[0, 'elsewhere']], [[1, [RECOGNISED]]]),
    );
    await store().transaction(who.clinic.id, async (records) => {
      const unknown = { ...RECOGNISED, answer: 'unknown' } as const;
      const drawings = [
        [0, 'first'],
        [2, 'second'],
        [4, 'third'],
      ] as const;
      // An answer of `unknown` is no palpation: the hand was not there yet.
      await visited(records, who, drawings, [
        [1, [unknown]],
        [3, [RECOGNISED]],
        [5, []],
      ]);
      const [only, ...rest] = await all(records);
      expect(rest).toEqual([]);
      expect(regionsOf(only?.drawing)).toBe('second');
      expect(only?.findings?.version).toBe(3);
      expect(only?.synthetic).toBeUndefined();
    });
  });

  test('what was drawn only after palpation, never palpated, or invented is told apart', async () => {
    const who = await enrolled(store());
    await store().transaction(who.clinic.id, async (records) => {
      await visited(records, who, [[2, 'late']], [[1, [RECOGNISED]]]);
      await visited(records, who, [[1, 'same-moment']], [[1, [RECOGNISED]]]);
      await visited(records, who, [[1, 'never']], []);
      await visited(records, { ...who, synthetic: true }, [[1, 'invented']], [[2, [RECOGNISED]]]);
      const said = (await all(records)).map(
        ({ drawing, findings, synthetic }) =>
          `${regionsOf(drawing)} ${findings?.findings.length ?? 'unasked'}${synthetic === true ? ' invented' : ''}`,
      );
      expect([...said].sort()).toEqual(['invented 1 invented', 'none 1', 'none unasked', 'same-moment 1']);
    });
  });

  test('more visits than are read at once all come, once each, in an order that another shuffle changes', async () => {
    const who = await enrolled(store());
    const count = 230;
    await store().transaction(who.clinic.id, async (records) => {
      for (let n = 0; n < count; n++) await visited(records, who, [[0, `r${n}`]], [[1, [RECOGNISED]]]);
    });
    const read = (shuffle: string): Promise<readonly string[]> =>
      store().transaction(who.clinic.id, async (records) =>
        (await all(records, shuffle)).map(({ drawing }) => regionsOf(drawing)),
      );
    const [one, same, two] = [await read('a'), await read('a'), await read('b')];
    const byNumber = (a: string, b: string): number => Number(a.slice(1)) - Number(b.slice(1));
    expect([...one].sort(byNumber)).toEqual(Array.from({ length: count }, (_, n) => `r${n}`));
    expect(same).toEqual(one);
    expect(two).not.toEqual(one);
    expect([...two].sort(byNumber)).toEqual([...one].sort(byNumber));
  });

  test('two examiners are counted by sign over all visits, each blind to the other', async () => {
    const who = await enrolled(store());
    const other = await enrolled(store());
    const twice = async (
      records: Records,
      { clinic, actor, synthetic = false }: typeof who & { synthetic?: boolean },
      first: readonly (readonly [minute: number, findings: Findings['findings']])[],
      second: readonly (readonly [minute: number, body: Examination['second']])[],
    ): Promise<void> => {
      const { patient, visit, findings, background } = oneOfEach(clinic, actor);
      await records.save({ ...patient, ...(synthetic ? { synthetic: true } : {}) });
      await records.save(visit);
      const { patientId, clinicId, by } = background;
      const kept = { id: visit.id, visitId: visit.id, patientId, clinicId, by };
      const versions = [
        ...first.map(([m, list], n) => ({ ...findings, version: n + 1, at: at(m), findings: list })),
        ...second.map(([m, body], n): PartRecord<'examination'> => ({
          kind: 'examination',
          ...kept,
          version: n + 1,
          at: at(m),
          body: { ...NOTHING_EXAMINED, ...(body === undefined ? {} : { second: body }) },
        })),
      ];
      for (const record of versions) expect(await records.save(record)).toBe('saved');
    };
    const found = (site: string, sign: Sign, answer: Answer) => ({ site, sign, answer });
    const by = (isDone: boolean, ...list: readonly SecondFound[]) => ({ examiner: 'B', found: list, isDone });
    await store().transaction(other.clinic.id, (records) =>
      twice(
        records,
        other,
        [[1, [found('a', 'taut-band', 'present')]]],
        [[2, by(true, { site: 'a', sign: 'taut-band', answer: 'present' })]],
      ),
    );
    await store().transaction(who.clinic.id, async (records) => {
      expect(await records.doubleExaminations()).toEqual([]);
      // Both, first only; unknown is no answer; a further sign has no rates; a site that only one answered is no pair.
      await twice(
        records,
        who,
        [
          [
            1,
            [
              found('a', 'taut-band', 'present'),
              found('b', 'taut-band', 'present'),
              found('c', 'taut-band', 'unknown'),
              found('a', 'recognised-pain', 'absent'),
            ],
          ],
        ],
        [
          [2, by(false, { site: 'a', sign: 'taut-band', answer: 'absent' })],
          [
            3,
            by(
              true,
              { site: 'a', sign: 'taut-band', answer: 'present' },
              { site: 'b', sign: 'taut-band', answer: 'absent' },
              { site: 'c', sign: 'taut-band', answer: 'absent' },
              { site: 'd', sign: 'taut-band', answer: 'absent' },
              { site: 'a', sign: 'nodule', answer: 'present' },
              { site: 'a', sign: 'recognised-pain', answer: 'present' },
            ),
          ],
        ],
      );
      // What either changed after having seen the other's answers does not count.
      await twice(
        records,
        who,
        [
          [1, [found('a', 'taut-band', 'absent')]],
          [4, [found('a', 'taut-band', 'present')]],
        ],
        [
          [2, by(true, { site: 'a', sign: 'taut-band', answer: 'absent' })],
          [3, by(false, { site: 'a', sign: 'taut-band', answer: 'absent' })],
          [5, by(true, { site: 'a', sign: 'taut-band', answer: 'present' })],
        ],
      );
      // Never done, nothing of the first kept by then, and invented.
      const one = { site: 'a', sign: 'taut-band', answer: 'present' } as const;
      await twice(records, who, [[1, [one]]], [[2, by(false, one)]]);
      await twice(records, who, [[3, [one]]], [[2, by(true, one)]]);
      await twice(records, { ...who, synthetic: true }, [[1, [one]]], [[2, by(true, one)]]);
      expect(await records.doubleExaminations()).toEqual([
        { sign: 'recognised-pain', table: [0, 0, 1, 0], visits: 1 },
        { sign: 'taut-band', table: [1, 1, 0, 1], visits: 2 },
      ]);
    });
  });

  test('decisions about rates are kept in order and to the bit, follow one another, and are one clinic’s', async () => {
    const who = await enrolled(store());
    const other = await enrolled(store());
    const rates: AcceptedRates = {
      name: 'own-2030-01-02-0123abcd',
      from: '5',
      signs: [
        {
          sign: 'taut-band',
          active: 0.1 + 0.2,
          latent: 2 / 3,
          none: 1e-3 / 3,
          pairs: 60,
          visits: 12,
          kappa: 0.7 - 0.1,
        },
      ],
    };
    const first: RatesDecision = { number: 1, rates, by: who.actor.id, name: 'Clinician', at: at(1) };
    const back: RatesDecision = { number: 2, by: who.actor.id, name: 'Clinician', at: at(2) };
    await store().transaction(who.clinic.id, async (records) => {
      expect(await records.ratesDecisions()).toEqual([]);
      expect(await records.decideRates(back)).toBe('conflict');
      expect(await records.decideRates(first)).toBe('saved');
      expect(await records.decideRates(first)).toBe('conflict');
      expect(await records.decideRates(back)).toBe('saved');
    });
    await store().transaction(who.clinic.id, async (records) =>
      expect(await records.ratesDecisions()).toEqual([first, back]),
    );
    await store().transaction(other.clinic.id, async (records) =>
      expect(await records.ratesDecisions()).toEqual([]),
    );
  });
}
