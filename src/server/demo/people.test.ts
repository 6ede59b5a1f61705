import { expect, test } from 'vitest';
import { shippedAtlas } from '../../content/atlas/load.ts';
import { medicines } from '../../content/decide/medicines.ts';
import { questions, rules } from '../../content/decide/rules.ts';
import { MODALITIES, type Modality } from '../../core/decide/candidacy.ts';
import { checkEpisodes } from '../../core/decide/care-episodes.ts';
import { visitCandidacy, type Standing } from '../../core/decide/visit-candidacy.ts';
import { weightOn } from '../../core/decide/background.ts';
import { isPart, type AnyPart, type Patient, type Visit } from '../../core/episode.ts';
import { compileNetwork } from '../../core/localise/network.ts';
import { visitFacts } from '../../core/visit-facts.ts';
import { DEMO_ACTOR } from './clinic.ts';
import { demoRecords } from './seed.ts';

const atlas = shippedAtlas();
const sites = new Map(atlas.sites.map((s) => [s.id, s]));
const records = demoRecords(DEMO_ACTOR, compileNetwork(atlas));
const patients = records.filter((r): r is Patient => r.kind === 'patient');

interface Found {
  readonly patient: Patient;
  readonly visit: Visit;
  readonly parts: readonly AnyPart[];
}
function found(number: string): Found {
  const patient = patients.find((p) => p.label.startsWith(`Synthetic ${number} `));
  const parts = records.filter(isPart).filter((p) => p.patientId === patient?.id);
  const visit = records.find((r): r is Visit => r.kind === 'visit' && r.patientId === patient?.id);
  if (patient === undefined || visit === undefined) throw new Error(number);
  return { patient, visit, parts };
}
const standing = (number: string, modality: Modality): Standing =>
  visitCandidacy(
    modality,
    visitFacts(found(number), (id) => sites.get(id)),
    { rules, medicines },
  );

test('every invented patient says in name, number and address that it is invented', () => {
  const identities = records.flatMap((r) => (r.kind === 'identity' ? [r.body] : []));
  expect(identities).toHaveLength(40);
  for (const i of identities) {
    expect(i.family).toMatch(/^Invented-/);
    expect(i.identifiers?.map((n) => n.value).join()).toMatch(/^DEMO-/);
    expect([i.phone, i.email, i.address].join(' ')).toMatch(
      /^555-01\d\d patient\d\d@demo\.invalid \d+ Nowhere Lane/,
    );
  }
  expect(new Set(identities.map((i) => `${i.given} ${i.family}`)).size).toBe(40);
});

test('each was born in the year beside the label, has one open episode, and answers only what there is to answer', () => {
  const ids = new Set(questions.map((q) => q.id));
  for (const record of records) {
    if (record.kind === 'identity') {
      const year = patients.find((p) => p.id === record.patientId)?.birthYear;
      expect(record.body.born?.slice(0, 4)).toBe(year === undefined ? undefined : String(year));
    }
    if (record.kind === 'episodes') expect(checkEpisodes(record.body)).toEqual([]);
    if (record.kind === 'screening')
      expect(Object.keys(record.body.answers).filter((id) => !ids.has(id))).toEqual([]);
    if (record.kind === 'background')
      expect(Object.keys(record.body.conditions ?? {}).filter((id) => !ids.has(id))).toEqual([]);
  }
});

test('the cardiac mimic and the two failing nerve roots must not be needled, and the first is an emergency', () => {
  for (const number of ['38', '39', '40'])
    for (const modality of MODALITIES)
      expect(standing(number, modality).candidacy.level, number).toBe('do-not');
  const heart = standing('39', 'dry-needling').candidacy;
  expect([heart.urgency, heart.raised[0]?.id]).toEqual(['emergency', 'RF-CAR-1']);
});

test('apixaban asks for caution, pregnancy too, a pacemaker forbids the current, an allergy the injection', () => {
  const raised = (number: string, modality: Modality): readonly string[] =>
    standing(number, modality).candidacy.raised.map((r) => r.id);
  expect(raised('04', 'dry-needling')).toContain('PC-BLE-2');
  expect(raised('12', 'manual')).toContain('PC-PREG-2');
  expect(standing('24', 'electrical').candidacy.level).toBe('do-not');
  expect(raised('24', 'electrical')).toContain('CI-PACE-1');
  expect(raised('14', 'injection')).toContain('CI-ALL-1');
  expect(standing('19', 'dry-needling').candidacy.level).toBe('do-not');
});

test('one was never weighed, and a medicine that nobody knows leaves the question about blood thinners open', () => {
  const weight = (number: string): number | undefined => {
    const { parts, visit } = found(number);
    const background = parts.find((p) => p.kind === 'background')?.body ?? {};
    return weightOn(background, visit.day);
  };
  expect([weight('25'), weight('01')]).toEqual([undefined, 61]);
  const { parts } = found('37');
  expect(parts.find((p) => p.kind === 'background')?.body.medicines?.medicines.at(-1)?.name).toBe(
    'Relaxoforte N',
  );
});
