import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkPayerRules, payerRules } from '../../content/payers/rules.ts';
import sources from '../../content/sources.json' with { type: 'json' };
import { printComplaint } from '../../kit/complaint.ts';
import { addDays, type Day } from '../../kit/time.ts';
import type { Score } from '../examine/score.ts';
import {
  evidencePacket,
  payerClock,
  rulesOn,
  type PayerClock,
  type PayerEvidence,
  type PayerRule,
  type Requirement,
  type SessionGiven,
} from './payer-clock.ts';

const d = (text: string): Day => text as Day;
const trapezius = { name: 'Trapezius, descending part', side: 'left' } as const;
const session = (day: string): SessionGiven => ({ day: d(day), muscles: [trapezius], code: '20552' });
const pain = (day: string, value: number, scale = 'NPRS average'): Score => ({ day: d(day), scale, value });
const nothing: PayerEvidence = {
  sessions: [],
  pain: [],
  function: [],
  activeCare: 'unknown',
  conservative: [],
};
const rule = (...requirements: readonly Requirement[]): PayerRule => ({
  id: 'r',
  payer: 'P',
  document: 'D',
  procedure: 'injection',
  validFrom: d('2024-01-01'),
  requirements,
  excludes: [],
  source: 'tautband',
  status: 'unreviewed',
});
const clock = (r: PayerRule, evidence: Partial<PayerEvidence>, day: string): PayerClock =>
  payerClock(r, { ...nothing, ...evidence }, { day: d(day), muscles: [trapezius] });
const state = (...args: Parameters<typeof clock>): string =>
  clock(...args)
    .items.map((i) => `${i.state}${i.from === undefined ? '' : ` ${i.from}`}`)
    .join(', ');

test('every rule of a payer is well formed, dated and sourced', () => {
  expect(checkPayerRules(new Set(sources.map((s) => s.id))).map(printComplaint)).toEqual([]);
});

test('a rule counts from its first day to its last, both included', () => {
  const old = { ...rule(), validTo: d('2024-12-31') };
  const found = (day: string): number => rulesOn([old], d(day), 'injection').length;
  expect(['2023-12-31', '2024-01-01', '2024-12-31', '2025-01-01'].map(found)).toEqual([0, 1, 1, 0]);
  expect(rulesOn([old], d('2024-05-01'), 'dry-needling')).toEqual([]);
  expect(rulesOn(payerRules, d('2024-03-31'), 'injection').map((r) => r.id)).not.toContain(
    'noridian-l34211-2024',
  );
});

describe('three sessions in any 365 days', () => {
  const three = rule({ kind: 'most-sessions', most: 3, days: 365 });
  const given = ['2025-01-10', '2025-04-10', '2025-08-10'].map(session);

  test('the third is the last, until the first is a year old', () => {
    expect(state(three, { sessions: given.slice(0, 2) }, '2025-08-10')).toBe('met');
    expect(state(three, { sessions: given }, '2025-12-01')).toBe('missing 2026-01-10');
    expect(state(three, { sessions: given }, '2026-01-09')).toBe('missing 2026-01-10');
    expect(state(three, { sessions: given }, '2026-01-10')).toBe('met');
    expect(clock(three, { sessions: given }, '2025-12-01').used).toEqual({
      sessions: 3,
      most: 3,
      since: '2024-12-02',
    });
  });

  test('everything of one day is one session', () => {
    expect(clock(three, { sessions: [given[0]!, given[0]!] }, '2025-02-01').used?.sessions).toBe(1);
  });

  test('the day on which room opens is the first on which the requirement is met', () => {
    const days = fc.uniqueArray(fc.integer({ min: 0, max: 600 }), { maxLength: 8 });
    fc.assert(
      fc.property(days, (offsets) => {
        const sessions = offsets.map((n) => session(addDays(d('2024-01-01'), n)));
        const last = addDays(d('2024-01-01'), 601);
        const item = clock(three, { sessions }, last).items[0];
        if (item?.from === undefined) return;
        expect(state(three, { sessions }, item.from)).toBe('met');
        expect(state(three, { sessions }, addDays(item.from, -1))).not.toBe('met');
      }),
    );
  });
});

test('six weeks at the same muscle, and not at another', () => {
  const same = rule({ kind: 'interval', days: 42, at: 'same-site' });
  const sessions = [session('2025-03-01')];
  expect(state(same, { sessions }, '2025-04-11')).toBe('missing 2025-04-12');
  expect(state(same, { sessions }, '2025-04-12')).toBe('met');
  const other = [{ ...trapezius, side: 'right' as const }];
  const elsewhere = payerClock(same, { ...nothing, sessions }, { day: d('2025-03-08'), muscles: other });
  expect(elsewhere.complete).toBe(true);
});

describe('half the pain for six weeks on the same scale', () => {
  const relief = rule({ kind: 'relief', percent: 50, days: 42 });
  const sessions = [session('2025-03-01')];
  const on = (day: string, ...scores: readonly Score[]): string =>
    state(relief, { sessions, pain: scores }, day);

  test('a score at six weeks decides; before it nothing is known', () => {
    expect(on('2025-05-01', pain('2025-03-01', 8))).toBe('unknown 2025-04-12');
    expect(on('2025-05-01', pain('2025-03-01', 8), pain('2025-03-08', 2))).toBe('unknown 2025-04-12');
    expect(on('2025-05-01', pain('2025-03-01', 8), pain('2025-04-12', 4))).toBe('met');
    // 8 to 5 is 37.5 %: too little. Better on 12 April after that, the six weeks begin anew: 24 May.
    expect(on('2025-05-01', pain('2025-03-01', 8), pain('2025-04-12', 5))).toBe('missing');
    expect(on('2025-05-01', pain('2025-03-01', 8), pain('2025-03-20', 7), pain('2025-04-12', 4))).toBe(
      'unknown 2025-05-24',
    );
    // What comes back after six good weeks had lasted six weeks.
    expect(on('2025-06-01', pain('2025-03-01', 8), pain('2025-04-12', 4), pain('2025-05-20', 8))).toBe('met');
  });

  test('another scale says nothing, and no baseline is unknown', () => {
    expect(on('2025-05-01', pain('2025-03-01', 8), pain('2025-04-12', 1, 'PEG'))).toBe('unknown 2025-04-12');
    expect(on('2025-05-01', pain('2025-04-12', 1))).toBe('unknown');
  });

  test('the first session needs no relief', () => {
    expect(state(relief, {}, '2025-03-01')).toBe('met');
  });
});

test('what the chart does not say is unknown, never met', () => {
  const all = rule(
    { kind: 'active-care' },
    { kind: 'conservative-care', days: 42 },
    { kind: 'duration', days: 92 },
  );
  expect(state(all, {}, '2025-05-01')).toBe('unknown, unknown, unknown');
  const told = {
    activeCare: 'present' as const,
    conservative: [{ what: 'exercise', from: d('2025-03-01') }],
    painSince: d('2025-01-01'),
  };
  expect(state(all, told, '2025-05-01')).toBe('met, met, met');
  expect(state(all, told, '2025-03-31')).toBe('met, missing, missing 2025-04-03');
  expect(state(all, { ...told, activeCare: 'absent' }, '2025-05-01')).toBe('missing, met, met');
});

test('function that is half better is met, on one scale only', () => {
  const half = rule({ kind: 'function', percent: 50 });
  const sessions = [session('2025-03-01')];
  const ndi = (day: string, value: number): Score => pain(day, value, 'NDI');
  expect(
    state(half, { sessions, function: [ndi('2025-03-01', 40), ndi('2025-04-01', 20)] }, '2025-05-01'),
  ).toBe('met');
  expect(
    state(half, { sessions, function: [ndi('2025-03-01', 40), ndi('2025-04-01', 21)] }, '2025-05-01'),
  ).toBe('missing');
  expect(state(half, { sessions, function: [ndi('2025-03-01', 40)] }, '2025-05-01')).toBe('unknown');
});

test('dry needling that a payer does not pay for is never complete', () => {
  const dry = payerRules.filter((r) => r.procedure === 'dry-needling');
  expect(dry.length).toBeGreaterThanOrEqual(2);
  for (const r of dry) expect(clock(r, { activeCare: 'present' }, '2025-05-01').complete).toBe(false);
});

test('the packet keeps raw scores beside the percentage computed from them', () => {
  const evidence = {
    ...nothing,
    sessions: [session('2025-03-01')],
    pain: [pain('2025-04-12', 2), pain('2025-03-01', 8)],
  };
  const r = rule({ kind: 'relief', percent: 50, days: 42 });
  const packet = evidencePacket(
    payerClock(r, evidence, { day: d('2025-05-01'), muscles: [trapezius] }),
    evidence,
  );
  expect(packet.scores).toEqual([
    { day: '2025-03-01', scale: 'NPRS average', value: 8 },
    { day: '2025-04-12', scale: 'NPRS average', value: 2, percent: 75 },
  ]);
  expect(packet.items).toEqual([
    {
      requirement: '50 % relief on the same scale for 42 days',
      state: 'met',
      because: '75 % relief on 2025-04-12, 42 days on, on NPRS average.',
    },
  ]);
});
