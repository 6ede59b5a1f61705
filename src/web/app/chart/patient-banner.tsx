import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { AnyPart, Patient } from '../../../core/episode.ts';
import { partOf } from '../../api/parts.ts';
import { Badge } from '../../ui/badge.tsx';
import { words } from './words.ts';

interface PatientBannerProps {
  readonly patient: Patient;
  /** Absent: the chart was not read, so nothing is said of it. */
  readonly parts: readonly AnyPart[] | undefined;
}

/** Who is on the screen, and what must not be missed about them. What was not asked says so. */
export function PatientBanner({ patient, parts }: PatientBannerProps): ReactElement {
  const background = parts === undefined ? undefined : partOf(parts, 'background', patient.id)?.body;
  const allergies = background?.allergies?.list;
  return (
    <div className="chart__who">
      <Link to="/patients/$patientId" params={{ patientId: patient.id }} className="chart__label">
        {patient.label}
      </Link>
      {patient.synthetic === true && (
        <Badge tone="calm" title={words.syntheticText}>
          {words.synthetic}
        </Badge>
      )}
      <span className="number">
        {patient.birthYear === undefined ? words.bornUnknown : words.born(patient.birthYear)}
      </span>
      {parts !== undefined && (
        <span
          className="chart__fact"
          data-alert={allergies !== undefined && allergies.length > 0 ? '' : undefined}
        >
          {words.allergies(allergies?.map((a) => a.to))}
        </span>
      )}
    </div>
  );
}
