import type { ReactElement, ReactNode } from 'react';
import { payerRules } from '../../../content/payers/rules.ts';
import { pathways } from '../../../content/treat/pathways.ts';
import type { Site, SiteId } from '../../../core/atlas/muscle.ts';
import type { Source, Sourced } from '../../../core/atlas/source.ts';
import type { PatientRecord } from '../../../core/episode.ts';
import { planContext } from '../../../core/follow-up/chart-evidence.ts';
import { teamOf } from '../../../core/treat/letter.ts';
import { takeUp } from '../../../core/treat/pathway.ts';
import { reviewPlan, type Plan } from '../../../core/treat/plan.ts';
import type { Day } from '../../../kit/time.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Expander } from '../../ui/expander.tsx';
import { Provenance, StatusBadge } from '../../ui/facts/provenance.tsx';
import { SourceList } from '../../ui/facts/source-list.tsx';
import { Empty } from '../../ui/states.tsx';
import { GoalsView } from './goals.view.tsx';
import { PartsView } from './parts.view.tsx';
import { PayerView } from './payer.view.tsx';
import { PdfLinks } from './pdf-links.tsx';
import { SeriesView } from './series.view.tsx';
import { TasksView } from './tasks.view.tsx';
import { words } from './words.ts';
import './plan.css';

/** What the parts of the page need. */
export interface PlanViewProps {
  readonly plan: Plan;
  readonly record: PatientRecord;
  readonly sites: ReadonlyMap<SiteId, Site>;
  readonly sources: readonly Source[];
  readonly clinic: string;
  readonly today: Day;
  readonly onChange: (plan: Plan) => void;
  readonly status?: ReactNode;
}

/** The plan: what it lacks first, then its parts, goals, tasks, series, payer and letters. */
export function PlanView(props: PlanViewProps): ReactElement {
  const { plan, record, sources, status } = props;
  const advice = reviewPlan(plan, planContext(record.parts));
  const isEmpty = plan.components.length === 0;
  return (
    <article className="plan">
      <header className="plan__head">
        <div>
          <h1>{words.title}</h1>
          <p className="page__lead">{words.lead}</p>
        </div>
        {status}
      </header>
      <section className="plan__part plan__lacks" aria-labelledby="plan-lacks">
        <h2 id="plan-lacks">{words.advice}</h2>
        {advice.length === 0 ? (
          <p>{words.noAdvice}</p>
        ) : (
          <ul className="plan__advice" aria-live="polite">
            {advice.map((a) => (
              <li key={a.code} data-code={a.code} data-grave={a.code === 'distress-severe' ? '' : undefined}>
                <p>{a.because}</p>
                {a.wants.length > 0 && (
                  <p className="plan__small">{words.wants(a.wants.map((k) => words.kinds[k]).join(', '))}</p>
                )}
                <Provenance fact={a} sources={sources} />
              </li>
            ))}
          </ul>
        )}
      </section>
      <div className="plan__main">
        {isEmpty && <Empty title={words.empty}>{words.emptyText}</Empty>}
        <PartsView {...props} />
        <GoalsView {...props} />
        <TasksView {...props} />
        <SeriesView {...props} />
        <PayerView {...props} />
      </div>
      <aside className="plan__side" aria-label={words.pathway}>
        <Pathways {...props} />
        <Letters {...props} />
      </aside>
      <section className="plan__sources">
        <h2>{words.sources}</h2>
        <SourceList facts={[...advice, ...payerRules, ...CITED]} sources={sources} />
      </section>
    </article>
  );
}

const CITED: readonly Sourced[] = ['ninds-phq4', 'kosek-2021', 'ostelo-2008', 'tautband'].map((source) => ({
  source,
  status: 'unreviewed',
}));

function Pathways({ plan, today, onChange }: PlanViewProps): ReactElement {
  return (
    <section className="plan__part">
      <h2>{words.pathway}</h2>
      <p className="plan__small">{words.pathwayText}</p>
      <ul className="plan__pathways">
        {pathways.map((pathway) => (
          <li key={pathway.id}>
            <div className="plan__row">
              <h3>{pathway.name}</h3>
              <StatusBadge status={pathway.status} />
              {plan.pathway === pathway.id && <Badge tone="calm">{words.takenUp}</Badge>}
            </div>
            <p className="plan__small">{pathway.for}</p>
            <Expander title={words.contents} level={4}>
              <ul className="plan__contents">
                {pathway.components.map((c) => (
                  <li key={c.what}>
                    <strong>{words.kinds[c.kind]}</strong> {c.what}: {c.dose}, {c.owner}
                  </li>
                ))}
              </ul>
            </Expander>
            <Button onPress={() => onChange(takeUp(plan, pathway, today))}>
              {words.takeUp(pathway.name)}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Letters({ plan, record }: PlanViewProps): ReactElement {
  const team = teamOf(plan);
  return (
    <section className="plan__part">
      <h2>{words.letters}</h2>
      <p className="plan__small">{team.length === 0 ? words.noTeam : words.lettersText}</p>
      <ul className="plan__letters">
        {team.map((who) => (
          <li key={who} className="plan__row">
            <span>{words.letterTo(who)}</span>
            <PdfLinks
              address={`/api/patients/${record.patient.id}/letter?to=${encodeURIComponent(who)}`}
              name={who}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
