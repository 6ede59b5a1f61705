import { useState, type ReactElement } from 'react';
import { bodyRegions } from '../../../content/bodymap/neutral.ts';
import { viewOf, regionOf } from '../../ui/body-map/views.ts';
import { BodyMap } from '../../ui/body-map/body-map.tsx';
import type { Stroke } from '../../../core/episode.ts';
import { RegionTree, regionName } from '../../ui/body-map/region-tree.tsx';
import { ViewSwitcher } from '../../ui/body-map/view-switcher.tsx';
import { HEAT, MARKERS, STROKES } from './fixtures.ts';
import { Controls } from './controls.tsx';
import { Features } from './features.tsx';
import { Sample } from './sample.tsx';
import { States } from './states.tsx';
import './gallery.css';

/** Every component in every state, with invented data: for the eye, and for the screenshot tests. */
export function GalleryPage(): ReactElement {
  return (
    <div className="gallery">
      <h1>Gallery</h1>
      <Controls />
      <States />
      <Features />
      <BodyMaps />
      <Painting />
    </div>
  );
}

function BodyMaps(): ReactElement {
  return (
    <section className="gallery__row" aria-label="Body map">
      <h2>Body map</h2>
      <Sample title="Heat, front">
        <BodyMap view={viewOf('front')} label="Heat on the front of the body" heat={HEAT} />
      </Sample>
      <Sample title="Heat and site, back">
        <BodyMap
          view={viewOf('back')}
          label="Heat and sites on the back of the body"
          heat={HEAT}
          markers={MARKERS}
        />
      </Sample>
      <Sample title="Right side">
        <BodyMap view={viewOf('right')} label="Heat on the right side" heat={HEAT} />
      </Sample>
      <Sample title="Paint, back">
        <BodyMap view={viewOf('back')} label="Paint on the back of the body" strokes={STROKES} />
      </Sample>
      <Sample title="Head, right side">
        <BodyMap view={viewOf('head-right')} label="Heat on the right side of the head" heat={HEAT} />
      </Sample>
      <Sample title="Head, back">
        <BodyMap view={viewOf('head-back')} label="Heat on the back of the head" heat={HEAT} />
      </Sample>
      <Sample title="Right palm">
        <BodyMap
          view={viewOf('hand-palmar-right')}
          label="Right palm"
          heat={
            new Map([
              ['thenar-right', 0.8],
              ['thumb-palmar-right', 0.5],
            ])
          }
        />
      </Sample>
    </section>
  );
}

function Painting(): ReactElement {
  const [view, setView] = useState('back');
  const [strokes, setStrokes] = useState<readonly Stroke[]>(STROKES);
  const [marked, setMarked] = useState<ReadonlyMap<string, number>>(new Map([['temple-right', 6]]));
  return (
    <section className="gallery__row" aria-label="Painting">
      <h2>Painting</h2>
      <Sample title="Brush">
        <BodyMap
          view={viewOf(view)}
          label="Paint here"
          reader="patient"
          strokes={strokes}
          marked={marked}
          brush={{ tool: 'brush', size: 14, intensity: 7 }}
          onStroke={(stroke) => setStrokes((all) => [...all, stroke])}
          nameOf={(id) => regionName(regionOf(id))}
        />
      </Sample>
      <Sample title="Views">
        <ViewSwitcher current={view} onChange={setView} viewOf={viewOf} strokes={strokes} marked={marked} />
      </Sample>
      <Sample title="Regions">
        <RegionTree
          regions={bodyRegions}
          marked={marked}
          intensity={5}
          onMark={(id, intensity) => setMarked((all) => new Map(all).set(id, intensity))}
          onUnmark={(id) => setMarked((all) => new Map([...all].filter(([k]) => k !== id)))}
        />
      </Sample>
    </section>
  );
}
