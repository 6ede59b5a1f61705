import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { SHIPPED_PARAMETERS } from '../core/localise/parameters.ts';
import { ownParameters, signs } from './signs.ts';

const folder = mkdtempSync(join(tmpdir(), 'tautband-signs-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'own.json');
const row = { site: 'temporalis-1-left', sign: 'taut-band', first: 'present', second: 'absent' };

test('each sign is shown with its rates, the published agreement and where that comes from', () => {
  const { out } = signs();
  for (const { sign } of SHIPPED_PARAMETERS.signs) expect(out).toContain(sign);
  expect(out).toMatch(/spot-tenderness .* 0\.68 {2}rathbone-2017/);
});

test('double examinations replace the rates of the sign that was examined twice, and of no other', () => {
  const rows = [
    ...Array.from({ length: 40 }, () => row),
    ...Array.from({ length: 40 }, () => ({ ...row, first: 'absent', second: 'present' })),
  ];
  writeFileSync(file, JSON.stringify(rows));
  const own = ownParameters(file);
  if (!own.ok) throw new Error(own.error);
  const changed = own.value.signs.filter((sign) => !SHIPPED_PARAMETERS.signs.includes(sign));
  expect(changed.map(({ sign }) => sign)).toEqual(['taut-band']);
  expect(signs(file).out).toContain('80 pairs, kappa -1.00');
});

test('a file that is something else, or names a site or answer that is none, is refused with its place', () => {
  writeFileSync(file, '{');
  expect(signs(file).complaints?.[0]).toContain('expected a file of double examinations in JSON');
  writeFileSync(file, JSON.stringify([row, { ...row, second: 'unknown' }]));
  expect(signs(file).complaints?.[0]).toContain('[1]: expected a site, a sign');
  expect(signs(join(folder, 'none')).complaints?.[0]).toContain('ENOENT');
});
