import type { ReactElement, ReactNode } from 'react';
import type { Answer } from '../../../core/answer.ts';
import { ANSWERS } from '../../../core/answer.ts';
import type { Atlas } from '../../../core/atlas/atlas.ts';
import type { Site, SiteId } from '../../../core/atlas/muscle.ts';
import { mirrorId } from '../../../core/atlas/region.ts';
import { muscleName, siteName } from '../../../core/atlas/site-name.ts';
import { stageNow, suspect } from '../../../core/examine/points.ts';
import { AUTONOMIC_SIGNS, EXAMINATION_SIGNS, type ExaminationSign } from '../../../core/examine/signs.ts';
import type { Day } from '../../../kit/time.ts';
import { newId } from '../../api/records.ts';
import type { RankingState } from '../../api/ranking/use-ranking.ts';
import { regionName } from '../../ui/body-map/region-tree.tsx';
import { regionOf } from '../../ui/body-map/views.ts';
import { Button } from '../../ui/button.tsx';
import { Expander } from '../../ui/expander.tsx';
import { StatusBadge } from '../../ui/facts/provenance.tsx';
import { SourceList } from '../../ui/facts/source-list.tsx';
import { ANSWER_WORDS, AUTONOMIC_WORDS, SIGN_WORDS } from '../../ui/facts/sign-words.ts';
import { percent } from '../../ui/percent.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { answerAt, referralAt, withAutonomic } from './edit.ts';
import { Judgement } from './judgement.tsx';
import { Pressure } from './pressure.tsx';
import type { ExaminationWork } from './use-examination.ts';
import { words } from './words.ts';

interface SitePanelProps {
  readonly site: Site;
  readonly sites: ReadonlyMap<SiteId, Site>;
  readonly atlas: Atlas;
  readonly exam: ExaminationWork;
  readonly ranking: RankingState;
  readonly isWhere: boolean;
  readonly onWhere: (isWhere: boolean) => void;
  readonly onAnswer: (sign: ExaminationSign, answer: Answer) => void;
  readonly onGo: (site: SiteId) => void;
  readonly nerveSigns: boolean;
  readonly onNerves: () => void;
  /** Day of the visit. */
  readonly day: Day;
  readonly children: ReactNode;
}

const OPTIONS = ANSWERS.map((id) => ({ id, text: <span data-answer={id}>{ANSWER_WORDS[id]}</span> }));

/** One site under the finger: its eight signs, what the criteria make of them, and what else is measured there. */
export function SitePanel(props: SitePanelProps): ReactElement {
  const { site, sites, atlas, exam, onGo } = props;
  const other = mirrorId(site.id);
  const about = siteName(site);
  return (
    <section className="site-panel card" aria-label={about}>
      <header className="site-panel__head">
        <div>
          <h2>
            {muscleName(site)}{' '}
            {site.side !== 'midline' && <span className="site-panel__side">{words.side[site.side]}</span>}
          </h2>
          <p>{site.entry.label}</p>
        </div>
        <div className="site-panel__tools">
          {other !== site.id && sites.has(other) && (
            <Button onPress={() => onGo(other)}>
              {words.panel.otherSide} <kbd>s</kbd>
            </Button>
          )}
          <Button look="quiet" isDisabled={exam.undo === undefined} onPress={() => exam.undo?.()}>
            {words.panel.undo} <kbd>u</kbd>
          </Button>
        </div>
      </header>
      <Judgement
        site={site}
        exam={exam}
        atlas={atlas}
        nerveSigns={props.nerveSigns}
        onNerves={props.onNerves}
      />
      <Now site={site} ranking={props.ranking} />
      <OnTheList {...props} />
      <div className="signs" role="group" aria-label={about}>
        {EXAMINATION_SIGNS.map((sign, i) => (
          <div key={sign} className="signs__row" data-answer={answerAt(exam.found, site.id, sign)}>
            <div className="signs__name">
              <kbd>{i + 1}</kbd>
              <div>
                <p>{SIGN_WORDS[sign].name}</p>
                <p className="signs__help">{SIGN_WORDS[sign].help}</p>
              </div>
            </div>
            <Segmented
              label={`${SIGN_WORDS[sign].name}, ${about}`}
              options={OPTIONS}
              value={answerAt(exam.found, site.id, sign)}
              onChange={(answer) => props.onAnswer(sign, answer)}
            />
            {sign === 'referred-pain' && answerAt(exam.found, site.id, sign) === 'present' && (
              <Where {...props} />
            )}
          </div>
        ))}
      </div>
      <div className="site-panel__more">
        <Expander title={words.panel.pressure}>
          <Pressure site={site} exam={exam} />
        </Expander>
        <Expander title={words.panel.autonomic}>
          <div className="autonomic">
            {AUTONOMIC_SIGNS.map((sign) => (
              <div key={sign} className="autonomic__row">
                <p>{AUTONOMIC_WORDS[sign]}</p>
                <Segmented
                  label={`${AUTONOMIC_WORDS[sign]}, ${about}`}
                  options={OPTIONS}
                  value={
                    exam.found.examination.sites.find((s) => s.site === site.id)?.autonomic?.[sign] ??
                    'unknown'
                  }
                  onChange={(answer) => exam.change((f) => withAutonomic(f, site.id, sign, answer))}
                />
              </div>
            ))}
          </div>
        </Expander>
        <Expander title={words.panel.howTo}>
          <p>
            {site.entry.palpation.position}. {site.entry.palpation.technique}{' '}
            <StatusBadge status={site.entry.palpation.status} />
          </p>
          <SourceList facts={[site.entry.palpation]} sources={atlas.sources} />
        </Expander>
        {props.children}
      </div>
    </section>
  );
}

/** Where the referral was felt, and the way to paint it. */
function Where({ site, exam, isWhere, onWhere }: SitePanelProps): ReactElement {
  const felt = referralAt(exam.found, site.id);
  return (
    <div className="signs__where">
      <p>
        {felt.length === 0
          ? words.panel.whereNone
          : words.panel.felt(felt.map((id) => regionName(regionOf(id))).join('; '))}
      </p>
      <Button look={isWhere ? 'main' : 'plain'} onPress={() => onWhere(!isWhere)}>
        {isWhere ? words.panel.whereDone : words.panel.where} <kbd>r</kbd>
      </Button>
    </div>
  );
}

/** Whether the site is on the list of points, and the way to put it there. */
function OnTheList({ site, exam, day }: SitePanelProps): ReactElement {
  const point = exam.points.find((p) => p.site === site.id);
  if (point !== undefined)
    return <p className="now">{words.points.isPoint(words.stages[stageNow(point).stage])}</p>;
  return (
    <div className="now">
      <Button
        look="quiet"
        onPress={() => exam.changePoints(suspect(exam.points, site.id, { day, id: newId() }))}
      >
        {words.points.suspect}
      </Button>
    </div>
  );
}

/** The probability of this site, and what each answer did to it. */
function Now({
  site,
  ranking,
}: {
  readonly site: Site;
  readonly ranking: RankingState;
}): ReactElement | null {
  if (ranking.code !== 'ready') return null;
  const ranked = ranking.ranking.ranked.find((r) => r.site === site.id);
  if (ranked === undefined) return <p className="now">{words.panel.notRanked}</p>;
  return (
    <div className="now number">
      <p>
        {words.panel.chanceNow} <strong>{percent(ranked.probability)}</strong>
      </p>
      <ul>
        {ranked.findings.map(({ sign, answer, without }) => (
          <li key={sign} data-answer={answer}>
            {SIGN_WORDS[sign].name} {ANSWER_WORDS[answer].toLowerCase()}: {percent(without)} →{' '}
            {percent(ranked.probability)}
          </li>
        ))}
      </ul>
    </div>
  );
}
