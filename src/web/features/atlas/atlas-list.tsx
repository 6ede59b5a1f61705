import { useState, type ReactElement } from 'react';
import { Header, ListBox, ListBoxItem, ListBoxSection } from 'react-aria-components';
import { AREAS } from '../../../core/atlas/muscle.ts';
import { regionName } from '../../ui/body-map/region-tree.tsx';
import { words as bodyWords } from '../../ui/body-map/words.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { Empty } from '../../ui/states.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { AtlasProps, Choice } from './atlas.view.tsx';
import { findMuscles, findRegions } from '../../../core/atlas/find.ts';
import { words } from './words.ts';

interface AtlasListProps extends AtlasProps {
  readonly choice: Choice;
}

interface Section {
  readonly id: string;
  readonly name: string;
  readonly items: readonly { readonly id: string; readonly name: string; readonly more?: string }[];
}

/** Search, and the list of what was found: muscles by part of the body, or places. */
export function AtlasList({ atlas, choice, onChoose }: AtlasListProps): ReactElement {
  const [text, setText] = useState('');
  const [by, setBy] = useState<'muscle' | 'region'>(choice.region === undefined ? 'muscle' : 'region');
  const sections = by === 'muscle' ? muscleSections(atlas, text) : regionSections(atlas, text);
  const chosen = by === 'muscle' ? choice.muscle : choice.region;
  return (
    <search className="atlas__list">
      <TextField type="search" label={words.find} value={text} onChange={setText} />
      <Segmented
        label={words.by}
        options={[
          { id: 'muscle', text: words.byMuscle },
          { id: 'region', text: words.byRegion },
        ]}
        value={by}
        onChange={setBy}
      />
      {sections.length === 0 ? (
        <Empty title={words.noMatch(text)}>{words.noMatchText}</Empty>
      ) : (
        <ListBox
          aria-label={words.list}
          selectionMode="single"
          selectionBehavior="replace"
          selectedKeys={chosen === undefined ? [] : [chosen]}
          onSelectionChange={(keys) => {
            const [key] = keys === 'all' ? [] : keys;
            if (typeof key === 'string') onChoose(by === 'muscle' ? { muscle: key } : { region: key });
          }}
        >
          {sections.map((section) => (
            <ListBoxSection key={section.id} id={`section-${section.id}`}>
              <Header>{section.name}</Header>
              {section.items.map(({ id, name, more }) => (
                <ListBoxItem key={id} id={id} textValue={name}>
                  {name}
                  {more !== undefined && <span className="atlas__latin">{more}</span>}
                </ListBoxItem>
              ))}
            </ListBoxSection>
          ))}
        </ListBox>
      )}
    </search>
  );
}

function muscleSections(atlas: AtlasProps['atlas'], text: string): readonly Section[] {
  const found = findMuscles(atlas.muscles, text);
  return AREAS.map((area) => ({
    id: area,
    name: area.charAt(0).toUpperCase() + area.slice(1),
    items: found
      .filter((m) => m.area === area)
      .map((m) => ({
        id: m.id,
        name: m.commonName ?? m.name,
        ...(m.commonName !== undefined && { more: m.name }),
      })),
  })).filter(({ items }) => items.length > 0);
}

function regionSections(atlas: AtlasProps['atlas'], text: string): readonly Section[] {
  const found = findRegions(atlas.regions, text);
  return [...new Set(found.map(({ part }) => part))].map((part) => ({
    id: part,
    name: bodyWords.parts[part] ?? part,
    items: found.filter((r) => r.part === part).map((r) => ({ id: r.id, name: regionName(r) })),
  }));
}
