import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { plainText, type Paper } from '../../core/paper.ts';
import type { Instant } from '../../kit/time.ts';
import { printPdf } from './pdf.ts';

const at = '2030-01-02T10:20:30.000Z' as Instant;
const paper: Paper = {
  title: 'Trigger point injection, 2030-01-02',
  language: 'en',
  foot: 'foot of the page',
  sections: Array.from({ length: 14 }, (_, i) => ({
    title: `Section ${i + 1}`,
    lines: [
      `${i + 1}. Łukasz Żółć, left (upper fibres): 27 G × 30 mm, 15 mm deep; ≥ 30 % – “better”; Ελένη; Наталья; 10 µm ½.`,
      'A sentence that is long enough to be broken over two lines on every paper, because it goes on and on until it does not fit any more, and then some.',
    ],
  })),
};

/** The text of a PDF as another program reads it; undefined where that program is not installed. */
function readBack(pdf: Buffer): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'tautband-pdf-'));
  try {
    writeFileSync(join(folder, 'a.pdf'), pdf);
    const read = spawnSync('pdftotext', ['-enc', 'UTF-8', join(folder, 'a.pdf'), '-'], { encoding: 'utf8' });
    if (read.error !== undefined) return undefined;
    // It names every fault of the file that it meets.
    expect(read.stderr).toBe('');
    return read.stdout;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Text without the feet of pages, and without how it was broken into lines. */
const bare = (text: string): string =>
  text
    .replaceAll(/foot of the page · \d+ \/ \d+/g, '')
    .replaceAll('\f', ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();

/** Objects of a PDF as text, the compressed ones unpacked. */
function unpacked(pdf: Buffer): string {
  let all = pdf.toString('latin1');
  for (const match of pdf.toString('latin1').matchAll(/stream\r?\n/g)) {
    const from = match.index + match[0].length;
    try {
      all += inflateSync(pdf.subarray(from)).toString('latin1');
    } catch {
      // Not every stream is compressed.
    }
  }
  return all;
}

test.each(['a4', 'letter'] as const)(
  'on %s paper: the same words as the screen, tagged, with outline and language',
  async (size) => {
    const pdf = await printPdf(paper, { size, at });
    const text = readBack(pdf);
    if (text !== undefined) {
      // A heading stands in capitals in plain text only.
      const expected = [paper.title, ...paper.sections.flatMap((s) => [s.title, ...s.lines])].join(' ');
      expect(bare(text)).toBe(bare(expected));
      expect(bare(plainText(paper)).toLowerCase()).toBe(bare(expected).toLowerCase());
    }
    const objects = unpacked(pdf);
    expect(objects).toContain(size === 'a4' ? '/MediaBox [0 0 595.28 841.89]' : '/MediaBox [0 0 612 792]');
    for (const needed of [
      '/MarkInfo',
      '/Marked true',
      '/StructTreeRoot',
      '/Lang (en)',
      '/Outlines',
      '/DisplayDocTitle true',
    ])
      expect(objects).toContain(needed);
    for (const tag of ['Document', 'Sect', 'H1', 'H2', 'P']) expect(objects).toContain(`/S /${tag}`);
    // Fourteen sections do not fit one page: feet are artifacts, not text.
    expect(objects.match(/\/Artifact/g)?.length).toBeGreaterThanOrEqual(2);
  },
);

test('the same document at the same moment is the same bytes', async () => {
  const [a, b] = [await printPdf(paper, { size: 'a4', at }), await printPdf(paper, { size: 'a4', at })];
  expect(a.equals(b)).toBe(true);
});

test('SR-122 a character without a sign leaves a mark and is named; it never vanishes', async () => {
  const named = { ...paper, sections: [{ title: 'Patient', lines: ['屋根 and 屋, seen today.'] }] };
  const text = readBack(await printPdf(named, { size: 'a4', at }));
  if (text === undefined) return;
  expect(bare(text)).toContain('□□ and □, seen today.');
  expect(bare(text)).toContain('has no sign for U+5C4B (2 times), U+6839.');
});

test('text that runs from right to left stays whole and in order, within a line that runs the other way', async () => {
  const hebrew = 'Seen by שלום עולם, at כתובת 12 תל, on 2030-01-02.';
  const named = { ...paper, sections: [{ title: 'Patient', lines: [hebrew] }] };
  const text = readBack(await printPdf(named, { size: 'a4', at }));
  if (text === undefined) return;
  const plain = bare(text.replaceAll(/[\u202a-\u202e\u2066-\u2069\u200e\u200f]/g, ' '));
  // pdftotext puts words of letters back into reading order, and leaves words around a number as they stand on the page.
  for (const piece of ['Seen by שלום עולם', 'תל 12 כתובת', 'on 2030-01-02.']) expect(plain).toContain(piece);
});

test('a word that is wider than the page is broken, not cut off', async () => {
  const long = 'x'.repeat(400);
  const named = { ...paper, sections: [{ title: 'Patient', lines: [long] }] };
  const text = readBack(await printPdf(named, { size: 'a4', at }));
  if (text === undefined) return;
  expect(text.match(/x/g)?.length).toBe(400);
});
