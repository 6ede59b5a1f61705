import type { ReactElement } from 'react';
import type { Site, SiteId } from '../../../core/atlas/muscle.ts';
import { siteName } from '../../../core/atlas/site-name.ts';
import { Badge } from '../../ui/badge.tsx';
import { words } from './words.ts';

/** A site that may be treated at this visit, and why it is on the list. */
export interface SiteChoice {
  readonly site: Site;
  readonly isPlanned: boolean;
  /** Stands in a procedure of this visit, so that it cannot be taken off here. */
  readonly isTreated: boolean;
}

interface SitesProps {
  readonly choices: readonly SiteChoice[];
  readonly onToggle: (site: SiteId) => void;
}

/** Where the treatment is to be: what was found at this visit, to choose from. */
export function Sites({ choices, onToggle }: SitesProps): ReactElement {
  return (
    <section className="card safety__sites" aria-labelledby="safety-sites">
      <h2 id="safety-sites">{words.sites.title}</h2>
      <p className="safety__hint">{choices.length === 0 ? words.sites.none : words.sites.text}</p>
      <ul>
        {choices.map(({ site, isPlanned, isTreated }) => (
          <li key={site.id}>
            <label className="safety__site">
              <input
                type="checkbox"
                checked={isPlanned || isTreated}
                disabled={isTreated}
                onChange={() => onToggle(site.id)}
              />
              <span>
                {siteName(site)}
                <small>{isTreated ? words.sites.treated : words.sites.found}</small>
              </span>
              {site.entry.beneath.some((b) => b.kind === 'pleura') && (
                <Badge tone="danger">{words.sites.lung}</Badge>
              )}
            </label>
          </li>
        ))}
      </ul>
    </section>
  );
}
