import { expect, test } from 'vitest';
import { shippedAtlas } from '../../content/atlas/load.ts';
import { payerRules } from '../../content/payers/rules.ts';
import type { Day, Instant } from '../../kit/time.ts';
import type { PartBodies, PartKind } from '../chart-part.ts';
import type { AnyPart } from '../episode.ts';
import type { Plan } from '../treat/plan.ts';
import { clockOf, payerEvidence, planContext, sessionsOf } from './chart-evidence.ts';
import { packetPaper } from './packet-paper.ts';

const sites = new Map(shippedAtlas().sites.map((s) => [s.id, s] as const));
const part = <K extends PartKind>(kind: K, body: PartBodies[K], id = 'p'): AnyPart =>
  ({
    kind,
    id,
    version: 1,
    clinicId: 'c',
    at: '2030-01-01T00:00:00.000Z' as Instant,
    by: 'a',
    patientId: 'p',
    body,
  }) as unknown as AnyPart;

const injection = (day: string, ...at: readonly string[]): AnyPart =>
  part('procedure', {
    state: 'finished',
    procedure: {
      kind: 'injection',
      day: day as Day,
      operator: { name: 'A', credential: 'MD' },
      guidance: { kind: 'palpation' },
      sites: at.map((site) => ({
        site,
        needle: { gauge: 27, length: 30 },
        approach: 'flat',
        depth: 12,
        skinPreparation: 'alcohol',
        twitches: 1,
        referral: 'present',
        aspiration: 'negative',
        injectates: [],
      })),
    },
  });
const scores = (day: string, now: number): AnyPart => part('scores', { day: day as Day, pain: { now } }, day);
const plan = (takesPart?: 'present' | 'absent'): AnyPart => {
  const component = {
    kind: 'exercise',
    what: 'a',
    owner: 'b',
    dose: 'c',
    from: '2030-01-01' as Day,
  } as const;
  const body: Plan = { components: [{ ...component, ...(takesPart && { takesPart }) }], goals: [] };
  return part('plan', body);
};
const rule = (id: string) => {
  const found = payerRules.find((r) => r.id === id);
  if (found === undefined) throw new Error(`no rule ${id}`);
  return found;
};

test('a session is a day with sites, with each muscle once and its code', () => {
  const sessions = sessionsOf(
    [
      injection('2030-02-01', 'temporalis-1-left', 'temporalis-2-left'),
      injection('2030-01-01'),
      injection('2030-01-15', 'temporalis-1-right'),
    ],
    'injection',
    sites,
  );
  expect(sessions).toEqual([
    { day: '2030-01-15', muscles: [{ name: 'Temporalis', side: 'right' }], code: '20552' },
    { day: '2030-02-01', muscles: [{ name: 'Temporalis', side: 'left' }], code: '20552' },
  ]);
});

test('SR-124 what the chart does not say stays unknown to the payer clock, and is never counted as met', () => {
  const { clock } = clockOf(rule('noridian-l34211-2024'), [], sites, '2030-03-01' as Day);
  const open = clock.items.filter((i) => ['active-care', 'conservative-care'].includes(i.requirement.kind));
  expect(open.map((i) => i.state)).not.toContain('met');
  expect(clock.complete).toBe(false);
  expect(payerEvidence([plan()], 'injection', sites).activeCare).toBe('unknown');
  expect(payerEvidence([plan('absent')], 'injection', sites).activeCare).toBe('absent');
  expect(payerEvidence([plan('present')], 'injection', sites).activeCare).toBe('present');
});

test('the packet names the rule and how it was read, raw scores with computed percent, and fits its lines', () => {
  const parts = [
    scores('2029-12-30', 8),
    injection('2030-01-01', 'temporalis-1-left'),
    scores('2030-02-20', 2),
    plan('present'),
  ];
  const used = rule('noridian-l34211-2024');
  const { clock, evidence } = clockOf(used, parts, sites, '2030-03-01' as Day);
  const text = packetPaper({ patient: 'Blue 7', clinic: 'C' }, clock, evidence).sections.flatMap(
    (s) => s.lines,
  );
  expect(text.join('\n')).toContain(used.status);
  // (8 − 2) / 8 = 75 %.
  expect(text).toContain('2030-02-20, NRS now: 2 (75 % better).');
  expect(text).toContain('2030-01-01, 20552: Temporalis left.');
  expect(text).toContain('1 of 3 sessions since 2029-03-02 are used.');
});

test('the latest answers change a plan; what was never asked stays absent', () => {
  expect(planContext([scores('2030-01-01', 3)])).toEqual({ modifiableFactors: [] });
  const phq4 = (n: number) => ({ 'anxiety-1': n, 'anxiety-2': n, 'depression-1': n, 'depression-2': n });
  const parts = [
    part('scores', { day: '2030-02-01' as Day, phq4: phq4(3) }, 'b'),
    part('scores', { day: '2030-01-01' as Day, phq4: phq4(0) }, 'a'),
    part('scores', { day: '2030-03-01' as Day, pain: { now: 1 } }, 'c'),
  ];
  expect(planContext(parts).distress).toMatchObject({ total: 12, band: 'severe' });
});
