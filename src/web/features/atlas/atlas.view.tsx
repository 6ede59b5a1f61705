import type { ReactElement } from 'react';
import type { Atlas } from '../../../core/atlas/atlas.ts';
import { regionName } from '../../ui/body-map/region-tree.tsx';
import { Empty } from '../../ui/states.tsx';
import { AtlasList } from './atlas-list.tsx';
import { MuscleView } from './muscle.view.tsx';
import { RegionView } from './region.view.tsx';
import { BlankMap } from './atlas-map.tsx';
import { words } from './words.ts';
import './atlas.css';

/** What is looked at: one muscle or one place. */
export interface Choice {
  readonly muscle?: string;
  readonly region?: string;
}

/** What every part of the browser is given. */
export interface AtlasProps {
  readonly atlas: Atlas;
  readonly onChoose: (choice: Choice) => void;
}

interface AtlasViewProps extends AtlasProps {
  readonly choice: Choice;
}

/** The list at the left, the map in the middle, the facts at the right. */
export function AtlasView({ atlas, choice, onChoose }: AtlasViewProps): ReactElement {
  return (
    <>
      <div className="page__head">
        <div>
          <h1>{words.title}</h1>
          <p className="page__lead">{words.lead}</p>
        </div>
        <p className="atlas__version">
          {words.version(atlas.version, atlas.muscles.length, atlas.muscles.flatMap((m) => m.sites).length)}
        </p>
      </div>
      <div className="atlas">
        <AtlasList atlas={atlas} choice={choice} onChoose={onChoose} />
        <Chosen atlas={atlas} choice={choice} onChoose={onChoose} />
      </div>
    </>
  );
}

function Chosen({ atlas, choice, onChoose }: AtlasViewProps): ReactElement {
  if (choice.muscle !== undefined) {
    const muscle = atlas.muscles.find(({ id }) => id === choice.muscle);
    if (muscle === undefined) return <Empty title={words.missing(choice.muscle)} />;
    return <MuscleView key={muscle.id} atlas={atlas} muscle={muscle} onChoose={onChoose} />;
  }
  if (choice.region !== undefined) {
    const region = atlas.regions.find(({ id }) => id === choice.region);
    if (region === undefined) return <Empty title={words.missing(choice.region)} />;
    return (
      <RegionView
        key={region.id}
        atlas={atlas}
        region={region}
        name={regionName(region)}
        onChoose={onChoose}
      />
    );
  }
  return (
    <>
      <BlankMap onRegion={(region) => onChoose({ region })} />
      <Empty title={words.choose}>{words.chooseText}</Empty>
    </>
  );
}
