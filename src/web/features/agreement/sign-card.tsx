import { useId, type CSSProperties, type ReactElement } from 'react';
import type { Source } from '../../../core/atlas/source.ts';
import type { OwnSign } from '../../../core/examine/own-rates.ts';
import { LEAST_TO_ACCEPT, LEAST_VISITS, type SignReview } from '../../../core/examine/rates-review.ts';
import type { AcceptedSign } from '../../../core/localise/accepted-rates.ts';
import type { SignRates } from '../../../core/localise/parameters.ts';
import { Badge } from '../../ui/badge.tsx';
import { Provenance } from '../../ui/facts/provenance.tsx';
import { SIGN_WORDS } from '../../ui/facts/sign-words.ts';
import { words } from './words.ts';

interface SignCardProps {
  readonly review: SignReview;
  readonly sources: readonly Source[];
  /** The rates of this sign that the clinic has in force. */
  readonly inForce: AcceptedSign | undefined;
  readonly isChosen: boolean;
  /** Absent when it cannot be chosen, or not by whoever looks. */
  readonly onChoose?: (isChosen: boolean) => void;
}

/** One sign: published and own kappa on one scale, the rates that each gives, and what would change. */
export function SignCard({ review, sources, inForce, isChosen, onChoose }: SignCardProps): ReactElement {
  const { sign, published, agreement, visits, own, mayAccept } = review;
  const id = useId();
  return (
    <li className="card agreement__sign" data-sign={sign}>
      <div className="agreement__sign-head">
        <h2>{SIGN_WORDS[sign].name}</h2>
        <Badge tone={inForce === undefined ? 'calm' : 'textbook'}>
          {inForce === undefined ? words.shipped : words.own}
        </Badge>
      </div>
      <dl className="agreement__kappas">
        <Kappa name={words.published} kappa={published.kappa} interval={published.range} look="published" />
        <Kappa name={words.ownKappa} kappa={agreement.kappa} interval={agreement.interval} look="own" />
      </dl>
      <p className="agreement__small">
        {words.publishedNote(published.note)} <Provenance fact={published} sources={sources} />
      </p>
      {agreement.n > 0 && <p className="agreement__small number">{words.pairs(agreement.n, visits)}</p>}
      {agreement.n > 0 && own === undefined && <p className="agreement__small">{words.noKappa}</p>}
      {own !== undefined && <Rates own={own} />}
      {inForce !== undefined && (
        <p className="agreement__small number">
          {words.inForceNow(two(inForce.active), two(inForce.latent), two(inForce.none), inForce.pairs)}
        </p>
      )}
      {!mayAccept && (
        <p className="agreement__least">
          {agreement.n >= LEAST_TO_ACCEPT && (agreement.kappa ?? 1) <= 0
            ? words.belowChance
            : words.least(agreement.n, LEAST_TO_ACCEPT, visits, LEAST_VISITS)}
        </p>
      )}
      {onChoose !== undefined && (
        <p className="agreement__choose">
          <input
            id={id}
            type="checkbox"
            checked={isChosen}
            onChange={(event) => onChoose(event.target.checked)}
          />
          <label htmlFor={id}>{words.choose(SIGN_WORDS[sign].name.toLowerCase())}</label>
        </p>
      )}
    </li>
  );
}

interface KappaProps {
  readonly name: string;
  readonly kappa: number | undefined;
  readonly interval: readonly [number, number] | undefined;
  readonly look: 'published' | 'own';
}

/** Kappa on a scale from 0 to 1 with its interval; below 0 it is drawn at 0 and written as it is. */
function Kappa({ name, kappa, interval, look }: KappaProps): ReactElement {
  // In print some have three decimals; counting gives endless ones.
  const said = look === 'published' ? String : two;
  const place = (value: number): string => `${Math.round(Math.min(1, Math.max(0, value)) * 1000) / 10}%`;
  const style: CSSProperties & Record<`--${string}`, string> = {};
  if (kappa !== undefined) style['--at'] = place(kappa);
  if (interval !== undefined) {
    style['--from'] = place(interval[0]);
    style['--to'] = place(interval[1]);
  }
  return (
    <div className={`kappa kappa--${look}`}>
      <dt>{name}</dt>
      <dd>
        <span className="kappa__track" style={style} aria-hidden="true">
          {interval !== undefined && <span className="kappa__span" />}
          {kappa !== undefined && <span className="kappa__dot" />}
        </span>
        <span className="kappa__said number">
          {kappa === undefined ? words.unknown : said(kappa)}
          {interval !== undefined && ` (${words.range(said(interval[0]), said(interval[1]))})`}
        </span>
      </dd>
    </div>
  );
}

const STATES = ['active', 'latent', 'none'] as const;

/** Shipped beside own, with the rates at the ends of the interval, and what an answer would weigh. */
function Rates({ own }: { readonly own: OwnSign }): ReactElement {
  const { before, after, between, kappa } = own;
  return (
    <>
      <table className="agreement__rates number">
        <thead>
          <tr>
            <th scope="col">{words.found}</th>
            <th scope="col">{words.shipped}</th>
            <th scope="col">{words.own}</th>
            <th scope="col">{words.between}</th>
          </tr>
        </thead>
        <tbody>
          {STATES.map((state) => (
            <tr key={state}>
              <th scope="row">{words.states[state]}</th>
              <td>{two(before[state])}</td>
              <td>{two(after[state])}</td>
              <td>{words.range(...ordered(between[0][state], between[1][state]))}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="agreement__small">{words.shrunk(two(kappa))}</p>
      <p className="agreement__change">{words.change(weights(before), weights(after))}</p>
    </>
  );
}

/** By what present and absent multiply the odds of an active point against none. */
const weights = ({ active, none }: SignRates): { readonly present: string; readonly absent: string } => ({
  present: (active / none).toPrecision(2),
  absent: ((1 - active) / (1 - none)).toPrecision(2),
});

const ordered = (a: number, b: number): [string, string] => [two(Math.min(a, b)), two(Math.max(a, b))];

const two = (value: number): string => value.toFixed(2);
