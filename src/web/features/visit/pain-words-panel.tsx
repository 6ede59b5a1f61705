import { useId, useState, type ReactElement, type RefObject } from 'react';
import type { RegionId } from '../../../core/atlas/region.ts';
import { PAIN_WORDS, type PaintedRegion } from '../../../core/localise/request.ts';
import { WORD_TEXTS } from '../../../core/localise/words.ts';
import { regionName } from '../../ui/body-map/region-tree.tsx';
import { regionOf } from '../../ui/body-map/views.ts';
import { Button } from '../../ui/button.tsx';
import { Chips } from '../../ui/chips.tsx';
import { MultiChips, type Held } from '../../ui/multi-chips.tsx';
import { meantOf, placesOf, saidOf, toggleNone, toggleWord } from './pain-words.ts';
import { words } from './words.ts';

interface PainWordsProps {
  /** Where to find the first word. */
  readonly section: RefObject<HTMLElement | null>;
  readonly painted: readonly PaintedRegion[];
  readonly onWords: (painted: readonly PaintedRegion[]) => void;
}

const NONE = 'none';
const EVERYWHERE = 'everywhere';

/**
 * How it feels, in words to tap: once for everything that is painted, and for one place apart where it feels otherwise.
 * Optional. What nobody asked about is said to be so.
 */
export function PainWords({ section, painted, onWords }: PainWordsProps): ReactElement | null {
  const title = useId();
  const [chosen, setChosen] = useState<string>(EVERYWHERE);
  const places = placesOf(painted);
  if (places.length === 0) return null;
  // A place is known by a region of it; one that is painted no more gives way to the whole.
  const place = places.find((list) => list.includes(chosen));
  const ids = place ?? meantOf(painted).map(({ id }) => id);
  const said = saidOf(painted, ids);
  return (
    <section className="feels" aria-labelledby={title} ref={section}>
      <div className="feels__head">
        <h3 id={title}>{words.feel.title}</h3>
        <p>{place === undefined ? words.feel.help : words.feel.helpAt(placeName(place))}</p>
      </div>
      {places.length > 1 && (
        <div className="feels__where">
          <Chips
            label={words.feel.where}
            options={[
              { id: EVERYWHERE, text: words.feel.everywhere },
              ...places.map((list) => ({ id: list[0] ?? '', text: placeName(list) })),
            ]}
            value={place?.[0] ?? EVERYWHERE}
            onChange={setChosen}
          />
        </div>
      )}
      <div className="feels__words">
        <MultiChips
          label={place === undefined ? words.feel.title : words.feel.titleAt(placeName(place))}
          partly={words.feel.partly}
          options={[
            ...PAIN_WORDS.map((id) => ({ id, text: WORD_TEXTS[id], held: heldOf(said, id) })),
            { id: NONE, text: words.feel.none, held: said.isNone ? 'all' : 'none' } as const,
          ]}
          onToggle={(id) => onWords(id === NONE ? toggleNone(painted, ids) : toggleWord(painted, ids, id))}
        />
      </div>
      <NotAsked painted={painted} places={places} />
    </section>
  );
}

interface AskHowProps {
  readonly section: RefObject<HTMLElement | null>;
  readonly painted: readonly PaintedRegion[];
}

/** The way from the sentence to the words, while nobody has asked. */
export function AskHow({ section, painted }: AskHowProps): ReactElement | null {
  if (painted.length === 0 || painted.some((row) => row.words !== undefined)) return null;
  return (
    <Button
      look="quiet"
      onPress={() => section.current?.querySelector<HTMLElement>('.feels__words button')?.focus()}
    >
      {words.feel.ask}
    </Button>
  );
}

function heldOf(
  { everywhere, somewhere }: ReturnType<typeof saidOf>,
  word: (typeof PAIN_WORDS)[number],
): Held {
  if (everywhere.has(word)) return 'all';
  return somewhere.has(word) ? 'some' : 'none';
}

/** Places of which nothing was said although something was said of another. */
function NotAsked({
  painted,
  places,
}: {
  readonly painted: readonly PaintedRegion[];
  readonly places: readonly (readonly RegionId[])[];
}): ReactElement | null {
  const open = new Set(painted.filter((row) => row.words === undefined).map(({ id }) => id));
  const names = places.map((list) => list.filter((id) => open.has(id))).filter((list) => list.length > 0);
  if (names.length === 0) return null;
  const isAll = names.flat().length === places.flat().length;
  return (
    <p className="feels__open">{isAll ? words.feel.notAsked : words.feel.notAskedAt(names.map(placeName))}</p>
  );
}

function placeName(ids: readonly RegionId[]): string {
  const [first = ''] = ids;
  return words.feel.place(regionName(regionOf(first)), ids.length - 1);
}
