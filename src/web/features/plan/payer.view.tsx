import type { ReactElement } from 'react';
import { payerRules } from '../../../content/payers/rules.ts';
import { clockOf } from '../../../core/follow-up/chart-evidence.ts';
import { packetPaper } from '../../../core/follow-up/packet-paper.ts';
import { describeRequirement, type PayerClock } from '../../../core/follow-up/payer-clock.ts';
import { without } from '../../../kit/without.ts';
import { Badge } from '../../ui/badge.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Expander } from '../../ui/expander.tsx';
import { Provenance } from '../../ui/facts/provenance.tsx';
import { PaperView } from '../../ui/paper.tsx';
import { printDay } from '../../ui/print-day.ts';
import { PdfLinks } from './pdf-links.tsx';
import type { PlanViewProps } from './plan.view.tsx';
import { words } from './words.ts';

const NONE = 'none';

/** What a payer asks for, held against the chart today, and the page of evidence for it. */
export function PayerView(props: PlanViewProps): ReactElement {
  const { plan, record, sites, today, onChange } = props;
  const rule = payerRules.find((r) => r.id === plan.payerRule);
  const options = payerRules.map((r) => ({
    id: r.id,
    text: `${r.payer}, ${r.procedure.replaceAll('-', ' ')} (${r.document})`,
  }));
  const found = rule === undefined ? undefined : clockOf(rule, record.parts, sites, today);
  return (
    <section className="plan__part" aria-labelledby="plan-payer">
      <h2 id="plan-payer">{words.payer}</h2>
      <p className="plan__small">{words.payerText}</p>
      <Choice
        label={words.rule}
        value={rule?.id ?? NONE}
        options={[{ id: NONE, text: words.noRule }, ...options]}
        onChange={(id) => {
          onChange(id === NONE ? without(plan, 'payerRule') : { ...plan, payerRule: id });
        }}
      />
      {found !== undefined && (
        <>
          <Clock clock={found.clock} {...props} />
          <div className="plan__row plan__row--apart">
            <strong>{words.packet}</strong>
            <PdfLinks
              address={`/api/patients/${record.patient.id}/evidence?rule=${found.clock.rule.id}&day=${today}`}
              name={words.packet}
            />
          </div>
          <Expander title={words.packet} level={3}>
            <PaperView
              level={3}
              paper={packetPaper(
                { patient: record.patient.label, clinic: props.clinic },
                found.clock,
                found.evidence,
              )}
            />
          </Expander>
        </>
      )}
    </section>
  );
}

const TONES = { met: 'verified', missing: 'danger', unknown: 'unreviewed' } as const;

function Clock({ clock, sources }: PlanViewProps & { readonly clock: PayerClock }): ReactElement {
  const { rule, used, items, complete } = clock;
  const open = items.filter((i) => i.state !== 'met').length;
  return (
    <div className="plan__clock">
      <div className="plan__row">
        <span className="number">{words.inForce(rule.validFrom, rule.validTo)}</span>
        <Provenance fact={rule} sources={sources} />
      </div>
      {rule.note !== undefined && <p className="plan__small">{rule.note}</p>}
      {used !== undefined && <Used used={used} />}
      <p role="status">
        <strong>{complete ? words.complete : words.incomplete(open)}</strong>
      </p>
      <ul className="plan__list">
        {items.map((item) => (
          <li key={describeRequirement(item.requirement)} className="plan__item">
            <div className="plan__row">
              <Badge tone={TONES[item.state]}>{words.states[item.state]}</Badge>
              <strong>{describeRequirement(item.requirement)}</strong>
            </div>
            <p className="plan__small">
              {item.because}
              {item.from !== undefined && ` ${words.possibleFrom(printDay(item.from))}.`}
            </p>
          </li>
        ))}
      </ul>
      {rule.excludes.length > 0 && (
        <p className="plan__small">
          {words.excludes}: {rule.excludes.join(', ')}.
        </p>
      )}
    </div>
  );
}

function Used({ used }: { readonly used: NonNullable<PayerClock['used']> }): ReactElement {
  return (
    <div className="plan__used">
      <svg viewBox={`0 0 ${used.most * 10} 10`} aria-hidden="true" preserveAspectRatio="none">
        {Array.from({ length: used.most }, (_, i) => (
          <rect
            key={i}
            x={i * 10 + 0.5}
            y="1"
            width="9"
            height="8"
            data-used={i < used.sessions ? '' : undefined}
          />
        ))}
      </svg>
      <span className="number">{words.used(used.sessions, used.most, printDay(used.since))}</span>
    </div>
  );
}
