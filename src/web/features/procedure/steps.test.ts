import { describe, expect, test } from 'vitest';
import { rules } from '../../../content/decide/rules.ts';
import { medicines } from '../../../content/decide/medicines.ts';
import { agents } from '../../../content/treat/agents.ts';
import { depths } from '../../../content/treat/depths.ts';
import { shippedAtlas } from '../../../content/atlas/load.ts';
import type { Site } from '../../../core/atlas/muscle.ts';
import { contextOf, type Around } from '../../../core/treat/hold-procedure.ts';
import type { KeptProcedure } from '../../../core/treat/kept-procedure.ts';
import { TIME_OUT_CHECKS } from '../../../core/treat/procedure.ts';
import type { Day, Instant } from '../../../kit/time.ts';
import { refusalOf } from './refusals.ts';
import { findSites } from './site-finder.view.tsx';
import { begin, isBegun, isSiteDone, patch, patchSite, setupLacks, withoutSite, withSite } from './steps.ts';

const atlas = shippedAtlas();
const sites = new Map(atlas.sites.map((s) => [s.id, s] as const));
const site = (id: string): Site => {
  const found = sites.get(id);
  if (found === undefined) throw new Error(`no site ${id}`);
  return found;
};
const DAY = '2026-03-02' as Day;
const AT = '2026-03-02T10:00:00.000Z' as Instant;
const who = { day: DAY, operator: { name: 'Dr A', credential: 'physician' } };

const ready = (ml = 1): KeptProcedure => ({
  ...begin('injection', who),
  setup: {
    prepared: [
      {
        agent: 'lidocaine',
        concentration: { value: 1, unit: 'percent' },
        volume: ml,
        lot: 'L1',
        expiry: '2027-01-31' as Day,
      },
    ],
    needle: { gauge: 25, length: 25 },
    skinPreparation: 'alcohol',
  },
});
const around = (weight?: number): Around => ({
  sites,
  agents,
  depths,
  rules,
  medicines,
  background: weight === undefined ? {} : { weights: [{ value: weight, day: DAY }] },
  others: [],
});
const refusal = (kept: KeptProcedure, next: string, weight = [70]) =>
  refusalOf(kept, site(next), contextOf(kept.procedure, around(weight[0])), agents);

describe('a procedure that begins', () => {
  test('answers nothing for anybody', () => {
    for (const kind of ['injection', 'dry-needling', 'manual', 'electrical'] as const) {
      const { procedure } = begin(kind, who);
      expect(isBegun(procedure)).toBe(false);
      expect(Object.keys(procedure)).not.toContain('adverse');
      expect(Object.keys(procedure)).not.toContain('consent');
    }
  });

  test('is begun with consent, all four parts of the time-out, and the pain before', () => {
    const whole = patch(begin('manual', who), {
      consent: { version: 'C-1', signed: AT, by: 'Blue' },
      timeOut: { at: AT, checked: [...TIME_OUT_CHECKS] },
      before: { scale: 'NPRS now', value: 0 },
    });
    expect(isBegun(whole.procedure)).toBe(true);
    expect(isBegun(patch(whole, { before: undefined }).procedure)).toBe(false);
    expect(isBegun(patch(whole, { timeOut: { at: AT, checked: ['patient'] } }).procedure)).toBe(false);
  });
});

describe('SR-119 the syringe', () => {
  test('is filled from a vial that was read and has not expired, and from no other', () => {
    expect(setupLacks(ready())).toEqual([]);
    const [vial] = ready().setup?.prepared ?? [];
    const with_ = (change: object): KeptProcedure => ({
      ...ready(),
      setup: { ...ready().setup, prepared: [{ ...vial!, ...change }] },
    });
    expect(setupLacks(with_({ expiry: '2026-03-01' }))).toEqual(['expired']);
    expect(setupLacks(with_({ expiry: DAY }))).toEqual([]);
    const { agent, concentration, volume, expiry } = vial!;
    const unread = { agent, concentration, volume, expiry: expiry! };
    const kept: KeptProcedure = { ...ready(), setup: { ...ready().setup, prepared: [unread] } };
    expect(setupLacks(kept)).toEqual(['label']);
    expect(withSite(kept, site('masseter-superficial-1-left'), AT)).toBe(kept);
  });
});

describe('the next site', () => {
  test('starts from the last one: volume, depth and needle stay, what was found does not', () => {
    const first = patchSite(withSite(ready(), site('masseter-superficial-1-left'), AT), 0, {
      depth: 12,
      aspiration: 'negative',
      twitches: 2,
    });
    expect(isSiteDone(first.procedure, 0)).toBe(true);
    const both = withSite(first, site('temporalis-1-left'), AT);
    expect(both.procedure.sites[1]).toMatchObject({ depth: 12, aspiration: 'not-done', twitches: 0, at: AT });
    expect(both.procedure).toMatchObject({ needlesIn: 2 });
    expect(isSiteDone(both.procedure, 1)).toBe(false);
    expect(withoutSite(both, 1).procedure).toMatchObject({ needlesIn: 1 });
  });

  test('takes the vial that lies ready now, with the volume of the last', () => {
    const one = patchSite(withSite(ready(), site('masseter-superficial-1-left'), AT), 0, {
      injectates: [{ ...ready().setup!.prepared[0], volume: 0.4 }],
    });
    const other = { ...ready().setup!.prepared[0]!, lot: 'L2' };
    const two = withSite(
      { ...one, setup: { ...one.setup, prepared: [other] } },
      site('temporalis-1-left'),
      AT,
    );
    expect(two.procedure.sites[1]).toMatchObject({ injectates: [{ lot: 'L2', volume: 0.4 }] });
  });

  test('one needle for all is one needle', () => {
    const kept = { ...ready(), setup: { ...ready().setup!, needles: 'one-for-all' as const } };
    const two = ['masseter-superficial-1-left', 'temporalis-1-left'].reduce<KeptProcedure>(
      (k, id) => withSite(k, site(id), AT),
      kept,
    );
    expect(two.procedure).toMatchObject({ needlesIn: 1 });
  });
});

describe('before the needle goes in', () => {
  test('the second lung is refused, also when the first was another procedure of the day', () => {
    const left = withSite(ready(), site('rhomboid-major-1-left'), AT);
    expect(refusal(left, 'infraspinatus-1-right')?.code).toBe('both-lungs');
    expect(refusal(left, 'infraspinatus-1-left')).toBeUndefined();
    expect(refusal(left, 'masseter-superficial-1-right')).toBeUndefined();
    const context = contextOf(ready().procedure, { ...around(70), others: [left.procedure] });
    expect(refusalOf(ready(), site('infraspinatus-1-right'), context, agents)?.code).toBe('both-lungs');
  });

  test('without a weight nothing is injected, and above the maximum nothing more', () => {
    expect(refusal(ready(), 'masseter-superficial-1-left', [])?.code).toBe('no-dose');
    // 300 mg at 70 kg are 30 mL of 1 %; one site took 29.5.
    const much = withSite(ready(29.5), site('masseter-superficial-1-left'), AT);
    expect(
      refusal(
        patchSite(much, 0, { injectates: [{ ...ready().setup!.prepared[0], volume: 29.5 }] }),
        'temporalis-1-left',
      ),
    ).toEqual({
      code: 'no-room',
      agent: 'lidocaine',
      room: 0.5,
      planned: 29.5,
    });
  });

  test('two solutions in one syringe share the room', () => {
    const mixed: KeptProcedure = {
      ...ready(20),
      setup: {
        ...ready(20).setup!,
        prepared: [
          ready(20).setup!.prepared[0]!,
          {
            agent: 'bupivacaine',
            concentration: { value: 0.25, unit: 'percent' },
            volume: 30,
            lot: 'B',
            expiry: '2027-01-31' as Day,
          },
        ],
      },
    };
    // 200 of 300 mg and 75 of 140 mg are 67 % and 54 %: each fits alone, both together do not.
    expect(refusal(mixed, 'masseter-superficial-1-left')?.code).toBe('no-room');
  });
});

test('a muscle is found by its name and side, and never on the other side', () => {
  const right = findSites(atlas.sites, 'right');
  expect(new Set(right.map((s) => s.side))).toEqual(new Set(['right']));
  expect(findSites(atlas.sites, 'upper trap right')[0]?.id).toMatch(/^trapezius-descending-\d-right$/);
  expect(findSites(atlas.sites, '')).toEqual([]);
  expect(findSites(atlas.sites, 'no such muscle')).toEqual([]);
});
