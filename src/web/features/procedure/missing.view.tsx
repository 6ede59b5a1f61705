import type { ReactElement } from 'react';
import type { Site, SiteId } from '../../../core/atlas/muscle.ts';
import { siteName } from '../../../core/atlas/site-name.ts';
import type { Procedure } from '../../../core/treat/procedure.ts';
import type { Complaint } from '../../../kit/complaint.ts';
import { words } from './words.ts';

interface MissingProps {
  readonly complaints: readonly Complaint[];
  readonly procedure: Procedure;
  readonly sites: ReadonlyMap<SiteId, Site>;
}

/** What stands between the record and its end, in words: each thing by its place. */
export function MissingView({ complaints, procedure, sites }: MissingProps): ReactElement {
  return (
    <div className="procedure__missing" role="status">
      <p>
        <strong>{complaints.length === 0 ? words.finishText : words.missingFields(complaints.length)}</strong>
      </p>
      <ul>
        {complaints.map((c) => (
          <li key={`${c.at} ${c.expected} ${c.got}`}>{inWords(c, procedure, sites)}</li>
        ))}
      </ul>
    </div>
  );
}

function inWords(
  { at, expected, got }: Complaint,
  procedure: Procedure,
  sites: MissingProps['sites'],
): string {
  const place = /^sites\[(\d+)\]/.exec(at)?.[1];
  const isSaid = got !== 'nothing' && got !== 'none' && got !== 'not yet' && got !== '""';
  const text = isSaid ? `${expected} (${got})` : expected;
  if (place === undefined) return text;
  const id = procedure.sites[Number(place)]?.site;
  const site = id === undefined ? undefined : sites.get(id);
  const field = at.replace(/^sites\[\d+\]\.?/, '').replaceAll(/\[\d+\]/g, '');
  return `${Number(place) + 1}. ${site === undefined ? (id ?? '') : siteName(site)}, ${words.fieldNames[field] ?? field}: ${text}`;
}
