import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shippedAtlas } from '../../content/atlas/load.ts';
import { checkMedicines, medicines } from '../../content/decide/medicines.ts';
import { rules } from '../../content/decide/rules.ts';
import sources from '../../content/sources.json' with { type: 'json' };
import { printComplaint } from '../../kit/complaint.ts';
import type { Day } from '../../kit/time.ts';
import { ANSWERS, type Answer } from '../answer.ts';
import { answersFrom, bodyMassIndex, weightOn, type Background, type Planned } from './background.ts';
import { candidacy, LEVELS } from './candidacy.ts';
import { recognise, takes } from './medicines.ts';

const today = '2026-03-01' as Day;
const sites = shippedAtlas().sites;
const planned = (more: Partial<Planned> = {}): Planned => ({
  today,
  sites: [],
  steroid: false,
  medicines,
  answers: new Map(),
  ...more,
});
const answer = (background: Background, id: string, more: Partial<Planned> = {}): Answer =>
  answersFrom(background, planned(more)).get(id) ?? 'unknown';
const on = (...names: readonly string[]): Background => ({
  medicines: { taken: today, medicines: names.map((name) => ({ name })) },
});

test('every medicine is well formed, sourced, and named once', () => {
  expect(checkMedicines(new Set(sources.map((s) => s.id))).map(printComplaint)).toEqual([]);
});

test.each([
  ['Eliquis 5 mg', 'anticoagulant'],
  ['warfarin sodium', 'anticoagulant'],
  ['ASPIRIN 100', 'antiplatelet'],
  ['Clopidogrel (75 mg)', 'antiplatelet'],
  ['duloxetine 60mg', 'serotonergic'],
  ['Prednisone', 'steroid'],
])('%s is recognised as an %s', (name, of) => {
  expect(recognise({ name }, medicines).classes).toEqual([of]);
});

test('a code is enough, even of a substance that has no row', () => {
  expect(recognise({ name: 'X', atc: 'B01AF03' }, medicines).classes).toEqual(['anticoagulant']);
  // B01AX01 defibrotide has no row here; its branch is enough.
  expect(recognise({ name: 'X', atc: 'b01ax01' }, medicines).classes).toEqual(['anticoagulant']);
  expect(recognise({ name: 'X', rxnorm: '1364430' }, medicines).classes).toEqual(['anticoagulant']);
});

test('SR-71 without a list of medicines nobody is free of an anticoagulant', () => {
  expect(answer({}, 'anticoagulant')).toBe('unknown');
  expect(answer(on(), 'anticoagulant')).toBe('absent');
  expect(answer(on('paracetamol', 'Metformin 500 mg'), 'anticoagulant')).toBe('absent');
  expect(answer(on('paracetamol', 'Xarelto'), 'anticoagulant')).toBe('present');
  // A brand that nobody here knows may be the one.
  expect(answer(on('paracetamol', 'Brandnameol forte'), 'anticoagulant')).toBe('unknown');
  // 91 days old: the list still finds, and no longer clears.
  const old = (name: string): Background => ({
    medicines: { taken: '2025-11-30' as Day, medicines: [{ name }] },
  });
  expect(answer(old('paracetamol'), 'anticoagulant')).toBe('unknown');
  expect(answer(old('apixaban'), 'anticoagulant')).toBe('present');
});

test('SR-71 one more medicine never makes a class less likely to be taken', () => {
  const RANK: Readonly<Record<Answer, number>> = { absent: 0, unknown: 1, present: 2 };
  const name = fc.constantFrom(...medicines.flatMap((m) => m.names), 'unheard-of', 'Somethingmab');
  fc.assert(
    fc.property(fc.array(name, { maxLength: 5 }), name, (names, extra) => {
      for (const of of ['anticoagulant', 'antiplatelet'] as const) {
        const now = takes(of, on(...names).medicines, medicines, today);
        expect(RANK[takes(of, on(...names, extra).medicines, medicines, today)]).toBeGreaterThanOrEqual(
          RANK[now],
        );
      }
    }),
  );
});

test('SR-72 what is answered at the screen never hides what the chart says', () => {
  const no = { answers: new Map([['anticoagulant', 'absent' as const]]) };
  expect(answer(on('warfarin'), 'anticoagulant', no)).toBe('present');
  expect(answer({}, 'anticoagulant', no)).toBe('absent');
  expect(
    answer({ conditions: { diabetes: { answer: 'present', asked: today } } }, 'diabetes', {
      answers: new Map([['diabetes', 'absent' as const]]),
    }),
  ).toBe('present');
});

test('SR-72 an empty chart never opens a modality, and an answer never lowers what the chart raised', () => {
  const open = answersFrom({}, planned());
  for (const modality of ['injection', 'dry-needling', 'manual'] as const)
    expect(candidacy(modality, open, rules).level).not.toBe('eligible');
  const question = fc.constantFrom('anticoagulant', 'pregnant', 'anaesthetic-allergy', 'metal-allergy');
  const chart = on('warfarin');
  fc.assert(
    fc.property(question, fc.constantFrom(...ANSWERS), (id, given) => {
      const before = candidacy('injection', answersFrom(chart, planned()), rules);
      const after = candidacy(
        'injection',
        answersFrom(chart, planned({ answers: new Map([[id, given]]) })),
        rules,
      );
      for (const rule of before.raised) expect(after.raised.map((r) => r.id)).toContain(rule.id);
      expect(LEVELS.indexOf(after.level)).toBeGreaterThanOrEqual(LEVELS.indexOf('with-caution'));
    }),
  );
});

test('allergies count by their kind and by their name; nobody asked is not none', () => {
  const to = (...list: readonly string[]): Background => ({
    allergies: { taken: today, list: list.map((t) => ({ to: t, kind: 'other' })) },
  });
  expect(answer({}, 'anaesthetic-allergy')).toBe('unknown');
  expect(answer(to(), 'anaesthetic-allergy')).toBe('absent');
  expect(answer(to('penicillin'), 'anaesthetic-allergy')).toBe('absent');
  expect(answer(to('Lidocaine'), 'anaesthetic-allergy')).toBe('present');
  for (const name of ['Novocain', 'Marcain', 'the dentist’s anaesthetic', 'EMLA cream'])
    expect(answer(to(name), 'anaesthetic-allergy'), name).toBe('present');
  expect(answer(to('nickel earrings'), 'metal-allergy')).toBe('present');
});

test('"not pregnant" holds for two weeks, and the first trimester passes', () => {
  const asked = (day: string, a: Answer, weeks?: number): Background => ({
    pregnancy: { asked: day as Day, answer: a, ...(weeks === undefined ? {} : { weeks }) },
  });
  expect(answer({}, 'pregnant')).toBe('unknown');
  expect(answer(asked('2026-02-20', 'absent'), 'pregnant')).toBe('absent');
  expect(answer(asked('2026-02-01', 'absent'), 'pregnant')).toBe('unknown');
  expect(answer(asked('2026-02-01', 'present'), 'pregnant-first-trimester')).toBe('unknown');
  // 12 weeks on 22 February are 13 on 1 March; 12 weeks on 1 February are 16.
  expect(answer(asked('2026-02-22', 'present', 12), 'pregnant-first-trimester')).toBe('present');
  expect(answer(asked('2026-02-01', 'present', 12), 'pregnant-first-trimester')).toBe('absent');
});

test('under age without a guardian is present, and only a birth year is judged on its safe side', () => {
  const born = (day: string, more: Background = {}): Answer =>
    answer(more, 'minor-without-guardian', { born: day as Day });
  expect(answer({}, 'minor-without-guardian')).toBe('unknown');
  expect(born('1980-01-01')).toBe('absent');
  expect(born('2008-02-28')).toBe('absent');
  expect(born('2008-03-02')).toBe('present');
  expect(born('2008-01-01')).toBe('present');
  expect(born('2012-05-05', { guardianConsented: true })).toBe('absent');
});

test('a condition that was confirmed stays; one that was denied more than a year ago is asked again', () => {
  const asked = (day: string, a: Answer): Answer =>
    answer({ conditions: { diabetes: { answer: a, asked: day as Day } } }, 'diabetes');
  expect(asked('2010-01-01', 'present')).toBe('present');
  // 365 days before 1 March 2026 is 1 March 2025.
  expect(asked('2025-03-01', 'absent')).toBe('absent');
  expect(asked('2025-02-28', 'absent')).toBe('unknown');
  expect(asked('2026-03-02', 'absent')).toBe('unknown');
});

test('an earlier reaction is asked for by itself; none on the list is an answer', () => {
  expect(answer({}, 'bad-reaction-before')).toBe('unknown');
  expect(answer({ reactions: { taken: today, list: [] } }, 'bad-reaction-before')).toBe('absent');
  const fainted = { reactions: { taken: today, list: [{ to: 'needle', what: 'fainted' }] } };
  expect(answer(fainted, 'bad-reaction-before')).toBe('present');
});

test('the planned sites say themselves whether they lie over the lung or on the low back', () => {
  const rhomboid = sites.filter((s) => s.id === 'rhomboid-major-1-left');
  const calf = sites.filter((s) => s.muscle.area === 'leg').slice(0, 1);
  const lumbar = sites.filter((s) => s.id === 'quadratus-lumborum-superficial-lower-right');
  const trunk = sites.filter((s) => s.entry.beneath.some((b) => b.kind === 'pleura')).slice(0, 1);
  expect([calf.length, lumbar.length, trunk.length]).toEqual([1, 1, 1]);
  expect(answer({}, 'site-over-thorax')).toBe('unknown');
  expect(answer({}, 'site-over-thorax', { sites: calf })).toBe('absent');
  expect(answer({}, 'site-over-thorax', { sites: [...calf, ...trunk] })).toBe('present');
  expect(answer({}, 'site-abdomen-or-lumbopelvic', { sites: lumbar })).toBe('present');
  expect(answer({}, 'site-abdomen-or-lumbopelvic', { sites: calf })).toBe('absent');
  expect(rhomboid.every((s) => s.muscle.area === 'back' || s.muscle.area === 'shoulder')).toBe(true);
});

test('SR-21 an old weight is no weight', () => {
  const weighed = (day: string): Background => ({ weights: [{ value: 70, day: day as Day }] });
  expect(weightOn({}, today)).toBeUndefined();
  expect(weightOn(weighed('2026-01-10'), today)).toBe(70);
  expect(weightOn(weighed('2025-01-10'), today)).toBeUndefined();
  expect(weightOn(weighed('2026-03-02'), today)).toBeUndefined();
  // Typed in later, but measured before: the latest day counts, not the last line.
  const [jan, feb] = [weighed('2026-01-10').weights ?? [], [{ value: 72, day: '2026-02-10' as Day }]];
  expect(weightOn({ weights: [...feb, ...jan] }, today)).toBe(72);
  // 70 kg at 175 cm: 70 / 1.75² = 22.857.
  const tall = { ...weighed('2026-01-10'), heights: [{ value: 175, day: '2020-01-01' as Day }] };
  expect(bodyMassIndex(tall, today)).toBeCloseTo(22.857, 3);
});
