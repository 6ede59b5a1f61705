import type { ReactElement } from 'react';
import type { Link } from '../../../core/atlas/muscle.ts';
import { Badge } from '../../ui/badge.tsx';
import { percent, words } from './words.ts';

/** One line: from where or to where, and how strongly. */
export interface ReferralRow {
  readonly key: string;
  readonly name: string;
  readonly more?: string;
  readonly isDangerous?: boolean;
  readonly link: Link;
  /** Absent when there is nothing to open. */
  readonly onChoose?: () => void;
}

/** Referrals with their strength as a bar in the colours of the heat map, and as a number. */
export function ReferralList({ rows }: { readonly rows: readonly ReferralRow[] }): ReactElement {
  return (
    <ul className="referrals" title={words.strengthText}>
      {rows.map(({ key, name, more, isDangerous = false, link, onChoose }) => (
        <li key={key}>
          <span className="referrals__name">
            {onChoose === undefined ? (
              name
            ) : (
              <button type="button" className="link" onClick={onChoose}>
                {name}
              </button>
            )}
            {more !== undefined && <span className="referrals__more">{more}</span>}
            {isDangerous && <Badge tone="danger">{words.dangerous}</Badge>}
          </span>
          <span className="referrals__kind">
            {words.kinds[link.kind]}
            {link.disputed && `, ${words.disputed}`}
          </span>
          <span className="referrals__strength number">
            <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
              <rect className="probability__track" width="100" height="6" />
              <rect
                className={`referrals__fill pain-${Math.max(1, Math.round(link.strength * 10))}`}
                width={link.strength * 100}
                height="6"
              />
            </svg>
            {percent(link.strength)}
          </span>
        </li>
      ))}
    </ul>
  );
}
