import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shippedAtlas } from '../../content/atlas/load.ts';
import { rules } from '../../content/decide/rules.ts';
import { agents } from '../../content/treat/agents.ts';
import { depths } from '../../content/treat/depths.ts';
import type { Day, Instant } from '../../kit/time.ts';
import { candidacy, type Candidacy, type Modality } from '../decide/candidacy.ts';
import { questionsOf } from '../logic.ts';
import { checkProcedure, type ProcedureContext } from './check-procedure.ts';
import {
  nextDryNeedledSite,
  nextInjectedSite,
  TIME_OUT_CHECKS,
  type DryNeedledSite,
  type InjectedSite,
  type Procedure,
} from './procedure.ts';

const atlas = shippedAtlas();
const sites = new Map(atlas.sites.map((s) => [s.id, s] as const));
const clear = (modality: Modality): Candidacy =>
  candidacy(modality, new Map(rules.flatMap((r) => questionsOf(r.when)).map((q) => [q, 'absent'])), rules);
const context = (more: Partial<ProcedureContext> = {}): ProcedureContext => ({
  sites,
  agents,
  depths,
  candidacy: clear('injection'),
  weight: 70,
  bmi: 24,
  earlier: [],
  ...more,
});
const dryContext = context({ candidacy: clear('dry-needling') });

const SITE = 'levator-scapulae-1-left';
const injected: InjectedSite = {
  site: 'masseter-superficial-1-left',
  needle: { gauge: 27, length: 20 },
  approach: 'straight in, flat palpation',
  depth: 10,
  skinPreparation: 'chlorhexidine 2 %',
  aspiration: 'negative',
  twitches: 1,
  referral: 'present',
  injectates: [
    {
      agent: 'lidocaine',
      concentration: { value: 1, unit: 'percent' },
      volume: 1,
      lot: 'L123',
      expiry: '2027-01-31' as Day,
    },
  ],
};
const common = {
  day: '2026-03-01' as Day,
  operator: { name: 'Dr A', credential: 'MD' },
  timeOut: { at: '2026-03-01T10:00:00.000Z' as Instant, checked: [...TIME_OUT_CHECKS] },
  consent: { version: 'C-3', signed: '2026-03-01T09:50:00.000Z' as Instant, by: 'the patient' },
  before: { scale: 'NPRS now', value: 6 },
  after: { scale: 'NPRS now', value: 3 },
  adverse: [],
  instructions: { version: 'I-2', call: '555 0100' },
};
type InjectionProcedure = Extract<Procedure, { kind: 'injection' }>;
const injection: InjectionProcedure = {
  ...common,
  kind: 'injection',
  guidance: { kind: 'palpation' },
  needlesIn: 1,
  needlesOut: 1,
  sites: [injected],
};
const needled: DryNeedledSite = {
  site: 'masseter-superficial-1-left',
  needle: { gauge: 32, length: 25 },
  approach: 'straight in',
  depth: 12,
  skinPreparation: 'alcohol',
  twitches: 2,
  referral: 'unknown',
  technique: 'pistoning',
  dwell: 30,
};
const dry: Extract<Procedure, { kind: 'dry-needling' }> = {
  ...common,
  kind: 'dry-needling',
  guidance: { kind: 'palpation' },
  needlesIn: 2,
  needlesOut: 2,
  sites: [needled],
};
const faults = (p: Procedure, c: ProcedureContext = context()): readonly string[] =>
  checkProcedure(p, c).complaints.map((x) => x.at);
const without = <T extends object>(record: T, key: keyof T): T =>
  Object.fromEntries(Object.entries(record).filter(([k]) => k !== key)) as T;

test('a whole injection and a whole dry needling have nothing against them', () => {
  expect(faults(injection)).toEqual([]);
  expect(faults(dry, dryContext)).toEqual([]);
  // 1 mL of 1 % is 10 mg.
  expect(checkProcedure(injection, context()).dose?.agents[0]?.mg).toBe(10);
  expect(checkProcedure(dry, dryContext).dose).toBeUndefined();
});

describe('SR-75 a procedure cannot be signed while a mandatory field is missing', () => {
  test.each([
    ['timeOut', TIME_OUT_CHECKS.map(() => 'timeOut.checked')],
    ['consent', ['consent.version', 'consent.by']],
    ['before', ['before']],
    ['after', ['after']],
    ['adverse', ['adverse']],
    ['instructions', ['instructions.version', 'instructions.call']],
    ['needlesIn', ['needlesIn']],
    ['needlesOut', ['needlesOut']],
  ] as const)('without %s', (key, expected) => {
    expect(faults(without(injection, key))).toEqual(expected);
    expect(faults(without(dry, key), dryContext)).toEqual(expected);
  });

  test('each text of a site and each mark of a syringe is needed', () => {
    const site = (more: Partial<InjectedSite>): readonly string[] =>
      faults({ ...injection, sites: [{ ...injected, ...more }] });
    const [syringe] = injected.injectates;
    if (syringe === undefined) throw new Error('no syringe');
    expect(site({ approach: ' ' })).toEqual(['sites[0].approach']);
    expect(site({ skinPreparation: '' })).toEqual(['sites[0].skinPreparation']);
    expect(site({ injectates: [{ ...syringe, lot: '' }] })).toEqual(['sites[0].injectates[0].lot']);
    expect(site({ injectates: [{ ...syringe, expiry: '2026-02-28' as Day }] })).toEqual([
      'sites[0].injectates[0].expiry',
    ]);
    expect(site({ injectates: [{ ...syringe, expiry: '2026-03-01' as Day }] })).toEqual([]);
    expect(site({ injectates: [] })).toEqual(['sites[0].injectates']);
    for (const aspiration of ['blood', 'air', 'not-done'] as const)
      expect(site({ aspiration })).toEqual(['sites[0].aspiration']);
    expect(site({ twitches: 1.5 })).toEqual(['sites[0].twitches']);
    expect(site({ site: 'paraspinals-left' })).toEqual(['sites[0].site']);
  });

  test('nothing treated is no procedure', () => {
    expect(faults({ ...injection, sites: [] })).toEqual(['sites']);
  });

  test('pain before and after on two scales cannot be compared', () => {
    expect(faults({ ...injection, after: { scale: 'PEG', value: 2 } })).toEqual(['after.scale']);
  });

  test('consent that was signed after the time-out came too late', () => {
    const late = { ...common.consent, signed: '2026-03-01T10:00:00.001Z' as Instant };
    expect(faults({ ...injection, consent: late })).toEqual(['consent.signed']);
  });

  test('ultrasound states its reason and its image', () => {
    const guidance = { kind: 'ultrasound', reason: '', image: ' ', needleSeen: 'present' } as const;
    expect(faults({ ...injection, guidance })).toEqual(['guidance.reason', 'guidance.image']);
  });
});

test('SR-76 every needle that went in came out', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 40 }), (needlesIn, needlesOut) => {
      expect(faults({ ...dry, needlesIn, needlesOut }, dryContext).includes('needlesOut')).toBe(
        needlesIn !== needlesOut,
      );
    }),
  );
  expect(faults({ ...dry, needlesIn: 0, needlesOut: 0 }, dryContext)).toEqual(['needlesIn']);
});

describe('SR-42 the refusals that no reason opens', () => {
  const overLung = atlas.sites.filter((s) => s.entry.beneath.some((b) => b.kind === 'pleura'));
  const left = overLung.filter((s) => s.side === 'left');
  const right = overLung.filter((s) => s.side === 'right');
  const at = (...ids: readonly string[]): Procedure => ({
    ...dry,
    sites: ids.map((site) => ({ ...needled, site, reason: 'asked for by the patient' })),
  });

  test('both sides of the chest in one session, for every pair of sites over the lung', () => {
    expect(left.length).toBeGreaterThan(20);
    for (const a of left)
      for (const b of right.slice(0, 10)) expect(faults(at(a.id, b.id), dryContext)).toContain('sites');
    expect(faults(at(...left.slice(0, 3).map((s) => s.id)), dryContext)).not.toContain('sites');
  });

  test('a tip as deep as what was measured by ultrasound today', () => {
    const deep = { ...needled, measured: 12, reason: 'I am careful' };
    expect(faults({ ...dry, sites: [deep] }, dryContext)).toEqual(['sites[0].depth']);
    expect(faults({ ...dry, sites: [{ ...deep, depth: 11 }] }, dryContext)).toEqual([]);
  });

  test('a needle to the hub', () => {
    expect(faults({ ...dry, sites: [{ ...needled, depth: 25 }] }, dryContext)).toEqual(['sites[0].depth']);
  });
});

describe('SR-77 where a needle is not advised, it needs a written reason', () => {
  const limited = atlas.sites.filter((s) => s.entry.needling !== undefined);
  const here = (site: string, more: Partial<DryNeedledSite> = {}): readonly string[] =>
    faults({ ...dry, sites: [{ ...needled, site, ...more }] }, dryContext).filter((f) =>
      f.endsWith('.reason'),
    );

  test('at every site of the atlas with a limit', () => {
    expect(limited.length).toBeGreaterThan(0);
    for (const { id } of limited) {
      expect(here(id), id).toContain('sites[0].reason');
      expect(here(id, { reason: ' ' }), id).toContain('sites[0].reason');
      expect(here(id, { reason: 'Discussed; no other site reproduces the pain.' }), id).toEqual([]);
    }
  });

  test('ultrasound opens the sites that ask for it, and not the others', () => {
    const guidance = { kind: 'ultrasound', reason: 'pleura', image: 'i1', needleSeen: 'present' } as const;
    for (const { id, entry } of limited) {
      const found = faults({ ...dry, guidance, sites: [{ ...needled, site: id }] }, dryContext);
      expect(found.includes('sites[0].reason'), id).toBe(entry.needling?.advice === 'not-advised');
    }
  });
});

describe('SR-78 nobody is treated without a screen, and against it only with a reason that is kept', () => {
  test('no screen, or one for another way to treat', () => {
    expect(faults(injection, without(context(), 'candidacy'))).toEqual(['candidacy']);
    expect(faults(injection, dryContext)).toEqual(['candidacy']);
  });

  test('an empty screen defers, and a blank override is none', () => {
    const unasked = context({ candidacy: candidacy('injection', new Map(), rules) });
    expect(faults(injection, unasked)).toEqual(['override.reason']);
    expect(faults({ ...injection, override: { reason: '  ', by: 'Dr A' } }, unasked)).toEqual([
      'override.reason',
    ]);
    expect(faults({ ...injection, override: { reason: 'Asked by phone.', by: 'Dr A' } }, unasked)).toEqual(
      [],
    );
  });
});

describe('SR-20 the dose stands in the record of the procedure', () => {
  const syringe = (volume: number, agent = 'lidocaine'): InjectedSite => ({
    ...injected,
    injectates: [{ ...injected.injectates[0]!, agent, volume }],
  });

  test('above one whole maximum nothing can be signed, whatever is written', () => {
    // 70 kg: lidocaine 300 mg. 31 mL of 1 % are 310 mg.
    const much = { ...injection, sites: [syringe(31)], override: { reason: 'yes', by: 'me' } };
    expect(faults(much)).toEqual(['sites']);
    expect(faults({ ...injection, sites: [syringe(30)] })).toEqual([]);
  });

  test('what was given in the 24 hours before counts', () => {
    const earlier = [
      { agent: 'lidocaine', concentration: { value: 1, unit: 'percent' as const }, volume: 29.5 },
    ];
    expect(faults(injection, context({ earlier }))).toEqual(['sites']);
  });

  test('without a weight there is no injection', () => {
    expect(faults(injection, without(context(), 'weight'))).toEqual(['weight']);
    expect(faults(dry, without(dryContext, 'weight'))).toEqual([]);
  });

  test('a steroid asks for its reason', () => {
    const steroid = { ...injection, sites: [syringe(0.5, 'triamcinolone')] };
    expect(faults(steroid)).toEqual(['steroidReason']);
    expect(faults({ ...steroid, steroidReason: 'enthesitis' })).toEqual([]);
  });
});

test('hands and current have records of their own, without needles', () => {
  const manual: Procedure = {
    ...common,
    kind: 'manual',
    sites: [
      {
        site: SITE,
        technique: 'sustained pressure',
        pressure: { scale: 'rated', value: 6 },
        seconds: 60,
        repetitions: 3,
        released: 'present',
      },
    ],
  };
  const byHand = context({ candidacy: clear('manual') });
  expect(sites.has(SITE)).toBe(true);
  expect(faults(manual, byHand)).toEqual([]);
  const hard = { ...manual.sites[0]!, pressure: { scale: 'rated' as const, value: 11 }, seconds: 0 };
  expect(faults({ ...manual, sites: [hard] }, byHand)).toEqual([
    'sites[0].pressure.value',
    'sites[0].seconds',
  ]);
  const electrical: Procedure = {
    ...common,
    kind: 'electrical',
    sites: [
      { site: SITE, form: 'TENS', current: { frequency: 0, minutes: 20 }, electrodes: '2 at the shoulder' },
    ],
  };
  expect(faults(electrical, context({ candidacy: clear('electrical') }))).toEqual([
    'sites[0].current.frequency',
  ]);
});

test('the next site inherits settings and never findings', () => {
  const last = { ...injected, measured: 30, reason: 'x', twitches: 4 };
  expect(nextInjectedSite(last, 'temporalis-1-left')).toEqual({
    site: 'temporalis-1-left',
    needle: injected.needle,
    approach: injected.approach,
    depth: injected.depth,
    skinPreparation: injected.skinPreparation,
    injectates: injected.injectates,
    aspiration: 'not-done',
    twitches: 0,
    referral: 'unknown',
  });
  expect(nextDryNeedledSite({ ...needled, measured: 30 }, 'temporalis-1-left')).toEqual({
    ...needled,
    site: 'temporalis-1-left',
    twitches: 0,
    referral: 'unknown',
  });
});

test('dropping any field of a whole record never removes a complaint', () => {
  const key = fc.constantFrom(...(Object.keys(injection) as (keyof typeof injection)[]));
  const optional = [
    'timeOut',
    'consent',
    'before',
    'after',
    'adverse',
    'instructions',
    'needlesIn',
    'needlesOut',
  ];
  fc.assert(
    fc.property(fc.array(key, { maxLength: 4 }), key, (dropped, more) => {
      if (!optional.includes(more) || dropped.some((k) => !optional.includes(k))) return;
      const base = dropped.reduce<InjectionProcedure>((p, k) => without(p, k), injection);
      expect(faults(without(base, more)).length).toBeGreaterThanOrEqual(faults(base).length);
    }),
  );
});
