import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { AnyPart, Patient } from '../../../core/episode.ts';
import { nameOf, type Identity } from '../../../core/identity.ts';
import { today } from '../../api/records.ts';
import { Badge } from '../../ui/badge.tsx';
import { factsAbout } from './alerts.ts';
import { words } from './words.ts';

interface PatientBannerProps {
  readonly patient: Patient;
  /** Absent: the chart was not read, so nothing is said of it. */
  readonly parts: readonly AnyPart[] | undefined;
  /** Absent: nobody wrote it, or it is not for this reader. */
  readonly identity: Identity | undefined;
}

/** Who is on the screen, and what must not be missed about them. What was not asked says so. */
export function PatientBanner({ patient, parts, identity }: PatientBannerProps): ReactElement {
  const name = identity === undefined ? undefined : nameOf(identity);
  // A man is not asked about pregnancy at the top of every page; the safety screen still asks.
  const facts = factsAbout(patient, parts, identity, today()).filter(
    (f) => !(f.id === 'pregnant' && f.tone === 'unknown' && identity?.sex === 'male'),
  );
  return (
    <div className="chart__who">
      <Link to="/patients/$patientId" params={{ patientId: patient.id }} className="chart__label">
        {patient.label}
      </Link>
      {name !== undefined && <strong className="chart__name">{name}</strong>}
      {patient.synthetic === true && (
        <Badge tone="calm" title={words.syntheticText}>
          {words.synthetic}
        </Badge>
      )}
      <ul className="chart__facts">
        {facts.map(({ id, text, tone }) => (
          <li key={id} className="chart__fact number" data-tone={tone}>
            {text}
          </li>
        ))}
      </ul>
    </div>
  );
}
