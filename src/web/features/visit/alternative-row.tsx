import type { ReactElement } from 'react';
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import type { Alternative } from '../../../core/localise/ranking.ts';
import type { RedrawInterval } from '../../../core/localise/redraw.ts';
import { Badge } from '../../ui/badge.tsx';
import { regionName } from '../../ui/body-map/region-tree.tsx';
import { regionOf } from '../../ui/body-map/views.ts';
import { Chevron } from '../../ui/expander.tsx';
import { Provenance, StatusBadge } from '../../ui/facts/provenance.tsx';
import { LiveBar } from './bar.tsx';
import { CompareToggle } from './compare-toggle.tsx';
import type { Desk } from './desk.ts';
import { Questions } from './questions.tsx';
import { causeName } from '../../../core/atlas/site-name.ts';
import { Figure, MissedList } from './why.tsx';
import { becauseOfWords } from '../../../core/localise/because.ts';
import { SHIPPED_PARAMETERS } from '../../../core/localise/parameters.ts';
import { percent } from '../../ui/percent.ts';
import { words } from './words.ts';

interface AlternativeRowProps {
  readonly desk: Desk;
  readonly row: Alternative;
  readonly interval: RedrawInterval | undefined;
  /** What to do is said also while it is closed. */
  readonly isLeading: boolean;
}

/** One explanation other than a muscle: how probable, what to do then, and on demand what to ask and to examine. */
export function AlternativeRow({ desk, row, interval, isLeading }: AlternativeRowProps): ReactElement {
  const explanation = desk.atlas.explanations.find(({ id }) => id === row.id);
  const isOpen = desk.opened === row.id;
  const name = causeName(desk.atlas, row.id);
  const answered = row.answers.length;
  return (
    <li className="other" data-explanation={row.id} data-open={isOpen ? '' : undefined}>
      <Disclosure isExpanded={isOpen} onExpandedChange={(opens) => desk.onOpen(opens ? row.id : undefined)}>
        <Heading level={4} className="other__head">
          <Button slot="trigger">
            <Chevron />
            <span className="other__name">
              {name}
              {row.dangerous && <Badge tone="danger">{words.rank.dangerous}</Badge>}
              {answered > 0 && <Badge tone="calm">{words.question.answered(answered)}</Badge>}
            </span>
          </Button>
        </Heading>
        <LiveBar
          live={desk.live}
          id={row.id}
          probability={row.probability}
          interval={interval}
          label={`${words.rank.probability}, ${name}`}
          isSmall
        />
        {(isLeading || isOpen) && explanation !== undefined && (
          <p className="other__then">{explanation.entry.then}</p>
        )}
        <DisclosurePanel>
          {isOpen && explanation !== undefined && (
            <div className="other__more">
              <div className="other__facts">
                <StatusBadge status={explanation.entry.status} />
                <CompareToggle desk={desk} id={row.id} name={name} />
              </div>
              <Questions desk={desk} explanation={explanation} row={row} />
              <section className="evidence__part">
                <h5>{words.site.numbers}</h5>
                <dl className="why-figures number">
                  <Figure name={words.site.prior} value={percent(row.prior)} />
                  {row.words !== undefined && (
                    <Figure name={words.site.withoutWords} value={percent(row.words.without)} />
                  )}
                  <Figure name={words.site.now} value={percent(row.probability)} />
                </dl>
                {row.words !== undefined && (
                  <p>
                    {words.site.saidHow(
                      becauseOfWords(row.words, row.probability, (id) => regionName(regionOf(id))),
                    )}{' '}
                    <Provenance fact={SHIPPED_PARAMETERS.words.nerve} sources={desk.atlas.sources} />
                  </p>
                )}
              </section>
              <section className="evidence__part">
                <h5>{words.site.explains}</h5>
                <ul className="number">
                  {row.explains.map(({ region, share, strength }) => (
                    <li key={region}>
                      <span>
                        {regionName(regionOf(region))}
                        <span className="evidence__note">{words.site.strength(percent(strength))}</span>
                      </span>
                      <span className="evidence__figure">{words.site.share(percent(share))}</span>
                    </li>
                  ))}
                </ul>
              </section>
              <section className="evidence__part">
                <h5>{words.site.misses}</h5>
                <MissedList misses={row.misses} />
              </section>
            </div>
          )}
        </DisclosurePanel>
      </Disclosure>
    </li>
  );
}
