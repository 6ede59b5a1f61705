import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { shippedAtlas } from '../content/atlas/load.ts';
import type { MuscleEntry } from '../core/atlas/muscle.ts';
import { acceptLearned, learn } from './learn.ts';

const folder = mkdtempSync(join(tmpdir(), 'tautband-learn-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'cases.jsonl');
const out = join(folder, 'out');
const write = (...lines: readonly unknown[]): void =>
  writeFileSync(
    file,
    lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join(''),
  );
const recognised = { site: 'temporalis-1-left', sign: 'recognised-pain', answer: 'present' };

test('a faulty line is named by its number, and nothing is written', async () => {
  write({ regions: [{ id: 'temple-left' }], findings: [recognised] }, '{"regions": [', {
    regions: [{ id: 'x' }],
  });
  const said = await learn(file, out);
  expect(said.complaints?.map((line) => line.replace(file, 'cases'))).toEqual([
    expect.stringMatching(/^cases:2: expected one request in JSON/),
    expect.stringMatching(/^cases:3: regions\[0\]\.id: expected a region of the body map/),
  ]);
  expect(readdirSync(folder)).toEqual(['cases.jsonl']);
});

test('lines in which palpation confirmed nothing teach nothing', async () => {
  write({ regions: [{ id: 'temple-left' }], findings: [{ ...recognised, answer: 'absent' }] });
  expect((await learn(file, out)).complaints?.[0]).toContain('at least one confirmed case');
});

test('a proposal is written to be read, changes nothing, and is refused until somebody accepts a line by name', async () => {
  // Four hundred patients of whom each had the temporalis, and of whom none felt it in the forehead.
  const confirmed = { regions: [{ id: 'temple-left' }], findings: [recognised] };
  write(...Array.from({ length: 400 }, () => confirmed));
  const said = await learn(file, out);
  expect(said.complaints).toBeUndefined();
  expect(said.out).toContain('Nothing is changed yet');
  expect(readdirSync(out).sort()).toEqual(['proposal.html', 'proposal.json', 'proposal.md']);
  const text = readFileSync(join(out, 'proposal.md'), 'utf8');
  expect(text).toMatch(/\| ☐ \| `temporalis-1` \| Temporalis.* → Forehead \|.*\| \*\*0\.\d\d\*\* \|/);
  expect(acceptLearned(out).complaints?.[0]).toContain('at least one change with "accepted": true');

  const proposal = JSON.parse(readFileSync(join(out, 'proposal.json'), 'utf8')) as {
    changes: { row: string; region?: string; to: string; accepted: boolean }[];
  };
  const line = proposal.changes.find(
    ({ row, region }) => row === 'temporalis-1' && region === 'forehead-left',
  )!;
  line.accepted = true;
  const save = (more: object): void =>
    writeFileSync(join(out, 'proposal.json'), JSON.stringify({ ...proposal, ...more }));
  save({});
  expect(acceptLearned(out).complaints?.[0]).toContain('who accepted');
  save({ acceptedBy: 'Dr Example', content: '0.0.1' });
  expect(acceptLearned(out).complaints?.[0]).toContain(`against content ${shippedAtlas().version}`);
  save({ acceptedBy: 'Dr Example' });
  expect(acceptLearned(out).out).toContain('1 changes accepted by Dr Example: head.json');
  const head = JSON.parse(readFileSync(join(out, 'content/atlas/head.json'), 'utf8')) as MuscleEntry[];
  const site = head.flatMap((m) => m.sites).find(({ id }) => id === 'temporalis-1')!;
  expect(site.learned).toMatchObject([{ region: 'forehead-left', strength: Number(line.to) }]);
});
