import { useState, type ReactElement } from 'react';
import type { Atlas } from '../../../core/atlas/atlas.ts';
import type { SecondDrawing, Stroke } from '../../../core/episode.ts';
import { agreementOf } from '../../../core/localise/redraw.ts';
import type { LocaliseRequest } from '../../../core/localise/request.ts';
import { BodyMap } from '../../ui/body-map/body-map.tsx';
import { regionOf, viewOf } from '../../ui/body-map/views.ts';
import { Button } from '../../ui/button.tsx';
import { Expander } from '../../ui/expander.tsx';
import { Notice } from '../../ui/states.tsx';
import { DrawingPanel } from './drawing-panel.tsx';
import { drawnFrom } from './pain-words.ts';
import { readBack } from './read-back.ts';
import { percent } from '../../ui/percent.ts';
import { words } from './words.ts';

interface RedrawProps {
  /** Views on which the first drawing has paint: the ones to look at again. */
  readonly first: readonly Stroke[];
  readonly again: SecondDrawing | undefined;
  readonly onDraw: (again: SecondDrawing) => void;
  readonly onDone: () => void;
}

/** The same pain once more, without seeing the first drawing and without the ranking beside it. */
export function Redraw({ first, again, onDraw, onDone }: RedrawProps): ReactElement {
  const views = [...new Set(first.map(({ view }) => view))];
  const strokes = again?.strokes ?? [];
  const drawn = new Set(strokes.map(({ view }) => view));
  const open = views.filter((view) => !drawn.has(view));
  return (
    <DrawingPanel
      title={words.again.title}
      action={
        <Button look="main" onPress={onDone}>
          {words.again.done}
        </Button>
      }
      strokes={strokes}
      painted={again?.regions ?? []}
      onDraw={(next) => onDraw({ strokes: next, ...drawnFrom(next, again?.regions ?? []) })}
      isForPatient
      {...(views[0] !== undefined && { startAt: views[0] })}
      above={
        <Notice tone="calm">
          <p>{words.again.how}</p>
          <p role="status">
            {open.length === 0
              ? words.again.everywhere
              : words.again.open(open.map((view) => viewOf(view).title))}
          </p>
        </Notice>
      }
    />
  );
}

interface SecondDrawingProps {
  readonly atlas: Atlas;
  readonly request: LocaliseRequest;
  readonly again: SecondDrawing | undefined;
  readonly onRedraw: () => void;
  readonly onDiscard: () => void;
}

/** How well two drawings of one pain agree; or, while there is one, the way to a second. */
export function Agreement({ atlas, request, again, onRedraw, onDiscard }: SecondDrawingProps): ReactElement {
  const [isLeaving, setLeaving] = useState(false);
  const agreed = agreementOf(atlas, request);
  if (again === undefined || again.regions.length === 0)
    return (
      <div className="again">
        <div>
          <p className="again__title">{words.again.offer}</p>
          <p className="again__text">{words.again.why}</p>
        </div>
        <Button onPress={onRedraw}>{words.again.start}</Button>
      </div>
    );
  return (
    <div className="again">
      <div>
        <p className="again__title number">
          {agreed === undefined ? words.again.apart : words.again.agree(percent(agreed))}
        </p>
        <p className="again__text">{words.again.usual}</p>
        <Expander title={words.again.show}>
          <SecondMaps again={again} />
        </Expander>
      </div>
      <div className="again__actions">
        <Button onPress={onRedraw}>{words.again.change}</Button>
        {isLeaving ? (
          <Button look="danger" onPress={onDiscard}>
            {words.again.discardSure}
          </Button>
        ) : (
          <Button look="quiet" onPress={() => setLeaving(true)}>
            {words.again.discard}
          </Button>
        )}
      </div>
    </div>
  );
}

function SecondMaps({ again }: { readonly again: SecondDrawing }): ReactElement {
  const sentence = readBack(again.regions, regionOf);
  const views = [...new Set(again.strokes.map(({ view }) => view))];
  return (
    <>
      <div className="again__maps">
        {views.map((view) => (
          <BodyMap
            key={view}
            view={viewOf(view)}
            label={words.draw.map(viewOf(view).title, sentence)}
            strokes={again.strokes}
            seams={false}
          />
        ))}
      </div>
      <p>{sentence}</p>
    </>
  );
}
