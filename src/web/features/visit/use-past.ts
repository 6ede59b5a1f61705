import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { Atlas } from '../../../core/atlas/atlas.ts';
import type { Chart } from '../../../core/episode.ts';
import type { LocaliseRequest } from '../../../core/localise/request.ts';
import { reads, type DrawingBody, type FindingsBody } from '../../api/records.ts';
import type { Place } from './look-back.tsx';
import { keptMoments, momentsOf, type Moment } from './timeline.ts';

interface PastOf {
  readonly atlas: Atlas;
  readonly chart: Chart;
  readonly drawing: DrawingBody;
  readonly findings: FindingsBody;
}

/** Looking back at a visit. */
export interface Past {
  /** There is something to look back at. */
  readonly canEnter: boolean;
  /** Undefined: one is in the present, and so are the rest. */
  readonly place: Place | undefined;
  readonly steps: readonly Moment[];
  readonly kept: readonly Moment[];
  readonly moment: Moment | undefined;
  /** The question of that moment; keeps its identity until one moves. */
  readonly question: LocaliseRequest | undefined;
  readonly enter: () => void;
  readonly go: (place: Place) => void;
  readonly leave: () => void;
}

const NONE: readonly Moment[] = [];

/** The steps of a visit and where among them one stands. One enters at the last step. */
export function usePast({ atlas, chart, drawing, findings }: PastOf): Past {
  const client = useQueryClient();
  const [chosen, setChosen] = useState<Place>();
  const isBack = chosen !== undefined;
  // Naming each stroke takes its time, so nobody pays for it who does not look back.
  const steps = useMemo(
    () => (isBack ? momentsOf(atlas, drawing, findings) : NONE),
    [isBack, atlas, drawing, findings],
  );
  const kept = useMemo(() => (isBack ? keptMoments(chart.rankings) : NONE), [isBack, chart]);
  const among = chosen?.kind === 'kept' ? kept : steps;
  const at = Math.min(chosen?.at ?? 0, among.length - 1);
  const moment = among[at];
  const question = useMemo(() => moment?.question(), [moment]);
  return {
    canEnter: drawing.strokes.length > 0,
    place: chosen === undefined || moment === undefined ? undefined : { ...chosen, at },
    steps,
    kept,
    moment,
    question,
    enter: () => {
      // Rankings that were kept since the page was opened are on the server only.
      void client.invalidateQueries({ queryKey: reads.chart(chart.visit.id).queryKey });
      setChosen({ kind: 'step', at: Infinity });
    },
    go: setChosen,
    leave: () => setChosen(undefined),
  };
}
