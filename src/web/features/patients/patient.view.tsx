import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { Patient, Visit } from '../../../core/episode.ts';
import { Button } from '../../ui/button.tsx';
import { Empty, Failed, Loading, Notice } from '../../ui/states.tsx';
import { words } from './words.ts';
import './patients.css';

interface PatientViewProps {
  readonly patient: Patient | undefined;
  /** Absent while they are read; `hidden`: not for this reader. */
  readonly visits: readonly Visit[] | 'hidden' | undefined;
  /** What the chart says, for those who see charts: it stands around the visits. */
  readonly overview?: ((visits: ReactElement) => ReactElement) | undefined;
  readonly failure: string | undefined;
  readonly onRetry: () => void;
  readonly isStarting: boolean;
  readonly said: string | undefined;
  readonly onStart: () => void;
}

/** Who it is, when they were here, and the way into a new visit. */
export function PatientView(props: PatientViewProps): ReactElement {
  const { patient, visits, failure } = props;
  if (patient === undefined || visits === undefined)
    return failure === undefined ? (
      <Loading what={words.patient.loading} />
    ) : (
      <Failed title={words.patient.failed} action={<Button onPress={props.onRetry}>{words.retry}</Button>}>
        {failure}
      </Failed>
    );
  return (
    <>
      {/* Who it is stands in the banner above; the heading is for those who jump from one to the next. */}
      <h1 className="hidden-visually">{patient.label}</h1>
      <div className="page__head">
        <Link to="/">{words.patient.back}</Link>
        {visits !== 'hidden' && (
          <Button look="main" onPress={props.onStart} isDisabled={props.isStarting}>
            {props.isStarting ? words.patient.starting : words.patient.start}
          </Button>
        )}
      </div>
      {props.said !== undefined && <Notice tone="danger">{props.said}</Notice>}
      {visits === 'hidden' ? (
        <p>{words.patient.ownerText}</p>
      ) : (
        (props.overview ?? ((list) => list))(<Visits visits={visits} />)
      )}
    </>
  );
}

function Visits({ visits }: { readonly visits: readonly Visit[] }): ReactElement {
  return (
    <section aria-label={words.patient.visits}>
      {visits.length === 0 ? (
        <Empty title={words.patient.none}>{words.patient.noneText}</Empty>
      ) : (
        <ul className="rows">
          {visits.map((visit) => (
            <li key={visit.id}>
              <Link to="/visits/$visitId" params={{ visitId: visit.id }} className="rows__link">
                <span className="rows__main number">{words.patient.open(visit.day)}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
