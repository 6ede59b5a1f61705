import { expect, test } from 'vitest';
import { neuroContent } from '../../content/examine/neuro.ts';
import { shippedAtlas } from '../../content/atlas/load.ts';
import type { PartRecord } from '../../core/episode.ts';
import { checkPoints } from '../../core/examine/life.ts';
import { readNeuro } from '../../core/examine/neuro.ts';
import { stageNow } from '../../core/examine/points.ts';
import { compileNetwork } from '../../core/localise/network.ts';
import type { Deps } from '../deps.ts';
import { examinationPart } from '../http/parts/examination.ts';
import { pointsPart } from '../http/parts/points.ts';
import { DEMO_ACTOR } from './clinic.ts';
import { EXAMINATIONS } from './examinations.ts';
import { demoRecords } from './seed.ts';

const atlas = shippedAtlas();
const records = demoRecords(DEMO_ACTOR, compileNetwork(atlas));
const examinations = records.filter((r): r is PartRecord<'examination'> => r.kind === 'examination');
const lists = records.filter((r): r is PartRecord<'points'> => r.kind === 'points');
const patientOf = (number: string): string =>
  records.find((r) => r.kind === 'patient' && r.label.startsWith(`Synthetic ${number}`))?.id ?? '';

test('every invented examination and list of points comes in at the door', () => {
  const deps = { atlas } as Deps;
  expect(examinations.length).toBeGreaterThanOrEqual(40);
  for (const { body } of examinations) expect(examinationPart.shape(deps).parse(body)).toEqual(body);
  for (const { body } of lists) {
    expect(pointsPart.shape(deps).parse(body)).toEqual(body);
    expect(checkPoints(body.points)).toEqual([]);
  }
});

test('what is told of a visit is of a visit that there is', () => {
  const told = Object.values(EXAMINATIONS).flat().length;
  const kept = Object.entries(EXAMINATIONS).flatMap(([number, visits]) =>
    visits.slice(0, records.filter((r) => r.kind === 'visit' && r.patientId === patientOf(number)).length),
  );
  expect(kept).toHaveLength(told);
});

test('the shoulder that was active is latent a fortnight later, and bears more pressure', () => {
  const [point] = lists.find((r) => r.patientId === patientOf('06'))?.body.points ?? [];
  if (point === undefined) throw new Error('no point');
  expect(stageNow(point)).toEqual({ stage: 'latent', day: '2026-03-19' });
  // (148 + 160 + 155) / 3 = 154.33; (214 + 226 + 231) / 3 = 223.67.
  expect(point.events.map((e) => (e.kind === 'examined' ? e.pressure?.toFixed(2) : ''))).toEqual([
    '154.33',
    '223.67',
  ]);
});

test.each([
  ['38', 'root-l5-left', 'progressive-weakness'],
  ['40', 'root-c6-right', 'progressive-weakness'],
])('the nerves of Synthetic %s speak for %s, and nobody is called free of them', (number, root, ask) => {
  const found = examinations.find((r) => r.patientId === patientOf(number));
  const read = readNeuro(neuroContent, found?.body.neuro ?? {});
  expect(read.state).toBe('positive');
  expect(read.explanations[0]?.id).toBe(root);
  expect(read.ask).toContain(ask);
});
