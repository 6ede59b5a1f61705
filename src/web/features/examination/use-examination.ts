import { useMemo, useState, useSyncExternalStore } from 'react';
import type { Atlas } from '../../../core/atlas/atlas.ts';
import type { SiteId } from '../../../core/atlas/muscle.ts';
import type { Chart } from '../../../core/episode.ts';
import { forPoints, judge, type Examination, type JudgedSite } from '../../../core/examine/examination.ts';
import type { TriggerPoint, TriggerPoints } from '../../../core/examine/life.ts';
import { pointsAfter, tells, type Examined } from '../../../core/examine/points.ts';
import { pressureAt } from '../../../core/examine/sides.ts';
import { printComplaint } from '../../../kit/complaint.ts';
import type { PartWork } from '../../api/parts.ts';
import { newId } from '../../api/records.ts';
import type { VisitWork } from '../../api/visit-work.ts';
import type { Found } from './edit.ts';

/** What the pages of the examination work on, and how they change it. */
export interface ExaminationWork {
  readonly found: Found;
  readonly judged: readonly JudgedSite[];
  readonly points: readonly TriggerPoint[];
  /** Change what was found; the points follow the sites that it touches. */
  readonly change: (next: (found: Found) => Found) => void;
  readonly changePoints: (points: readonly TriggerPoint[]) => void;
  /** Bring the list of points up to what was found elsewhere. Absent: it is. */
  readonly catchUp: (() => void) | undefined;
  /** Absent when there is nothing to take back. */
  readonly undo: (() => void) | undefined;
  /** Why the points do not follow the last change. Absent: they do. */
  readonly refused: string | undefined;
}

interface Parts {
  readonly chart: Chart;
  readonly atlas: Atlas;
  readonly work: VisitWork;
  readonly examination: PartWork<Examination>;
  readonly points: PartWork<TriggerPoints>;
}

/** Everything as it was before one change. */
interface Step {
  readonly found: Found;
  readonly points: TriggerPoints;
}

/** Take as many steps back as a slip of the hand needs. */
const MOST_STEPS = 50;

/** The examination of one visit: findings, examination and points, changed together and undone together. */
export function useExamination({ chart, atlas, work, examination, points }: Parts): ExaminationWork {
  const { findings } = useSyncExternalStore(work.findings.subscribe, work.findings.read).value;
  const [past, setPast] = useState<readonly Step[]>([]);
  const [refused, setRefused] = useState<string>();
  const muscles = useMemo(() => new Map(atlas.sites.map((s) => [s.id, s.muscle.id])), [atlas]);
  const muscleOf = (site: SiteId): string => muscles.get(site) ?? '';
  const found = useMemo(() => ({ findings, examination: examination.value }), [findings, examination.value]);

  const read = (): Found => ({
    findings: work.findings.read().value.findings,
    examination: examination.saver.read().value,
  });
  const judged = ({ findings: list, examination: of }: Found): readonly Examined[] =>
    judge(list, forPoints(of), muscleOf).map(({ site, verdict, criteria }) => {
      const pressure = pressureAt(site, of.sites);
      return { site, verdict, criteria, ...(pressure !== undefined && { pressure }) };
    });
  const write = (next: Found): void => {
    const before = read();
    if (next.findings !== before.findings)
      work.findings.change({ ...work.findings.read().value, findings: next.findings });
    if (next.examination !== before.examination) examination.change(next.examination);
  };
  const change = (make: (found: Found) => Found): void => {
    const before = read();
    const next = make(before);
    if (next === before) return;
    const step: Step = { found: before, points: points.saver.read().value };
    setPast((steps) => [...steps.slice(1 - MOST_STEPS), step]);
    write(next);
    const gone = judged(before).filter((b) => !judged(next).some((n) => n.site === b.site));
    follow([
      ...judged(next),
      ...gone.map((g): Examined => ({ site: g.site, criteria: g.criteria, verdict: 'not-enough-known' })),
    ]);
  };
  /** Bring the list of points up to what was found, and say where that cannot be. */
  const follow = (sites: readonly Examined[]): void => {
    let list = points.saver.read().value.points;
    let said: string | undefined;
    for (const examined of sites.filter((one) => !tells(list, one, chart.visit.id))) {
      const after = pointsAfter(list, examined, {
        visit: chart.visit.id,
        day: chart.visit.day,
        newId,
      });
      if (after.ok) list = after.value;
      else said = after.error.map(printComplaint).join('; ');
    }
    setRefused(said);
    if (list !== points.saver.read().value.points) points.change({ points: list });
  };
  const undo = (): void => {
    const last = past.at(-1);
    if (last === undefined) return;
    setPast((steps) => steps.slice(0, -1));
    write(last.found);
    if (last.points !== points.saver.read().value) points.change(last.points);
    setRefused(undefined);
  };
  return {
    found,
    judged: useMemo(
      () => judge(found.findings, found.examination, (site) => muscles.get(site) ?? ''),
      [found, muscles],
    ),
    points: points.value.points,
    change,
    changePoints: (list) => points.change({ points: list }),
    catchUp: judged(found).every((one) => tells(points.value.points, one, chart.visit.id))
      ? undefined
      : () => follow(judged(read())),
    undo: past.length > 0 ? undo : undefined,
    refused,
  };
}
