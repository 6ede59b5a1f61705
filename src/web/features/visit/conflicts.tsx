import { useSyncExternalStore, type ReactElement, type ReactNode } from 'react';
import type { Atlas } from '../../../core/atlas/atlas.ts';
import type { SiteFinding } from '../../../core/localise/request.ts';
import type { DrawingBody } from '../../api/records.ts';
import type { Saver } from '../../api/saver.ts';
import { BodyMap } from '../../ui/body-map/body-map.tsx';
import { regionOf, viewOf } from '../../ui/body-map/views.ts';
import { Button } from '../../ui/button.tsx';
import '../../ui/conflict.css';
import { readBack } from './read-back.ts';
import { siteName } from '../../../core/atlas/site-name.ts';
import type { VisitWork } from '../../api/visit-work.ts';
import { words } from './words.ts';

interface ConflictsProps {
  readonly work: VisitWork;
  readonly atlas: Atlas;
}

/** Whatever of this visit was saved in two places at once: both versions, side by side, to choose from. */
export function Conflicts({ work, atlas }: ConflictsProps): ReactElement {
  return (
    <>
      <Conflict
        saver={work.drawing}
        title={words.conflict.title(words.conflict.drawing)}
        show={(value) => <DrawingVersion drawing={value} />}
      />
      <Conflict
        saver={work.findings}
        title={words.conflict.title(words.conflict.findings)}
        show={({ findings }) => <FindingsVersion findings={findings} atlas={atlas} />}
      />
    </>
  );
}

interface ConflictProps<T> {
  readonly saver: Saver<T>;
  readonly title: string;
  readonly show: (value: T) => ReactNode;
}

function Conflict<T>({ saver, title, show }: ConflictProps<T>): ReactElement | null {
  const { value, state } = useSyncExternalStore(saver.subscribe, saver.read);
  if (state.code !== 'conflict') return null;
  return (
    <section className="conflict" aria-label={title} role="alert">
      <h2>{title}</h2>
      <p>{words.conflict.text}</p>
      <div className="conflict__versions">
        <div>
          <h3>{words.conflict.mine}</h3>
          {show(value)}
          <Button look="main" onPress={() => void saver.settle('mine')}>
            {words.conflict.takeMine}
          </Button>
        </div>
        <div>
          <h3>{words.conflict.theirs}</h3>
          {show(state.theirs.value)}
          <Button onPress={() => void saver.settle('theirs')}>{words.conflict.takeTheirs}</Button>
        </div>
      </div>
    </section>
  );
}

function DrawingVersion({ drawing }: { readonly drawing: DrawingBody }): ReactElement {
  const sentence = readBack(drawing.regions, regionOf);
  return (
    <>
      <div className="conflict__maps">
        {['front', 'back'].map((id) => (
          <BodyMap
            key={id}
            view={viewOf(id)}
            label={words.draw.map(viewOf(id).title, sentence)}
            strokes={drawing.strokes}
            seams={false}
          />
        ))}
      </div>
      <p>{sentence === '' ? words.conflict.nothing : sentence}</p>
    </>
  );
}

interface FindingsVersionProps {
  readonly findings: readonly SiteFinding[];
  readonly atlas: Atlas;
}

function FindingsVersion({ findings, atlas }: FindingsVersionProps): ReactElement {
  if (findings.length === 0) return <p>{words.conflict.noFindings}</p>;
  return (
    <ul>
      {findings.map(({ site, sign, answer }) => {
        const known = atlas.sites.find(({ id }) => id === site);
        return (
          <li key={`${site} ${sign}`}>
            {known === undefined ? site : siteName(known)}: {words.signs[sign].name.toLowerCase()}{' '}
            {words.answers[answer].toLowerCase()}
          </li>
        );
      })}
    </ul>
  );
}
