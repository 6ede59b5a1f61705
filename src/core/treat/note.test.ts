import { describe, expect, test } from 'vitest';
import { shippedAtlas } from '../../content/atlas/load.ts';
import { agents } from '../../content/treat/agents.ts';
import type { Day, Instant } from '../../kit/time.ts';
import { totalDose } from './dose.ts';
import { writeNote, type Note, type NoteInput } from './note.ts';
import { TIME_OUT_CHECKS, type InjectedSite, type Procedure } from './procedure.ts';

const sites = new Map(shippedAtlas().sites.map((s) => [s.id, s] as const));
const day = '2026-03-01' as Day;
const site = (id: string): InjectedSite => ({
  site: id,
  needle: { gauge: 27, length: 30 },
  approach: 'flat palpation',
  depth: 15,
  skinPreparation: 'chlorhexidine 2 %',
  aspiration: 'negative',
  twitches: 2,
  referral: 'present',
  injectates: [
    {
      agent: 'lidocaine',
      concentration: { value: 1, unit: 'percent' },
      volume: 1,
      lot: 'L1',
      expiry: '2027-01-31' as Day,
    },
  ],
});
const injection: Extract<Procedure, { kind: 'injection' }> = {
  kind: 'injection',
  day,
  operator: { name: 'Dr A', credential: 'MD' },
  timeOut: { at: '2026-03-01T10:00:00.000Z' as Instant, checked: [...TIME_OUT_CHECKS] },
  consent: { version: 'C-3', signed: '2026-03-01T09:50:00.000Z' as Instant, by: 'the patient' },
  guidance: { kind: 'palpation' },
  before: { scale: 'NPRS now', value: 8 },
  after: { scale: 'NPRS now', value: 2 },
  adverse: [],
  instructions: { version: 'I-2', call: '555 0100' },
  needlesIn: 2,
  needlesOut: 2,
  sites: [site('temporalis-1-left'), site('masseter-superficial-1-left')],
};
const dose = totalDose(
  injection.sites.flatMap((s) => s.injectates),
  70,
  agents,
);
const whole: NoteInput = {
  patient: { label: 'Synthetic 01', born: '1986-01-01', synthetic: true },
  clinic: 'Demo clinic',
  day,
  background: {
    weights: [{ value: 70, day }],
    allergies: { taken: day, list: [] },
    medicines: { taken: day, medicines: [{ name: 'Paracetamol', dose: '500 mg as needed' }] },
    careTried: [
      { what: 'Exercise', from: '2026-01-04' as Day, dose: 'daily', effect: 'partly', active: true },
    ],
  },
  history: 'Left temple pain since November.',
  examined: [
    {
      site: 'temporalis-1-left',
      verdict: 'active',
      present: ['taut band', 'recognised pain'],
      absent: ['local twitch'],
    },
  ],
  criteria: 'Delphi consensus 2018',
  motions: [{ movement: 'Mouth opening', side: 'midline', unit: 'mm', before: 36, after: 42 }],
  procedures: [{ procedure: injection, isFinished: true, ...(dose.ok ? { dose: dose.value } : {}) }],
  sites,
  agents,
  versions: { content: '1', app: '0.1.0' },
};
const lines = (note: Note, id: string): readonly string[] =>
  note.sections.find((s) => s.id === id)?.lines ?? [];
const text = (note: Note): string => note.sections.flatMap((s) => s.lines).join('\n');

test('the note of an injection tells what was done, site by site', () => {
  const note = writeNote(whole);
  const label = sites.get('temporalis-1-left')?.entry.label ?? '';
  expect(lines(note, 'procedure').find((l) => l.startsWith('1.'))).toBe(
    `1. ${sites.get('temporalis-1-left')?.muscle.name ?? ''}, left (${label}): chlorhexidine 2 %; 27 G × 30 mm, flat palpation, 15 mm deep; 2 twitches, referral reproduced; aspiration: negative; Lidocaine 1 %, 1 mL, lot L1, expires 2027-01-31.`,
  );
  // 2 mL of 1 % are 20 mg; 20 / 70 = 0.2857 mg/kg, shown rounded up; 20 of 300 mg are 6.7 %, rounded up.
  expect(text(note)).toContain('Total Lidocaine 20 mg (0.29 mg/kg): 7 % of the maximum');
  expect(text(note)).toContain('NPRS now 8 before, 2 after (75 % less, computed).');
  expect(text(note)).toContain('Mouth opening, midline: 42 mm after (+6).');
  expect(text(note)).toContain('Exercise (daily) for 8 weeks from 2026-01-04, going on: helped in part');
  expect(lines(note, 'codes').map((l) => l.slice(0, 6))).toEqual(['20552:', 'M79.11']);
  expect(lines(note, 'patient')[0]).toContain('SYNTHETIC');
});

describe('SR-79 a note says what was not recorded, and never fills it in', () => {
  test('an empty record', () => {
    const note = writeNote({
      patient: { label: 'A' },
      clinic: 'C',
      day,
      background: {},
      examined: [],
      criteria: 'none',
      motions: [],
      sites,
      agents,
      versions: {},
    });
    for (const phrase of [
      'Date of birth not recorded; sex not recorded; weight not known; occupation not recorded.',
      'Allergies: not asked.',
      'Medicines: no list was taken.',
      'The history was not recorded.',
      'Earlier care without needles: not asked.',
      'No muscle was examined.',
      'The safety screen was not done.',
      'No plan was recorded.',
      'Where it hurts was not drawn.',
      'No score was taken at this visit.',
      'No assessment was written.',
    ])
      expect(text(note)).toContain(phrase);
    expect(text(note)).not.toMatch(/normal|unremarkable|no allerg|: none/i);
  });

  test('each field that is left out of a procedure is named as missing', () => {
    const drop = (key: keyof typeof injection): string =>
      text(
        writeNote({
          ...whole,
          procedures: [
            {
              procedure: Object.fromEntries(
                Object.entries(injection).filter(([k]) => k !== key),
              ) as unknown as Procedure,
              isFinished: true,
            },
          ],
        }),
      );
    expect(drop('consent')).toContain('Consent: not recorded.');
    expect(drop('timeOut')).toContain('Time-out: not recorded.');
    expect(drop('before')).toContain('Pain before and after: not recorded.');
    expect(drop('adverse')).toContain('Untoward events: not recorded.');
    expect(drop('instructions')).toContain('Instructions: not recorded.');
    expect(drop('needlesOut')).toContain('out: not counted');
  });
});

test('two visits never share a sentence about a site that differs', () => {
  const deeper = { ...injection, sites: [{ ...injection.sites[0]!, depth: 16 }] };
  const [a, b] = [
    writeNote(whole),
    writeNote({ ...whole, procedures: [{ procedure: deeper, isFinished: true }] }),
  ];
  expect(lines(a, 'procedure').find((l) => l.startsWith('1.'))).not.toBe(
    lines(b, 'procedure').find((l) => l.startsWith('1.')),
  );
});

test('dry needling says that nothing was injected, and no paraspinals are named', () => {
  const { needle, approach, depth, skinPreparation, twitches, referral } = site('');
  const needled = { site: 'temporalis-1-left', needle, approach, depth, skinPreparation, twitches, referral };
  const dry: Procedure = {
    ...injection,
    kind: 'dry-needling',
    sites: [{ ...needled, technique: 'pistoning', dwell: 30 }],
  };
  const note = text(writeNote({ ...whole, procedures: [{ procedure: dry, isFinished: true }] }));
  expect(note).toContain('Dry needling, no substance injected.');
  expect(note).toContain('pistoning, 30 s, no current.');
  expect(note).toContain('20560');
  expect(note).not.toMatch(/paraspinal|mL/i);
});
