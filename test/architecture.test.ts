import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { expect, test } from 'vitest';
import { ROOMS, STAGES, WEB_LAYERS } from './house.ts';

const SRC = join(import.meta.dirname, '../src');

interface Import {
  readonly file: string;
  readonly target: string;
}

const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter(
  (file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file),
);

/** Every static, dynamic and type import of every source file; local ones as a path below `src`. */
const imports: readonly Import[] = sources.flatMap((file) => {
  const text = readFileSync(join(SRC, file), 'utf8');
  const found = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\b[^'";]*?from\s*'([^']+)'|\bimport\(\s*'([^']+)'|(?:^|\n)import\s*'([^']+)'|new URL\(\s*'([^']+)',\s*import\.meta\.url/g,
  );
  return [...found].map((m) => {
    const target = m[1] ?? m[2] ?? m[3] ?? m[4] ?? '';
    return { file, target: target.startsWith('.') ? normalize(join(dirname(file), target)) : target };
  });
});

const roomOf = (path: string): string => path.split('/')[0] ?? '';
const isLocal = (target: string): boolean => Object.hasOwn(ROOMS, roomOf(target)) && target.includes('/');
const describe = (i: Import): string => `src/${i.file} imports ${i.target}`;

test('every folder of src is a room in the table, and every room exists', () => {
  const folders = readdirSync(SRC, { withFileTypes: true }).filter((d) => d.isDirectory());
  expect(folders.map((d) => d.name).sort()).toEqual(Object.keys(ROOMS).sort());
});

test('the walls see imports at all', () => {
  expect(imports.length).toBeGreaterThan(sources.length / 2);
});

test('a room imports only the rooms the table allows', () => {
  const broken = imports.filter(({ file, target }) => {
    if (!isLocal(target) && !target.startsWith('..')) return false;
    const [from, to] = [roomOf(file), roomOf(target)];
    return from !== to && ROOMS[from]?.imports.includes(to) !== true;
  });
  expect(broken.map(describe)).toEqual([]);
});

test('a room imports only the packages listed for it', () => {
  const broken = imports.filter(({ file, target }) => {
    if (isLocal(target) || target.startsWith('..')) return false;
    const allowed = ROOMS[roomOf(file)]?.packages ?? [];
    return !allowed.some((p) =>
      p.endsWith('*') ? target.startsWith(p.slice(0, -1)) : target === p || target.startsWith(`${p}/`),
    );
  });
  expect(broken.map(describe)).toEqual([]);
});

test('a stage of core never looks ahead', () => {
  const stage = (path: string): number => {
    const folder = path.split('/')[1] ?? '';
    return STAGES.findIndex((s) => s === folder);
  };
  const broken = imports.filter(
    ({ file, target }) =>
      roomOf(file) === 'core' && roomOf(target) === 'core' && stage(file) >= 0 && stage(target) > stage(file),
  );
  expect(broken.map(describe)).toEqual([]);
});

test('web flows ui, api, features, app, and features are islands', () => {
  const broken = imports.filter(({ file, target }) => {
    if (roomOf(file) !== 'web' || roomOf(target) !== 'web') return false;
    const [, from = '', feature] = file.split('/');
    const [, to = '', other] = target.split('/');
    if (from === to) return from === 'features' && feature !== other;
    return WEB_LAYERS[from]?.includes(to) !== true;
  });
  expect(broken.map(describe)).toEqual([]);
});

test('the compiler walls are the same as the table', () => {
  for (const [room, { imports: allowed }] of Object.entries(ROOMS)) {
    const config = JSON.parse(readFileSync(join(SRC, room, 'tsconfig.json'), 'utf8')) as {
      references: { path: string }[];
      compilerOptions: { types: string[]; lib: string[] };
    };
    expect(config.references.map((r) => relative('..', r.path)).sort(), room).toEqual([...allowed].sort());
    const pure = ['kit', 'core', 'imaging', 'content', 'fhir'].includes(room);
    if (pure)
      expect([config.compilerOptions.types, config.compilerOptions.lib], room).toEqual([[], ['es2023']]);
  }
});

test('nothing of the ultrasound workspace reaches ranking or advice: no stage of care knows of it (SR-96)', () => {
  const known = imports.filter(
    ({ file, target }) =>
      /^core\/imaging-(item|use)\.ts$/.test(target) ||
      (roomOf(target) === 'imaging' && roomOf(file) !== 'imaging'),
  );
  // Who keeps it, who carries it and who shows it; what ranks and advises is not among them.
  const allowed = [
    /^core\/(chart-part|episode)\.ts$/,
    /^store\//,
    /^server\/(record\/imaging|http\/imaging-routes|http\/parts\/imaging)\.ts$/,
    /^web\/(api\/imaging\.ts|features\/ultrasound\/)/,
  ];
  expect(known.filter(({ file }) => !allowed.some((a) => a.test(file))).map(describe)).toEqual([]);
  expect(known.length).toBeGreaterThan(10);
});
