import { useState, type SubmitEvent, type ReactElement } from 'react';
import type { Site } from '../../../core/atlas/muscle.ts';
import { siteName } from '../../../core/atlas/site-name.ts';
import { TextField } from '../../ui/text-field.tsx';
import { words } from './words.ts';

interface SiteFinderProps {
  readonly sites: readonly Site[];
  readonly isReady: boolean;
  readonly onSite: (site: Site) => void;
}

const MOST = 8;
const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Sites whose muscle, side or place holds every word, those whose name begins with it first. */
export function findSites(sites: readonly Site[], query: string): readonly Site[] {
  const words_ = fold(query).split(/\s+/).filter(Boolean);
  if (words_.length === 0) return [];
  const textOf = (s: Site): string =>
    fold([siteName(s), s.muscle.name, s.muscle.latin, s.entry.label].join(' '));
  // A side is a side and never a part of another word: "upright" in a label finds nothing on the right.
  const fits = (site: Site, text: string, word: string): boolean =>
    word === 'left' || word === 'right' ? site.side === word : text.includes(word);
  const first = words_[0] ?? '';
  return sites
    .map((site) => ({ site, text: textOf(site) }))
    .filter(({ site, text }) => words_.every((word) => fits(site, text, word)))
    .sort((a, b) => Number(b.text.startsWith(first)) - Number(a.text.startsWith(first)))
    .slice(0, MOST)
    .map(({ site }) => site);
}

/** The same as the map, by keyboard: the name of the muscle and its side; Enter adds the first that is found. */
export function SiteFinder({ sites, isReady, onSite }: SiteFinderProps): ReactElement {
  const [query, setQuery] = useState('');
  const found = findSites(sites, query);
  const take = (site: Site | undefined): void => {
    if (site === undefined || !isReady) return;
    setQuery('');
    onSite(site);
  };
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    take(found[0]);
  };
  return (
    <form className="procedure__finder" onSubmit={submit} role="search">
      <TextField
        label={words.find}
        hint={words.findHint}
        type="search"
        value={query}
        maxLength={60}
        onChange={setQuery}
      />
      {query.trim() !== '' && <SiteButtons sites={isReady ? found : []} onSite={take} />}
    </form>
  );
}

interface SiteButtonsProps {
  readonly title?: string;
  readonly sites: readonly Site[];
  readonly onSite: (site: Site) => void;
}

/** Sites as large buttons. */
export function SiteButtons({ title, sites, onSite }: SiteButtonsProps): ReactElement {
  return (
    <div className="procedure__choices" role="group" aria-label={title ?? words.find}>
      {title !== undefined && <h3>{title}</h3>}
      {sites.length === 0 && <p className="procedure__quiet">{words.noneFound}</p>}
      <ul>
        {sites.map((site) => (
          <li key={site.id}>
            <button type="button" onClick={() => onSite(site)}>
              <strong>{siteName(site)}</strong> <span>{site.entry.label}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
