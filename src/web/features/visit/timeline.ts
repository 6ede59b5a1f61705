import { requestOf } from '../../../core/visit-request.ts';
import type { Atlas } from '../../../core/atlas/atlas.ts';
import type { RankingShown, Stroke } from '../../../core/episode.ts';
import type { LocaliseRequest } from '../../../core/localise/request.ts';
import { withAnswer } from '../../../core/localise/words.ts';
import { regionName } from '../../ui/body-map/region-tree.tsx';
import { tapOn } from '../../ui/body-map/paint.ts';
import { clearestViewOf, regionOf, viewOf } from '../../ui/body-map/views.ts';
import type { DrawingBody, FindingsBody } from '../../api/records.ts';
import { drawnRegions } from './drawn-regions.ts';
import { causeName } from '../../../core/atlas/site-name.ts';
import { words } from './words.ts';

/** One moment of a visit that can be looked at again. */
export interface Moment {
  /** What happened in it, in words. */
  readonly said: string;
  /** The question as it stood after it. Made when it is looked at: replaying strokes takes its time. */
  readonly question: () => LocaliseRequest;
  /** The strokes that lay on the map then. */
  readonly strokes: readonly Stroke[];
  /** Set when this is a ranking that was shown and kept. */
  readonly kept?: RankingShown;
}

const NOTHING: FindingsBody = { findings: [] };

/**
 * The visit again, step by step: each stroke, how it feels, the second drawing, each finding, each answer. In the order of the record:
 * strokes as they were made, findings as they were answered, and the drawing before the findings.
 */
export function momentsOf(atlas: Atlas, drawing: DrawingBody, found: FindingsBody): readonly Moment[] {
  const { again, ...told } = drawing;
  // Nobody wrote down before which stroke something was said: it stands after all of them.
  const first = { ...told, regions: told.regions.map((row) => withAnswer(row, undefined)) };
  const strokes = first.strokes.map((_, i): Moment => {
    const so = first.strokes.slice(0, i + 1);
    // The last stroke leaves what was recorded; before it the strokes are replayed.
    const isLast = so.length === first.strokes.length;
    return {
      said: strokeSaid(so),
      strokes: so,
      question: () => requestOf(isLast ? first : drawnRegions(so), NOTHING),
    };
  });
  const later = (said: string, findings: FindingsBody): Moment => ({
    said,
    strokes: first.strokes,
    question: () => requestOf(drawing, findings),
  });
  const isTold = told.regions.some((row) => row.words !== undefined);
  const feels: readonly Moment[] = isTold
    ? [{ ...later(words.past.feels, NOTHING), question: () => requestOf(told, NOTHING) }]
    : [];
  const second = again === undefined ? [] : [later(words.past.second, NOTHING)];
  const findings = found.findings.map(({ site, sign, answer }, i) =>
    later(
      words.past.found(words.signs[sign].name, words.answers[answer].toLowerCase(), causeName(atlas, site)),
      {
        findings: found.findings.slice(0, i + 1),
      },
    ),
  );
  const answers = (found.answers ?? []).map((row, i) =>
    later(
      words.past.answered(
        causeName(atlas, row.explanation),
        words.question.answers[row.answer].toLowerCase(),
      ),
      {
        findings: found.findings,
        answers: (found.answers ?? []).slice(0, i + 1),
      },
    ),
  );
  return [...strokes, ...feels, ...second, ...findings, ...answers];
}

/**
 * Rankings of this visit that were shown and kept, oldest first, as moments. What was painted then is known as regions:
 * each is filled, on the view that shows it best.
 */
export function keptMoments(rankings: readonly RankingShown[]): readonly Moment[] {
  return rankings.map((kept) => ({
    said: words.past.kept(timeOf(kept.at)),
    question: () => kept.request,
    strokes: kept.request.regions.flatMap(({ id, intensity }) => {
      const best = viewOf(clearestViewOf(new Map([[id, 1]])));
      return tapOn(best, id, intensity ?? UNRATED) ?? [];
    }),
    kept,
  }));
}

/** The colour of a region whose pain was not rated. */
const UNRATED = 5;

/** Hour and minute by the clock of this device. */
export function timeOf(at: string): string {
  const then = new Date(at);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${two(then.getHours())}:${two(then.getMinutes())}`;
}

/** What the last stroke did, in words: which regions came, grew or went. */
function strokeSaid(strokes: readonly Stroke[]): string {
  const last = strokes.at(-1);
  if (last === undefined) return '';
  const { title } = viewOf(last.view);
  if (last.tool === 'eraser') return words.past.erased(title);
  const largest = [...drawnRegions([last]).regions].sort((a, b) => (b.coverage ?? 1) - (a.coverage ?? 1))[0];
  return largest === undefined
    ? words.past.strayed(title)
    : words.past.painted(regionName(regionOf(largest.id)), last.intensity);
}
