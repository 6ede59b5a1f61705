import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { noteLibrary } from '../../content/note-library.ts';
import { payerRules } from '../../content/payers/rules.ts';
import type { VisitId } from '../../core/episode.ts';
import { clockOf } from '../../core/follow-up/chart-evidence.ts';
import { packetPaper } from '../../core/follow-up/packet-paper.ts';
import type { Paper } from '../../core/paper.ts';
import { composeNote, noteInput, noteSources, type NoteLibrary } from '../../core/treat/compose-note.ts';
import { referralLetter } from '../../core/treat/letter.ts';
import { changesInWords, draftPaper, signedPaper } from '../../core/treat/note-paper.ts';
import { changedSince } from '../../core/treat/signed-note.ts';
import type { Day } from '../../kit/time.ts';
import { parseUuidv7 } from '../../kit/uuid.ts';
import type { Deps } from '../deps.ts';
import { PAPER_SIZES, printPdf, type PaperSize } from '../print/pdf.ts';
import { openChart, openRecord } from '../record/visits.ts';
import { rule } from './authz.ts';
import { callerOf, inClinic, sendRefusal } from './caller.ts';
import { DAY, oneOf, text } from './parts/shapes.ts';
import { parse } from './parse.ts';
import { PATIENT_PATH } from './shapes.ts';

const NOTE_PATH = z.strictObject({ id: z.string(), part: z.string() });
const PRINT_QUERY = z.strictObject({ paper: z.exactOptional(oneOf(PAPER_SIZES)) });

const LETTER_QUERY = z.strictObject({
  paper: z.exactOptional(oneOf(PAPER_SIZES)),
  to: z.exactOptional(text(120, 1)),
});
const EVIDENCE_QUERY = z.strictObject({
  paper: z.exactOptional(oneOf(PAPER_SIZES)),
  rule: z.exactOptional(
    z.string().refine((id) => payerRules.some((r) => r.id === id), { error: 'a rule that ships' }),
  ),
  day: z.exactOptional(DAY),
});

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
  patientPapers(app, deps, library);
}

/** Papers about a patient: what the plan asks of others, and what a payer asks of us. */
function patientPapers(app: FastifyInstance, deps: Deps, library: NoteLibrary): void {
  app.get('/api/patients/:id/letter', rule('read', 'chart'), async (request, reply) => {
    const path = parse(PATIENT_PATH, request.params);
    if (!path.ok) return sendRefusal(reply, path.error);
    const query = parse(LETTER_QUERY, request.query);
    if (!query.ok) return sendRefusal(reply, query.error);
    const { actor, clinic } = callerOf(request);
    const chart = await inClinic(deps, request, async (records) => {
      const [latest] = await records.visitsOf(path.value.id);
      return latest === undefined
        ? undefined
        : openChart(records, { visit: latest.id, patient: path.value.id });
    });
    if (chart === undefined)
      return sendRefusal(reply, {
        code: 'not-possible',
        why: 'A letter tells of a visit, and there is none yet.',
      });
    if (!chart.ok) return sendRefusal(reply, chart.error);
    const input = noteInput(chart.value, { clinic: clinic.name, remarks: { codes: [] } }, library);
    const day = deps.now().slice(0, 10) as Day;
    const paper = referralLetter({ to: query.value.to ?? 'the team', from: actor, day, chart: input });
    return sendPdf(reply, paper, { size: query.value.paper ?? 'a4', at: deps.now() });
  });

  app.get('/api/patients/:id/evidence', rule('read', 'chart'), async (request, reply) => {
    const path = parse(PATIENT_PATH, request.params);
    if (!path.ok) return sendRefusal(reply, path.error);
    const query = parse(EVIDENCE_QUERY, request.query);
    if (!query.ok) return sendRefusal(reply, query.error);
    const { clinic } = callerOf(request);
    const record = await inClinic(deps, request, (records) => openRecord(records, path.value.id));
    if (!record.ok) return sendRefusal(reply, record.error);
    const { patient, parts } = record.value;
    const day = query.value.day ?? (deps.now().slice(0, 10) as Day);
    const chosen = payerRules.find((r) => r.id === query.value.rule) ?? payerRules[0];
    if (chosen === undefined) throw new Error('no payer has a rule');
    const { clock, evidence } = clockOf(chosen, parts, library.sites, day);
    const paper = packetPaper({ patient: patient.label, clinic: clinic.name }, clock, evidence);
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
