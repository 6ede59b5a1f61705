import type { ReactElement } from 'react';
import type { Atlas } from '../../../core/atlas/atlas.ts';
import { siteName } from '../../../core/atlas/site-name.ts';
import type { Chart } from '../../../core/episode.ts';
import type { KeptProcedure } from '../../../core/treat/kept-procedure.ts';
import { partOf, type PartWork } from '../../api/parts.ts';
import { Button } from '../../ui/button.tsx';
import { Failed, Notice } from '../../ui/states.tsx';
import { words } from './words.ts';

interface FinishedProps {
  readonly opened: { readonly id: string };
  readonly chart: Chart;
  readonly atlas: Atlas;
  readonly work: PartWork<KeptProcedure>;
}

/** A procedure that is finished, or that asked to be: what the server held it against, or why it did not accept it. */
export function FinishedView({ opened, chart, atlas, work }: FinishedProps): ReactElement {
  const { value: kept, state, change } = work;
  const reopen = (): void => change({ ...kept, state: 'open' });
  if (state.code === 'refused')
    return (
      <Failed title={words.refused} action={<Button onPress={reopen}>{words.backToWork}</Button>}>
        {state.said}
      </Failed>
    );
  const { procedure } = kept;
  const held = partOf(chart.parts, 'procedure', opened.id)?.body.held;
  const isSaved = state.code === 'saved';
  return (
    <section className="procedure__card procedure__finished" aria-labelledby="finished">
      <h2 id="finished">{isSaved ? words.finished : words.finishing}</h2>
      <p>{words.finishedText}</p>
      <ol className="procedure__summary number">
        {procedure.sites.map(({ site: id }, i) => {
          const site = atlas.sites.find((s) => s.id === id);
          return <li key={`${id} ${i}`}>{words.site(i + 1, site === undefined ? id : siteName(site))}</li>;
        })}
      </ol>
      {held !== undefined && (
        <>
          <h3>{words.held}</h3>
          <ul className="procedure__summary number">
            {held.weight !== undefined && <li>{words.heldWeight(held.weight)}</li>}
            {held.share !== undefined && <li>{words.doseOf(Math.ceil(held.share / 10_000))}</li>}
            {held.earlier > 0 && <li>{words.earlier(held.earlier)}</li>}
            <li>{words.levels[held.level]}</li>
            <li>{words.scope[held.scope.answer]}</li>
            <li>{words.heldContent(held.content)}</li>
          </ul>
          {held.scope.answer === 'unknown' && <Notice tone="caution">{words.scopeUnknownText}</Notice>}
        </>
      )}
      <div className="procedure__bad">
        <a className="button button--main" href={`/visits/${chart.visit.id}/note`}>
          {words.toNote}
        </a>
        <Button look="quiet" onPress={reopen}>
          {words.reopen}
        </Button>
      </div>
      <p className="procedure__quiet">{words.reopenText}</p>
    </section>
  );
}
