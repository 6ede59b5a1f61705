import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { AttributeState, SourceAttribute } from '../../../content/transparency/ranking.ts';
import type { AcceptedRates } from '../../../core/localise/accepted-rates.ts';
import { SIGNS } from '../../../core/localise/request.ts';
import type { Day } from '../../../kit/time.ts';
import { Badge } from '../../ui/badge.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SIGN_WORDS } from '../../ui/facts/sign-words.ts';
import { printDay } from '../../ui/print-day.ts';
import { Loading } from '../../ui/states.tsx';
import { words } from './words.ts';

/** Fetched when somebody asks: nobody needs it to paint. */
const attributesQuery = {
  queryKey: ['ranking-attributes'],
  queryFn: async () => (await import('../../../content/transparency/ranking.ts')).rankingAttributes,
  staleTime: Infinity,
} as const;

const TONES = { stated: 'calm', partly: 'unreviewed', 'not-done': 'danger' } as const satisfies Record<
  AttributeState,
  string
>;

/** What the ranking is made of and how far it was tested: one click from it. */
export function AboutRanking({
  rates,
  onClose,
}: {
  readonly rates: AcceptedRates | undefined;
  readonly onClose: () => void;
}): ReactElement {
  const { data } = useQuery(attributesQuery);
  const groups = [...new Set(data?.map(({ group }) => group))];
  return (
    <Dialog title={words.attributes.title} close={words.attributes.close} onClose={onClose}>
      <div className="attributes">
        <SignRates rates={rates} />
        <p>{words.attributes.text}</p>
        {data === undefined ? (
          <Loading what={words.attributes.title} />
        ) : (
          groups.map((group) => (
            <section key={group}>
              <h3>{words.attributes.group[group]}</h3>
              <Rows rows={data.filter((row) => row.group === group)} />
            </section>
          ))
        )}
      </div>
    </Dialog>
  );
}

/** Whose numbers the signs of palpation weigh by. */
function SignRates({ rates }: { readonly rates: AcceptedRates | undefined }): ReactElement {
  return (
    <section className="attributes__rates" data-rates={rates?.name ?? 'shipped'}>
      <h3>{words.rates.title}</h3>
      <p>{rates === undefined ? words.rates.shipped : words.rates.own(printDay(dayOf(rates)), rates.name)}</p>
      {rates !== undefined && (
        <dl>
          {SIGNS.map((sign) => {
            const own = rates.signs.find((row) => row.sign === sign);
            return (
              <div key={sign} data-sign={sign}>
                <dt>{SIGN_WORDS[sign].name}</dt>
                <dd>
                  <Badge tone={own === undefined ? 'calm' : 'textbook'}>
                    {own === undefined ? words.rates.isShipped : words.rates.isOwn}
                  </Badge>{' '}
                  {own !== undefined && words.rates.pairs(own.pairs, own.visits, own.kappa)}
                </dd>
              </div>
            );
          })}
        </dl>
      )}
    </section>
  );
}

/** The day on which rates were accepted stands in their name. */
const dayOf = ({ name }: AcceptedRates): Day => name.slice('own-'.length, 'own-2026-11-28'.length) as Day;

function Rows({ rows }: { readonly rows: readonly SourceAttribute[] }): ReactElement {
  return (
    <dl>
      {rows.map(({ number, name, text, status }) => (
        <div key={number} data-attribute={number}>
          <dt>
            <span className="attributes__number number">{number}</span> {name}
          </dt>
          <dd>
            <Badge tone={TONES[status]}>{words.attributes.state[status]}</Badge> {text}
          </dd>
        </div>
      ))}
    </dl>
  );
}
