import { expect, test } from 'vitest';
import { shippedAtlas } from '../../content/atlas/load.ts';
import { isPart, type RankingShown } from '../../core/episode.ts';
import { checkPlan } from '../../core/treat/plan.ts';
import { changedAt } from '../../core/treat/signed-note.ts';
import { sha256 } from '../../store/digest.ts';
import { scoresPart } from '../http/parts/scores.ts';
import { localise } from '../../core/localise/localise.ts';
import { compileNetwork } from '../../core/localise/network.ts';
import { DEMO_ACTOR } from './clinic.ts';
import { demoRecords } from './seed.ts';
import { STORIES } from './stories.ts';

const network = compileNetwork(shippedAtlas());
const records = demoRecords(DEMO_ACTOR, network);

test('a fresh installation has 40 patients, each marked as invented in its record and in its name', () => {
  const patients = records.flatMap((r) => (r.kind === 'patient' ? [r] : []));
  expect(patients).toHaveLength(40);
  for (const [i, patient] of patients.entries()) {
    expect(patient.synthetic).toBe(true);
    expect(patient.label.startsWith(`Synthetic ${String(i + 1).padStart(2, '0')} · `), patient.label).toBe(
      true,
    );
  }
  expect(new Set(records.map((r) => `${r.kind} ${r.id}`)).size).toBe(records.length);
});

test('scores, plans and a signed note of the invented patients are such as the server takes', () => {
  const parts = records.filter((r) => isPart(r));
  const plans = parts.flatMap((p) => (p.kind === 'plan' ? [p.body] : []));
  expect(plans.length).toBeGreaterThanOrEqual(5);
  for (const plan of plans) expect(checkPlan(plan)).toEqual([]);
  const scores = parts.flatMap((p) => (p.kind === 'scores' ? [p.body] : []));
  for (const body of scores)
    expect(scoresPart.shape(undefined as never).safeParse(body).error).toBeUndefined();
  const signed = parts.flatMap((p) => (p.kind === 'note' && p.body.state === 'signed' ? [p.body] : []));
  expect(signed.length).toBeGreaterThanOrEqual(1);
  for (const note of signed) expect(changedAt(note, sha256)).toBeUndefined();
});

test('every site, region and view of a story is in the atlas, and left stories are painted on the left', () => {
  const { sites, regions } = shippedAtlas();
  const [siteIds, regionIds] = [new Set(sites.map((s) => s.id)), new Set(regions.map((r) => r.id))];
  for (const { label, visits } of STORIES)
    for (const { painted, found } of visits) {
      for (const [, region] of painted) expect(regionIds.has(region), `${label}: ${region}`).toBe(true);
      for (const [site] of found) expect(siteIds.has(site), `${label}: ${site}`).toBe(true);
      const side = / (left|right)\b/.exec(label)?.[1];
      const other = side === 'left' ? '-right' : '-left';
      if (side !== undefined)
        expect(
          painted.filter(([, r]) => r.endsWith(other)),
          label,
        ).toEqual([]);
    }
});

test.each([
  ['Synthetic 38', /^root-l5/],
  ['Synthetic 39', /coronary|heart|cardiac|angina|myocard/],
  ['Synthetic 40', /^root-c6/],
])('%s shows a reason other than muscle above every muscle', (name, expected) => {
  const patient = records.find((r) => r.kind === 'patient' && r.label.startsWith(name));
  const shown = records.find((r): r is RankingShown => r.kind === 'ranking' && r.patientId === patient?.id);
  if (shown === undefined) throw new Error(name);
  const ranking = localise(network, shown.request);
  if (!ranking.ok) throw new Error(name);
  expect(ranking.value.standsAbove.map((a) => a.id).join(' ')).toMatch(expected);
});
