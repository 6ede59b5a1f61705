import { useMemo, useState, type ReactElement } from 'react';
import type { Region } from '../../../core/atlas/region.ts';
import { clearestViewOf } from '../../ui/body-map/views.ts';
import { Empty } from '../../ui/states.tsx';
import { AtlasMap } from './atlas-map.tsx';
import type { AtlasProps } from './atlas.view.tsx';
import { ReferralList } from './referral-list.tsx';
import { otherReasonsFor, referrersTo } from './referral.ts';
import { words } from './words.ts';

interface RegionViewProps extends AtlasProps {
  readonly region: Region;
  readonly name: string;
}

/** One place: everything that can refer to it, strongest first. */
export function RegionView({ atlas, region, name, onChoose }: RegionViewProps): ReactElement {
  const [view, setView] = useState(() => clearestViewOf(new Map([[region.id, 1]])));
  const list = useMemo(() => referrersTo(atlas, region.id), [atlas, region]);
  const others = useMemo(() => otherReasonsFor(atlas, region.id), [atlas, region]);
  const muscles = new Set(list.map(({ from }) => from.muscle.id)).size;
  return (
    <>
      <AtlasMap
        view={view}
        onView={setView}
        what={words.place(name)}
        highlighted={new Set([region.id])}
        onRegion={(id) => onChoose({ region: id })}
      />
      <article className="card atlas__facts">
        <h2>{words.refersHere(name)}</h2>
        {list.length === 0 ? (
          <Empty title={words.noneHere}>{words.noneHereText}</Empty>
        ) : (
          <>
            <p className="atlas__latin">{words.count(list.length, muscles)}</p>
            <ReferralList
              rows={list.map(({ from, link }) => ({
                key: from.id,
                name: from.muscle.commonName ?? from.muscle.name,
                more: `${from.entry.label}, ${from.side}`,
                link,
                onChoose: () => onChoose({ muscle: from.muscle.id }),
              }))}
            />
          </>
        )}
        {others.length > 0 && (
          <section>
            <h3>{words.otherThanMuscle}</h3>
            <ReferralList
              rows={others.map(({ from, link }) => ({
                key: from.id,
                name: from.entry.name,
                isDangerous: from.entry.dangerous,
                link,
              }))}
            />
          </section>
        )}
      </article>
    </>
  );
}
