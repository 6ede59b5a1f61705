import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { AttributeState, SourceAttribute } from '../../../content/transparency/ranking.ts';
import { Badge } from '../../ui/badge.tsx';
import { Dialog } from '../../ui/dialog.tsx';
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
export function AboutRanking({ onClose }: { readonly onClose: () => void }): ReactElement {
  const { data } = useQuery(attributesQuery);
  const groups = [...new Set(data?.map(({ group }) => group))];
  return (
    <Dialog title={words.attributes.title} close={words.attributes.close} onClose={onClose}>
      <div className="attributes">
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
