import { useEffect, useState, type ReactElement } from 'react';
import type { Answer } from '../../../core/answer.ts';
import type { NextPalpation, Ranking } from '../../../core/localise/ranking.ts';
import type { Sign } from '../../../core/localise/request.ts';
import { Button } from '../../ui/button.tsx';
import { Expander } from '../../ui/expander.tsx';
import type { Desk } from './desk.ts';
import { causeName, causePlace } from '../../../core/atlas/site-name.ts';
import { percent } from '../../ui/percent.ts';
import { words } from './words.ts';

/** A new proposal takes no answer for this long: a second tap meant the one before. */
const SETTLE_MS = 900;

interface PalpateNextProps {
  readonly desk: Desk;
  readonly ranking: Ranking;
  /** What is proposed belongs to an older question while a newer one is under way. */
  readonly isCurrent: boolean;
}

interface Given {
  readonly site: string;
  readonly sign: Sign;
  readonly answer: Answer;
}

/** What to palpate next: the one that would tell most, answered on the spot; and the next best on demand. */
export function PalpateNext({ desk, ranking, isCurrent }: PalpateNextProps): ReactElement | null {
  const [given, setGiven] = useState<Given>();
  const [best, ...rest] = ranking.next.slice(0, 4);
  const settled = useSettled(best === undefined ? '' : `${best.site} ${best.sign}`);
  if (best === undefined) return null;
  const give = (answer: Answer): void => {
    desk.onFinding(best.site, best.sign, answer);
    setGiven({ site: best.site, sign: best.sign, answer });
  };
  const takesAnswer = settled && isCurrent;
  const sign = words.signs[best.sign];
  return (
    <section className="next" aria-label={words.rank.next}>
      <div className="next__what">
        <h3>{words.rank.next}</h3>
        <p className="next__site">
          <button type="button" className="link" onClick={() => desk.onGo(best.site)}>
            {causeName(desk.atlas, best.site)}
          </button>
          <span className="next__place">{causePlace(desk.atlas, best.site)}</span>
        </p>
        <p className="next__sign">
          <strong>{sign.name}?</strong> {sign.help}
        </p>
        <p className="next__chance number">{words.rank.chance(percent(best.chance))}</p>
      </div>
      <div className="next__answers">
        {(['present', 'absent'] as const).map((answer) => (
          <button
            key={answer}
            type="button"
            className="next__answer"
            data-answer={answer}
            aria-disabled={!takesAnswer}
            onClick={() => {
              if (takesAnswer) give(answer);
            }}
          >
            {words.answers[answer]}
            <span className="number">
              {words.rank.wouldBe(percent(answer === 'present' ? best.ifPresent : best.ifAbsent))}
            </span>
          </button>
        ))}
      </div>
      <Taken given={given} desk={desk} onUndone={() => setGiven(undefined)} />
      {rest.length > 0 && (
        <Expander title={words.rank.nextOthers}>
          <OtherProposals desk={desk} rows={rest} />
        </Expander>
      )}
    </section>
  );
}

/** What was answered here last, with the way back. */
function Taken({
  given,
  desk,
  onUndone,
}: {
  readonly given: Given | undefined;
  readonly desk: Desk;
  readonly onUndone: () => void;
}): ReactElement {
  const isStill =
    given !== undefined &&
    desk.findings.some((f) => f.site === given.site && f.sign === given.sign && f.answer === given.answer);
  return (
    <div className="next__taken" role="status">
      {isStill && (
        <>
          <span>
            {words.rank.recorded(
              words.signs[given.sign].name,
              words.answers[given.answer].toLowerCase(),
              causeName(desk.atlas, given.site),
            )}
          </span>
          <Button
            look="quiet"
            onPress={() => {
              desk.onFinding(given.site, given.sign, 'unknown');
              onUndone();
            }}
          >
            {words.rank.takeBack}
          </Button>
        </>
      )}
    </div>
  );
}

function OtherProposals({
  desk,
  rows,
}: {
  readonly desk: Desk;
  readonly rows: readonly NextPalpation[];
}): ReactElement {
  return (
    <ul className="number reasons__lines">
      {rows.map(({ site, sign, chance, ifPresent, ifAbsent }) => (
        <li key={site}>
          <span>
            <button type="button" className="link" onClick={() => desk.onGo(site)}>
              {causeName(desk.atlas, site)}
            </button>
            <span className="reasons__then">
              {causePlace(desk.atlas, site)}. {words.signs[sign].name}:{' '}
              {words.rank.nextWould(percent(ifPresent), percent(ifAbsent))}
            </span>
          </span>
          <span className="evidence__figure">{words.rank.chance(percent(chance))}</span>
        </li>
      ))}
    </ul>
  );
}

/** False for a moment whenever the name changes; the first one counts at once. */
function useSettled(name: string): boolean {
  const [settled, setSettled] = useState(name);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(name), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [name]);
  return settled === name;
}
