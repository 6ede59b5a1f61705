import { expect, test } from 'vitest';
import type { Actor, Clinic, Drawing, Findings } from '../../src/core/episode.ts';
import type { KeptVisit } from '../../src/core/learn/case.ts';
import type { Instant } from '../../src/kit/time.ts';
import type { Records, Store } from '../../src/store/store.ts';
import { enrolled, oneOfEach } from './contract.ts';

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
}
