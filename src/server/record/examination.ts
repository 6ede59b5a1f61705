import type {
  Drawing,
  Findings,
  PatientId,
  RankingId,
  RankingShown,
  SecondDrawing,
  ShownSite,
  Stroke,
  VisitId,
} from '../../core/episode.ts';
import type { RegionId } from '../../core/atlas/region.ts';
import type { Versions } from '../../core/localise/ranking.ts';
import type {
  ExplanationAnswer,
  LocaliseRequest,
  PaintedRegion,
  SiteFinding,
} from '../../core/localise/request.ts';
import type { Result } from '../../kit/result.ts';
import type { Refusal } from './refusal.ts';
import { append, appendNew, kept, visitOf, type Write } from './write.ts';

/** A drawing as it comes from the screen. */
export interface DrawingInput {
  readonly patientId: PatientId;
  readonly strokes: readonly Stroke[];
  readonly regions: readonly PaintedRegion[];
  readonly asked?: readonly RegionId[];
  readonly again?: SecondDrawing;
}

/** Save the drawing of a visit in place of the version that the writer saw. */
export async function saveDrawing(
  write: Write,
  id: VisitId,
  input: DrawingInput,
): Promise<Result<Drawing, Refusal>> {
  const visit = await visitOf(write, id, input.patientId);
  if (!visit.ok) return visit;
  return append(write, { kind: 'drawing', id, ...kept(write), ...input });
}

/** Findings as they come from the screen. */
export interface FindingsInput {
  readonly patientId: PatientId;
  readonly findings: readonly SiteFinding[];
  readonly answers?: readonly ExplanationAnswer[];
}

/** Save everything that palpation answered, in place of the version that the writer saw. */
export async function saveFindings(
  write: Write,
  id: VisitId,
  input: FindingsInput,
): Promise<Result<Findings, Refusal>> {
  const visit = await visitOf(write, id, input.patientId);
  if (!visit.ok) return visit;
  return append(write, { kind: 'findings', id, ...kept(write), ...input });
}

/** A ranking as it was shown. */
export interface RankingInput {
  readonly id: RankingId;
  readonly patientId: PatientId;
  readonly request: LocaliseRequest;
  readonly versions: Versions;
  readonly sites: readonly ShownSite[];
}

/** Keep a ranking that a clinician saw. */
export async function keepRanking(
  write: Write,
  visitId: VisitId,
  input: RankingInput,
): Promise<Result<RankingShown, Refusal>> {
  const visit = await visitOf(write, visitId, input.patientId);
  if (!visit.ok) return visit;
  return appendNew(write, { kind: 'ranking', visitId, ...kept(write), ...input });
}
