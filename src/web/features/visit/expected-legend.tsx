import { useId, type ReactElement } from 'react';
import { MEETINGS, type Expected } from '../../../core/localise/expected.ts';
import { MeetingSwatch } from '../../ui/body-map/meeting-layer.tsx';
import { regionName } from '../../ui/body-map/region-tree.tsx';
import { regionOf } from '../../ui/body-map/views.ts';
import { Expander } from '../../ui/expander.tsx';
import { percent } from '../../ui/percent.ts';
import { words } from './words.ts';

interface LegendProps {
  readonly rows: readonly Expected[];
  /** Whose expectation it is. */
  readonly of: string;
}

/** What each pattern on the map means, how often it occurs, and where: the picture in words. */
export function ExpectedLegend({ rows, of }: LegendProps): ReactElement {
  const id = `meet-${useId().replace(/\W/g, '')}`;
  return (
    <div className="legend">
      <p className="legend__of">{words.expected.of(of)}</p>
      <ul>
        {MEETINGS.map((meeting) => (
          <li key={meeting}>
            <MeetingSwatch meeting={meeting} id={`${id}-${meeting}`} />
            <span>{words.expected.meeting[meeting]}</span>
            <span className="legend__count number">
              {rows.filter((row) => row.meeting === meeting).length}
            </span>
          </li>
        ))}
      </ul>
      <Expander title={words.expected.list}>
        {MEETINGS.map((meeting) => (
          <RegionsOf key={meeting} meeting={meeting} rows={rows.filter((row) => row.meeting === meeting)} />
        ))}
      </Expander>
    </div>
  );
}

function RegionsOf({
  meeting,
  rows,
}: {
  readonly meeting: Expected['meeting'];
  readonly rows: readonly Expected[];
}): ReactElement | null {
  if (rows.length === 0) return null;
  return (
    <section className="legend__part">
      <h4>{words.expected.meeting[meeting]}</h4>
      <ul className="number">
        {rows.map(({ region, strength }) => (
          <li key={region}>
            {regionName(regionOf(region))}
            {strength > 0 && <span className="evidence__figure">{percent(strength)}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
