import { useMemo, useState, useSyncExternalStore, type ReactElement } from 'react';
import { neuroContent } from '../../../content/examine/neuro.ts';
import type { Atlas } from '../../../core/atlas/atlas.ts';
import type { SiteId } from '../../../core/atlas/muscle.ts';
import type { Chart } from '../../../core/episode.ts';
import type { Examination } from '../../../core/examine/examination.ts';
import type { TriggerPoints } from '../../../core/examine/life.ts';
import { readNeuro } from '../../../core/examine/neuro.ts';
import type { PartWork } from '../../api/parts.ts';
import { useRanking } from '../../api/ranking/use-ranking.ts';
import { useShownRanking } from '../../api/ranking/use-shown-ranking.ts';
import { ratesInUse } from '../../../core/localise/accepted-rates.ts';
import { requestOf } from '../../../core/visit-request.ts';
import type { VisitWork } from '../../api/visit-work.ts';
import { printDay } from '../../ui/print-day.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { Notice } from '../../ui/states.tsx';
import { Conflicts, SaveState } from './saving.tsx';
import { Movement } from './movement.view.tsx';
import { Nerves } from './nerves.view.tsx';
import { orderOf } from './order.ts';
import { Palpation } from './palpation.view.tsx';
import { Points } from './points.view.tsx';
import { SecondExaminer } from './second.view.tsx';
import { useExamination } from './use-examination.ts';
import { words } from './words.ts';
import './examination.css';

interface ExaminationViewProps {
  readonly chart: Chart;
  readonly atlas: Atlas;
  readonly work: VisitWork;
  readonly examination: PartWork<Examination>;
  readonly points: PartWork<TriggerPoints>;
}

const SECTIONS = ['palpation', 'movement', 'nerves', 'points', 'second'] as const;
type Section = (typeof SECTIONS)[number];

/** The examination: muscles by hand with the ranking that moves, then movement, nerves, and the points that follow. */
export function ExaminationView(props: ExaminationViewProps): ReactElement {
  const { chart, atlas, work } = props;
  const drawing = useSyncExternalStore(work.drawing.subscribe, work.drawing.read);
  const findings = useSyncExternalStore(work.findings.subscribe, work.findings.read);
  const request = useMemo(() => requestOf(drawing.value, findings.value), [drawing.value, findings.value]);
  const { state: ranking } = useRanking(request, ratesInUse(chart.rates));
  useShownRanking(chart, ranking, drawing.state.code === 'saved' && findings.state.code === 'saved');
  const exam = useExamination(props);
  const neuro = useMemo(
    () => readNeuro(neuroContent, exam.found.examination.neuro),
    [exam.found.examination.neuro],
  );
  const [section, setSection] = useState<Section>('palpation');
  const [list, setList] = useState<readonly SiteId[]>();
  const [chosen, setChosen] = useState<SiteId>();

  const ranked = ranking.code === 'ready' ? ranking.ranking : undefined;
  const examined = exam.judged.map((j) => j.site);
  // The order is settled once, when the first ranking is there: a list that moves under the finger is no list.
  if (list === undefined && (ranked !== undefined || ranking.code === 'blank' || ranking.code === 'broken')) {
    const order = orderOf(ranked, examined);
    setList(order);
    setChosen(order[0]);
  }
  const choose = (site: SiteId): void => {
    setList((before = []) => (before.includes(site) ? before : [...before, site]));
    setChosen(site);
  };
  return (
    <>
      <header className="exam__head">
        <h1 className="number">{words.title(printDay(chart.visit.day))}</h1>
        <SaveState work={work} examination={props.examination} points={props.points} />
      </header>
      <Conflicts work={work} examination={props.examination} points={props.points} atlas={atlas} />
      {exam.refused !== undefined && (
        <Notice tone="caution">
          {words.refused}: {exam.refused}
        </Notice>
      )}
      <div className="exam__sections">
        <Segmented
          label={words.section}
          options={SECTIONS.map((id) => ({ id, text: words.sections[id] }))}
          value={section}
          onChange={setSection}
        />
      </div>
      {section === 'palpation' && (
        <Palpation
          chart={chart}
          atlas={atlas}
          exam={exam}
          ranking={ranking}
          strokes={drawing.value.strokes}
          list={[...new Set([...(list ?? []), ...examined])]}
          chosen={chosen}
          onChoose={choose}
          nerveSigns={neuro.state === 'positive'}
          onNerves={() => setSection('nerves')}
        />
      )}
      {section === 'movement' && <Movement exam={exam} atlas={atlas} />}
      {section === 'nerves' && <Nerves exam={exam} atlas={atlas} neuro={neuro} visitId={chart.visit.id} />}
      {section === 'points' && <Points exam={exam} atlas={atlas} chart={chart} />}
      {section === 'second' && <SecondExaminer exam={exam} atlas={atlas} />}
    </>
  );
}
