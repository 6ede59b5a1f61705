import { Link } from '@tanstack/react-router';
import { useMemo, useState, useSyncExternalStore, type ReactElement } from 'react';
import type { Atlas } from '../../../core/atlas/atlas.ts';
import type { SiteId } from '../../../core/atlas/muscle.ts';
import type { Chart, Stroke } from '../../../core/episode.ts';
import type { Answer } from '../../../core/answer.ts';
import type { LocaliseRequest, Sign } from '../../../core/localise/request.ts';
import { Conflicts } from './conflicts.tsx';
import { DrawingPanel } from './drawing-panel.tsx';
import { drawnRegions } from './drawn-regions.ts';
import { markersOf, patternOf } from './on-the-map.ts';
import { RankingPanel } from './ranking-panel.tsx';
import { useRanking } from '../../api/ranking/use-ranking.ts';
import { SaveStatus } from './save-status.tsx';
import { useShownRanking } from '../../api/ranking/use-shown-ranking.ts';
import type { VisitWork } from '../../api/visit-work.ts';
import { words } from './words.ts';
import { printDay } from '../../ui/print-day.ts';
import './visit.css';

interface VisitProps {
  readonly chart: Chart;
  readonly atlas: Atlas;
  readonly work: VisitWork;
}

/** The visit: at the left where it hurts, beside it what could refer there, with the examination beneath each. */
export function Visit({ chart, atlas, work }: VisitProps): ReactElement {
  const drawing = useSyncExternalStore(work.drawing.subscribe, work.drawing.read);
  const findings = useSyncExternalStore(work.findings.subscribe, work.findings.read);
  const request = useMemo(
    (): LocaliseRequest => ({
      regions: drawing.value.regions,
      findings: findings.value.findings,
      ...(drawing.value.asked !== undefined && { asked: drawing.value.asked }),
    }),
    [drawing.value, findings.value],
  );
  const ranking = useRanking(request);
  useShownRanking(chart, ranking, drawing.state.code === 'saved' && findings.state.code === 'saved');

  const [opened, setOpened] = useState<SiteId>();
  const [isHandedOver, setHandedOver] = useState(false);
  const ranked = ranking.code === 'ready' ? ranking.ranking.ranked : [];
  const draw = (strokes: readonly Stroke[]): void =>
    work.drawing.change({ strokes, ...drawnRegions(strokes) });
  const answer = (site: SiteId, sign: Sign, given: Answer): void => {
    const others = findings.value.findings.filter((f) => f.site !== site || f.sign !== sign);
    // Unknown is what is not recorded: taking an answer back leaves no trace in the list.
    work.findings.change({
      findings: given === 'unknown' ? others : [...others, { site, sign, answer: given }],
    });
  };
  return (
    <>
      <header className="visit__head">
        <div>
          <p className="visit__who">
            <Link to="/patients/$patientId" params={{ patientId: chart.patient.id }}>
              {chart.patient.label}
            </Link>
          </p>
          <h1 className="number">{words.visitOf(printDay(chart.visit.day))}</h1>
        </div>
        <SaveStatus work={work} />
      </header>
      <Conflicts work={work} atlas={atlas} />
      <div className="visit" data-handed-over={isHandedOver ? '' : undefined}>
        <DrawingPanel
          strokes={drawing.value.strokes}
          painted={drawing.value.regions}
          onDraw={draw}
          isHandedOver={isHandedOver}
          onHandOver={setHandedOver}
          markers={isHandedOver ? undefined : markersOf(atlas, ranked, opened)}
          highlighted={isHandedOver ? undefined : patternOf(ranked, opened)}
          onMarker={setOpened}
        />
        {!isHandedOver && (
          <RankingPanel
            atlas={atlas}
            state={ranking}
            findings={findings.value.findings}
            opened={opened}
            onOpen={setOpened}
            onAnswer={answer}
          />
        )}
      </div>
    </>
  );
}
