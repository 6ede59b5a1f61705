import type { Chart } from '../../core/episode.ts';
import { ok, type Result } from '../../kit/result.ts';
import type { Failure } from './client.ts';
import type { DraftStore } from './drafts.ts';
import { newId, writes, type DrawingBody, type FindingsBody } from './records.ts';
import { Saver, type Kept } from './saver.ts';

/** What is being written about one visit. */
export interface VisitWork {
  readonly drawing: Saver<DrawingBody>;
  readonly findings: Saver<FindingsBody>;
}

/**
 * Work by visit, for as long as the page is open: leaving a visit and coming back must find the same savers,
 * because two of them would write against each other.
 */
const open = new Map<string, VisitWork>();

/** The work on a visit: what is under way already, else what the server has or what this device still holds. */
export function workOn(chart: Chart, drafts: DraftStore): VisitWork {
  const known = open.get(chart.visit.id);
  if (known !== undefined) return known;
  const { visit } = chart;
  const base = { drafts, newKey: newId, later };
  const work: VisitWork = {
    drawing: new Saver(keptDrawing(chart.drawing), {
      ...base,
      name: `${visit.id}.drawing`,
      put: async (value, options) => mapKept(await writes.drawing(visit, value, options), keptDrawing),
      readCurrent: (current) => keptDrawing(current as Chart['drawing']),
    }),
    findings: new Saver(keptFindings(chart.findings), {
      ...base,
      name: `${visit.id}.findings`,
      put: async (value, options) => mapKept(await writes.findings(visit, value, options), keptFindings),
      readCurrent: (current) => keptFindings(current as Chart['findings']),
    }),
  };
  open.set(visit.id, work);
  window.addEventListener('online', () => retryAll(work));
  document.addEventListener('visibilitychange', () => retryAll(work));
  return work;
}

/** The server was asked again: take over what it has, where nothing waits to be saved. */
export function refreshWork(work: VisitWork, chart: Chart): void {
  work.drawing.refresh(keptDrawing(chart.drawing));
  work.findings.refresh(keptFindings(chart.findings));
}

const later = (work: () => void, ms: number): (() => void) => {
  const timer = setTimeout(work, ms);
  return () => clearTimeout(timer);
};

function retryAll(work: VisitWork): void {
  work.drawing.retry();
  work.findings.retry();
}

const keptDrawing = (drawing: Chart['drawing']): Kept<DrawingBody> => ({
  value: {
    strokes: drawing?.strokes ?? [],
    regions: drawing?.regions ?? [],
    ...(drawing?.asked !== undefined && { asked: drawing.asked }),
    ...(drawing?.again !== undefined && { again: drawing.again }),
  },
  version: drawing?.version ?? 0,
});

const keptFindings = (findings: Chart['findings']): Kept<FindingsBody> => ({
  value: {
    findings: findings?.findings ?? [],
    ...(findings?.answers !== undefined && { answers: findings.answers }),
  },
  version: findings?.version ?? 0,
});

const mapKept = <A, B>(result: Result<A, Failure>, map: (value: A) => B): Result<B, Failure> =>
  result.ok ? ok(map(result.value)) : result;
