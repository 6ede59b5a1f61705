import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { noteLibrary } from '../../content/note-library.ts';
import type { VisitId } from '../../core/episode.ts';
import type { Paper } from '../../core/paper.ts';
import { composeNote, noteSources } from '../../core/treat/compose-note.ts';
import { changesInWords, draftPaper, signedPaper } from '../../core/treat/note-paper.ts';
import { changedSince } from '../../core/treat/signed-note.ts';
import { parseUuidv7 } from '../../kit/uuid.ts';
import type { Deps } from '../deps.ts';
import { PAPER_SIZES, printPdf, type PaperSize } from '../print/pdf.ts';
import { openChart } from '../record/visits.ts';
import { rule } from './authz.ts';
import { callerOf, inClinic, sendRefusal } from './caller.ts';
import { oneOf } from './parts/shapes.ts';
import { parse } from './parse.ts';

const NOTE_PATH = z.strictObject({ id: z.string(), part: z.string() });
const PRINT_QUERY = z.strictObject({ paper: z.exactOptional(oneOf(PAPER_SIZES)) });

/** Documents on paper: tagged PDF, A4 or Letter. Each is a look into the chart, and leaves its audit event. */
export function printRoutes(app: FastifyInstance, deps: Deps): void {
  const library = noteLibrary(deps.atlas);

  app.get('/api/visits/:id/note/:part/pdf', rule('read', 'chart'), async (request, reply) => {
    const path = parse(NOTE_PATH, request.params);
    if (!path.ok) return sendRefusal(reply, path.error);
    const query = parse(PRINT_QUERY, request.query);
    if (!query.ok) return sendRefusal(reply, query.error);
    const { id, part } = path.value;
    const clinic = callerOf(request).clinic.name;
    const found = await inClinic(deps, request, async (records, patient) => {
      const chart = await openChart(records, { visit: id as VisitId, patient });
      const note = parseUuidv7(part) === undefined ? undefined : await records.latest('note', part);
      return chart.ok && note?.visitId === id ? { chart: chart.value, body: note.body } : undefined;
    });
    if (found === undefined)
      return sendRefusal(reply, { code: 'not-found', what: `note ${part} of this visit` });
    const { chart, body } = found;
    const paper =
      body.state === 'signed'
        ? signedPaper(body, changesInWords(changedSince(body.sources, noteSources(chart))))
        : draftPaper(composeNote(chart, { clinic, remarks: body }, library).note);
    return sendPdf(reply, paper, { size: query.value.paper ?? 'a4', at: deps.now() });
  });
}

async function sendPdf(
  reply: FastifyReply,
  paper: Paper,
  printing: { readonly size: PaperSize; readonly at: ReturnType<Deps['now']> },
): Promise<FastifyReply> {
  const pdf = await printPdf(paper, printing);
  return reply
    .type('application/pdf')
    .header('content-disposition', `inline; filename="${fileName(paper.title)}.pdf"`)
    .send(pdf);
}

/** A title as the name of a file: no name of a patient is in it. */
const fileName = (title: string): string =>
  title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 60);
