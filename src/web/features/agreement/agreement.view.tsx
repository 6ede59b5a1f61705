import { useState, type ReactElement } from 'react';
import type { Source } from '../../../core/atlas/source.ts';
import { reviewSigns, type SignReview } from '../../../core/examine/rates-review.ts';
import type { Parameters } from '../../../core/localise/parameters.ts';
import type { Sign } from '../../../core/localise/request.ts';
import type { RatesDecision } from '../../../core/rates-decision.ts';
import type { AgreementView } from '../../api/agreement.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SIGN_WORDS } from '../../ui/facts/sign-words.ts';
import { SourceList } from '../../ui/facts/source-list.tsx';
import { printDay } from '../../ui/print-day.ts';
import { Empty, Notice } from '../../ui/states.tsx';
import { SignCard } from './sign-card.tsx';
import { words } from './words.ts';
import './agreement.css';

interface AgreementPanelProps {
  readonly agreement: AgreementView;
  readonly parameters: Parameters;
  readonly sources: readonly Source[];
  /** May decide; everyone else who gets here reads. */
  readonly isOwner: boolean;
  readonly isBusy: boolean;
  readonly said: string | undefined;
  /** None: back to the shipped rates. */
  readonly onDecide: (signs: readonly Sign[]) => void;
}

/** What the clinic counted beside what was published, what would follow, and what is in force. */
export function AgreementPanel(props: AgreementPanelProps): ReactElement {
  const { agreement, parameters, sources, isOwner, said } = props;
  const rates = agreement.decisions.at(-1)?.rates;
  const reviews = reviewSigns(parameters, agreement.counts);
  const [chosen, setChosen] = useState<readonly Sign[]>(() =>
    reviews
      .filter(({ sign, mayAccept }) => mayAccept && rates?.signs.some((row) => row.sign === sign) === true)
      .map(({ sign }) => sign),
  );
  const mayAny = reviews.some(({ mayAccept }) => mayAccept);
  return (
    <article className="agreement">
      <header className="page__head">
        <div>
          <h1>{words.title}</h1>
          <p className="page__lead">{words.lead}</p>
          <div role="alert">{said !== undefined && <Notice tone="danger">{said}</Notice>}</div>
        </div>
      </header>
      <InForce {...props} />
      {agreement.counts.length === 0 && <Empty title={words.none}>{words.noneText}</Empty>}
      <ul className="agreement__signs">
        {reviews.map((review) => (
          <SignCard
            key={review.sign}
            review={review}
            sources={sources}
            inForce={rates?.signs.find((row) => row.sign === review.sign)}
            isChosen={chosen.includes(review.sign)}
            {...(isOwner &&
              review.mayAccept && {
                onChoose: (isChosen: boolean) =>
                  setChosen((before) =>
                    isChosen ? [...before, review.sign] : before.filter((sign) => sign !== review.sign),
                  ),
              })}
          />
        ))}
      </ul>
      {isOwner && mayAny && <Accept {...props} chosen={chosen} reviews={reviews} />}
      <section aria-labelledby="agreement-limits">
        <h2 id="agreement-limits">{words.limits}</h2>
        <ul className="agreement__limits">
          {words.limitsText.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </section>
      <History decisions={agreement.decisions} />
      <section aria-labelledby="agreement-sources">
        <h2 id="agreement-sources">{words.sources}</h2>
        <SourceList facts={reviews.map(({ published }) => published)} sources={sources} />
      </section>
    </article>
  );
}

/** Which rates the clinic's rankings take now, and the way back. */
function InForce({ agreement, parameters, isOwner, isBusy, onDecide }: AgreementPanelProps): ReactElement {
  const last = agreement.decisions.at(-1);
  const rates = last?.rates;
  return (
    <section
      className="card agreement__force"
      aria-label={words.inForce}
      data-rates={rates?.name ?? 'shipped'}
    >
      <div>
        <h2>{words.inForce}</h2>
        {last === undefined || rates === undefined ? (
          <p>{words.shippedInForce(parameters.version)}</p>
        ) : (
          <>
            <p>
              {words.ownInForce(
                rates.signs.map(({ sign }) => SIGN_WORDS[sign].name.toLowerCase()).join(', '),
                last.name,
                printDay(last.at.slice(0, 10)),
              )}
            </p>
            <p className="agreement__name">{words.version(`${parameters.version}+${rates.name}`)}</p>
            {rates.from !== parameters.version && (
              <Notice tone="caution">{words.older(rates.from, parameters.version)}</Notice>
            )}
          </>
        )}
      </div>
      {isOwner && rates !== undefined && (
        <Button isDisabled={isBusy} onPress={() => onDecide([])}>
          {words.back}
        </Button>
      )}
    </section>
  );
}

interface AcceptProps extends AgreementPanelProps {
  readonly chosen: readonly Sign[];
  readonly reviews: readonly SignReview[];
}

/** The decision, with what it does said again before it is made. */
function Accept({ agreement, chosen, reviews, isBusy, onDecide }: AcceptProps): ReactElement {
  const [isAsking, setAsking] = useState(false);
  return (
    <div className="agreement__accept">
      <Button look="main" isDisabled={isBusy || chosen.length === 0} onPress={() => setAsking(true)}>
        {words.accept(chosen.length)}
      </Button>
      <p>{words.acceptText}</p>
      {isAsking && (
        <Dialog title={words.confirmTitle} close={words.cancel} onClose={() => setAsking(false)}>
          <div className="agreement__confirm">
            <p>{words.confirmText}</p>
            <ul>
              {reviews
                .filter(({ sign }) => chosen.includes(sign))
                .map(({ sign, agreement: { n }, visits }) => (
                  <li key={sign}>{words.confirmSign(SIGN_WORDS[sign].name, n, visits)}</li>
                ))}
            </ul>
            {agreement.decisions.at(-1)?.rates !== undefined && <p>{words.confirmOthers}</p>}
            <Button
              look="main"
              onPress={() => {
                setAsking(false);
                onDecide(chosen);
              }}
            >
              {words.confirm}
            </Button>
          </div>
        </Dialog>
      )}
    </div>
  );
}

function History({ decisions }: { readonly decisions: readonly RatesDecision[] }): ReactElement | null {
  if (decisions.length === 0) return null;
  return (
    <section aria-labelledby="agreement-history">
      <h2 id="agreement-history">{words.history}</h2>
      <ol className="agreement__history" reversed>
        {[...decisions].reverse().map(({ number, at, name, rates }) => (
          <li key={number}>
            <span className="number">{printDay(at.slice(0, 10))}</span> {name}:{' '}
            {rates === undefined
              ? words.wentBack
              : rates.signs
                  .map(({ sign, pairs }) => words.tookOwn(SIGN_WORDS[sign].name.toLowerCase(), pairs))
                  .join(', ')}
            {rates !== undefined && <span className="agreement__name"> {rates.name}</span>}
          </li>
        ))}
      </ol>
    </section>
  );
}
