import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import type { Paper } from '../../core/paper.ts';
import type { Instant } from '../../kit/time.ts';
import { withMarks } from './glyphs.ts';
import { isRightToLeft, linesOf } from './lines.ts';

/** Sizes of paper. */
export const PAPER_SIZES = ['a4', 'letter'] as const;
export type PaperSize = (typeof PAPER_SIZES)[number];

const require = createRequire(import.meta.url);
/** A free font with wide coverage. Only the signs that are used are put into a document. */
const REGULAR = require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf');
const BOLD = require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf');

/** Points. */
const MARGIN = { top: 54, bottom: 64, left: 60, right: 60 };
const SIZE = { title: 17, heading: 11.5, text: 9.5, foot: 7.5 } as const;
const LEADING = 1.4;
const INK = { text: '#111418', heading: '#0b3d5c', foot: '#4a5560' } as const;

/** When a document was made, so that the same request gives the same bytes. */
export interface Printing {
  readonly size: PaperSize;
  readonly at: Instant;
}

/**
 * Set a document as a tagged PDF: title, language, outline, headings and paragraphs for a screen reader.
 *
 * Text of scripts that run from right to left is set in its order; a character without a sign is marked and named.
 */
export function printPdf(given: Paper, { size, at }: Printing): Promise<Buffer> {
  const doc = new PDFDocument({
    size: size === 'a4' ? 'A4' : 'LETTER',
    margins: MARGIN,
    pdfVersion: '1.7',
    // The types lag behind the package, which has known PDF/UA for some versions.
    ...({ subset: 'PDF/UA' } as object),
    tagged: true,
    lang: given.language,
    displayTitle: true,
    bufferPages: true,
    font: REGULAR,
    info: { Title: given.title, Producer: 'Tautband', Creator: 'Tautband', CreationDate: new Date(at) },
  });
  doc.registerFont('regular', REGULAR);
  doc.registerFont('bold', BOLD);
  const paper = withMarks(given, hasSign(doc));
  const whole = doc.struct('Document');
  doc.addStructure(whole);
  whole.add(heading(doc, 'H1', paper.title, SIZE.title));
  for (const { title, lines } of paper.sections) {
    // A heading never stands alone at the foot of a page.
    keepTogether(doc, SIZE.heading * LEADING * 2 + SIZE.text * LEADING * 2);
    const section = doc.struct('Sect', { title });
    whole.add(section);
    doc.outline.addItem(title);
    section.add(heading(doc, 'H2', title, SIZE.heading));
    for (const line of lines) section.add(paragraph(doc, line));
    section.end();
  }
  whole.end();
  number(doc, paper.foot);
  return finished(doc);
}

type Doc = InstanceType<typeof PDFDocument>;

const widthOf = (doc: Doc): number => doc.page.width - MARGIN.left - MARGIN.right;

function heading(doc: Doc, tag: 'H1' | 'H2', text: string, size: number): ReturnType<Doc['struct']> {
  return doc.struct(tag, {}, () => {
    doc.y += tag === 'H1' ? 0 : size * 0.9;
    doc.font('bold').fontSize(size).fillColor(INK.heading);
    set(doc, text, size);
    doc.y += size * 0.2;
  });
}

function paragraph(doc: Doc, text: string): ReturnType<Doc['struct']> {
  // Letters that join may be read back in another order than they were written: the text itself says what it is.
  return doc.struct('P', isRightToLeft(text) ? { actual: text } : {}, () => {
    doc.font('regular').fontSize(SIZE.text).fillColor(INK.text);
    set(doc, text, SIZE.text);
    doc.y += SIZE.text * 0.3;
  });
}

/** Set lines one by one, each on the next page when this one is full. */
function set(doc: Doc, text: string, size: number): void {
  const space = doc.widthOfString(' ');
  for (const line of linesOf(text, widthOf(doc), (t) => doc.widthOfString(t))) {
    keepTogether(doc, size * LEADING);
    const y = doc.y;
    let x = MARGIN.left;
    for (const [i, piece] of line.entries()) {
      if (i > 0 && !piece.isGlued) x += space;
      // The last piece ends with a space, so that a reader of the file does not run its words into the next line.
      doc.text(i === line.length - 1 ? `${piece.text} ` : piece.text, x, y, { lineBreak: false });
      x += doc.widthOfString(piece.text);
    }
    doc.y = y + size * LEADING;
  }
}

function keepTogether(doc: Doc, height: number): void {
  if (doc.y + height > doc.page.height - MARGIN.bottom) {
    doc.continueOnNewPage();
    doc.y = MARGIN.top;
  }
}

/** The foot of each page is no part of the text. */
function number(doc: Doc, foot: string): void {
  const { start, count } = doc.bufferedPageRange();
  for (let i = 0; i < count; i++) {
    doc.switchToPage(start + i);
    doc.markContent('Artifact', { type: 'Pagination', attached: ['Bottom'] });
    // Below the margin, where pdfkit would otherwise begin another page.
    doc.page.margins.bottom = 0;
    doc.font('regular').fontSize(SIZE.foot).fillColor(INK.foot);
    doc.text(`${foot} · ${i + 1} / ${count}`, MARGIN.left, doc.page.height - 40, { lineBreak: false });
    doc.endMarkedContent();
  }
}

/** Whether the font that is set has a sign for a character. */
function hasSign(doc: Doc): (codePoint: number) => boolean {
  // The types do not show the font beneath; without it every character would count as missing.
  const { font } = (doc as unknown as { readonly _font: { readonly font: FontBeneath } })._font;
  return (codePoint) => font.hasGlyphForCodePoint(codePoint);
}

interface FontBeneath {
  hasGlyphForCodePoint(codePoint: number): boolean;
}

function finished(doc: Doc): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    doc.on('end', () => resolve(Buffer.concat(chunks)));
    doc.on('error', reject);
    doc.end();
  });
}
