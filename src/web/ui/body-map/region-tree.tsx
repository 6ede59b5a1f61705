import { useMemo, type KeyboardEvent, type ReactElement } from 'react';
import { Button, Tree, TreeItem, TreeItemContent, type Selection } from 'react-aria-components';
import type { Region, RegionId } from '../../../core/atlas/region.ts';
import { words } from './words.ts';
import './region-tree.css';

interface RegionTreeProps {
  readonly regions: readonly Region[];
  /** Rating 1 to 10 of every region that hurts, however it was marked. */
  readonly marked: ReadonlyMap<RegionId, number>;
  readonly onMark: (region: RegionId, intensity: number) => void;
  readonly onUnmark: (region: RegionId) => void;
  /** Rating given to a region that is marked without a number. */
  readonly intensity: number;
}

/** Name of a region with its side, as it is read out: `Temple, left`. */
export function regionName({ name, side }: Pick<Region, 'name' | 'side'>): string {
  return side === 'midline' ? name : `${name}, ${words.side[side]}`;
}

/**
 * The whole body as a list, by part: everything the finger can paint, for the keyboard and for screen readers.
 *
 * Enter or Space marks a region, a digit rates it (0 is 10), Delete takes the mark away. A region that is not
 * marked is not rated 0: it is left out.
 */
export function RegionTree({ regions, marked, onMark, onUnmark, intensity }: RegionTreeProps): ReactElement {
  const parts = useMemo(() => {
    const byPart = new Map<string, Region[]>();
    for (const region of regions) byPart.set(region.part, [...(byPart.get(region.part) ?? []), region]);
    return [...byPart].map(([id, list]) => ({ id: `part:${id}`, name: words.parts[id] ?? id, list }));
  }, [regions]);

  const change = (selection: Selection): void => {
    if (selection === 'all') return;
    for (const key of selection)
      if (typeof key === 'string' && !key.startsWith('part:') && !marked.has(key)) onMark(key, intensity);
    for (const region of marked.keys()) if (!selection.has(region)) onUnmark(region);
  };
  const rate = (event: KeyboardEvent<HTMLElement>): void => {
    const key = event.target instanceof Element ? event.target.closest('[data-key]') : null;
    const region = key?.getAttribute('data-key') ?? '';
    if (region === '' || region.startsWith('part:')) return;
    if (/^\d$/.test(event.key)) onMark(region, event.key === '0' ? 10 : Number(event.key));
    else if (event.key === 'Delete' || event.key === 'Backspace') onUnmark(region);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="region-tree" onKeyDownCapture={rate}>
      <p id="region-tree-help" className="region-tree__help">
        {words.regionsHelp}
      </p>
      <Tree
        aria-label={words.regions}
        aria-describedby="region-tree-help"
        selectionMode="multiple"
        selectedKeys={[...marked.keys()]}
        onSelectionChange={change}
        disabledBehavior="selection"
        disabledKeys={parts.map((p) => p.id)}
      >
        {parts.map((part) => (
          <TreeItem key={part.id} id={part.id} textValue={part.name}>
            <TreeItemContent>
              <Button slot="chevron" className="region-tree__chevron">
                <svg viewBox="0 0 16 16" aria-hidden="true">
                  <path d="M6 3.5 10.5 8 6 12.5" />
                </svg>
              </Button>
              <span className="region-tree__part">{part.name}</span>
              <Painted count={part.list.filter((r) => marked.has(r.id)).length} />
            </TreeItemContent>
            {part.list.map((region) => (
              <RegionItem key={region.id} region={region} intensity={marked.get(region.id)} />
            ))}
          </TreeItem>
        ))}
      </Tree>
    </div>
  );
}

function Painted({ count }: { readonly count: number }): ReactElement | null {
  return count === 0 ? null : <span className="region-tree__count">{words.painted(count)}</span>;
}

interface RegionItemProps {
  readonly region: Region;
  readonly intensity: number | undefined;
}

function RegionItem({ region, intensity }: RegionItemProps): ReactElement {
  const name = regionName(region);
  const rated = intensity === undefined ? undefined : words.rated(intensity);
  return (
    <TreeItem id={region.id} textValue={rated === undefined ? name : `${name}, ${rated}`}>
      <TreeItemContent>
        <span className="region-tree__box" aria-hidden="true">
          {intensity !== undefined && (
            <span className={`pain-swatch pain-${intensity}`}>
              <span>{intensity}</span>
            </span>
          )}
        </span>
        <span>{name}</span>
      </TreeItemContent>
    </TreeItem>
  );
}
