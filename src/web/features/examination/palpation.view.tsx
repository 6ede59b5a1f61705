import { useEffect, useMemo, useRef, useState, type ReactElement } from 'react';
import type { Atlas } from '../../../core/atlas/atlas.ts';
import type { Site, SiteId } from '../../../core/atlas/muscle.ts';
import { mirrorId } from '../../../core/atlas/region.ts';
import { siteName } from '../../../core/atlas/site-name.ts';
import type { Answer } from '../../../core/answer.ts';
import type { Chart, Stroke } from '../../../core/episode.ts';
import type { ExaminationSign } from '../../../core/examine/signs.ts';
import type { RankingState } from '../../api/ranking/use-ranking.ts';
import { Expander } from '../../ui/expander.tsx';
import { ANSWER_WORDS, SIGN_WORDS } from '../../ui/facts/sign-words.ts';
import { AFTER, answerAt, referralAt, withAnswer, withReferral } from './edit.ts';
import { ExamMap } from './exam-map.tsx';
import { MuscleList } from './muscle-list.tsx';
import { neighbour } from './order.ts';
import { RankingStrip } from './ranking-strip.tsx';
import { SitePanel } from './site-panel.tsx';
import type { ExaminationWork } from './use-examination.ts';
import { keyHandler } from './use-keys.ts';
import { words } from './words.ts';
import { Empty } from '../../ui/states.tsx';

interface PalpationProps {
  readonly chart: Chart;
  readonly atlas: Atlas;
  readonly exam: ExaminationWork;
  readonly ranking: RankingState;
  readonly strokes: readonly Stroke[];
  readonly list: readonly SiteId[];
  readonly chosen: SiteId | undefined;
  readonly onChoose: (site: SiteId) => void;
  readonly nerveSigns: boolean;
  readonly onNerves: () => void;
}

/** Muscles by hand: the ranking above, then the list, the signs of the chosen site, and the map. */
export function Palpation(props: PalpationProps): ReactElement {
  const { atlas, exam, ranking, list, chosen, onChoose } = props;
  const sites = useMemo(() => new Map(atlas.sites.map((s) => [s.id, s])), [atlas]);
  const site = chosen === undefined ? undefined : sites.get(chosen);
  const [isWhere, setWhere] = useState(false);
  const [said, setSaid] = useState('');
  const root = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);

  const isReady = list.length > 0;
  useEffect(() => {
    // Keys work at once: whoever came by the tab, and has not begun anywhere else, stands at the list.
    const at = document.activeElement;
    if (!isReady || (at !== document.body && at?.closest('nav') === null)) return;
    root.current?.querySelector<HTMLElement>('[data-row][aria-current]')?.focus({ preventScroll: true });
  }, [isReady]);

  const go = (to: SiteId | undefined): void => {
    if (to === undefined || !sites.has(to)) return;
    onChoose(to);
    setWhere(false);
    requestAnimationFrame(() =>
      root.current?.querySelector<HTMLElement>(`[data-row="${to}"]`)?.focus({ preventScroll: true }),
    );
  };
  const answer = (sign: ExaminationSign, given: Answer): void => {
    if (site === undefined) return;
    exam.change((found) => withAnswer(found, site.id, sign, given));
    setSaid(`${SIGN_WORDS[sign].name} ${ANSWER_WORDS[given].toLowerCase()}, ${siteName(site)}`);
    if (sign === 'referred-pain') setWhere(given === 'present');
  };
  const examined = useMemo(() => new Set(exam.judged.map((j) => j.site)), [exam.judged]);
  // Pressed again where it already led, the key goes on to a muscle that nobody has touched.
  const proposals = ranking.code === 'ready' ? ranking.ranking.next : [];
  const next = proposals.find((n, i) => n.site !== chosen && (i === 0 || !examined.has(n.site)));
  const onKey = keyHandler({
    move: (step) => go(neighbour(list, chosen, step)),
    cycle: (sign) => site !== undefined && answer(sign, AFTER[answerAt(exam.found, site.id, sign)]),
    absent: (sign) => answer(sign, 'absent'),
    next: () => go(next?.site),
    otherSide: () => go(site === undefined ? undefined : mirrorId(site.id)),
    where: () => setWhere((is) => !is),
    undo: () => exam.undo?.(),
    search: () => search.current?.focus(),
  });
  return (
    <div className="palpation" ref={root} onKeyDown={onKey}>
      <RankingStrip
        atlas={atlas}
        sites={sites}
        state={ranking}
        chosen={chosen}
        examined={examined}
        onGo={go}
        chart={props.chart}
      />
      <div className="palpation__columns">
        <MuscleList
          atlas={atlas}
          sites={sites}
          list={list}
          chosen={chosen}
          judged={exam.judged}
          ranking={ranking}
          onGo={go}
          search={search}
        />
        <Panel
          {...props}
          site={site}
          sites={sites}
          isWhere={isWhere}
          onWhere={setWhere}
          onAnswer={answer}
          onGo={go}
        />
        <ExamMap
          sites={sites}
          judged={exam.judged}
          list={list}
          site={site}
          strokes={props.strokes}
          felt={site === undefined ? [] : referralAt(exam.found, site.id)}
          isWhere={isWhere}
          onFelt={(regions) => site && exam.change((found) => withReferral(found, site.id, regions))}
          onDone={() => setWhere(false)}
          onGo={go}
        />
      </div>
      <p className="hidden-visually" role="status">
        {said}
      </p>
    </div>
  );
}

interface PanelProps extends PalpationProps {
  readonly site: Site | undefined;
  readonly sites: ReadonlyMap<SiteId, Site>;
  readonly isWhere: boolean;
  readonly onWhere: (isWhere: boolean) => void;
  readonly onAnswer: (sign: ExaminationSign, answer: Answer) => void;
  readonly onGo: (site: SiteId) => void;
}

function Panel(props: PanelProps): ReactElement {
  const { site } = props;
  if (site === undefined)
    return (
      <section className="site-panel card">
        <Empty title={words.panel.choose}>{words.panel.chooseText}</Empty>
      </section>
    );
  return (
    <SitePanel
      key={site.id}
      site={site}
      sites={props.sites}
      atlas={props.atlas}
      exam={props.exam}
      ranking={props.ranking}
      isWhere={props.isWhere}
      onWhere={props.onWhere}
      onAnswer={props.onAnswer}
      onGo={props.onGo}
      day={props.chart.visit.day}
      nerveSigns={props.nerveSigns}
      onNerves={props.onNerves}
    >
      <Expander title={words.keyboard}>
        <dl className="keys">
          {words.keys.map(([key, does]) => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
      </Expander>
    </SitePanel>
  );
}
