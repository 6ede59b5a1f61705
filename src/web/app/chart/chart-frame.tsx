import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useLocation, useParams } from '@tanstack/react-router';
import { useEffect, useRef, type ReactElement, type ReactNode } from 'react';
import type { AnyPart, Patient, Visit } from '../../../core/episode.ts';
import type { Identity } from '../../../core/identity.ts';
import { imagingReads } from '../../api/imaging.ts';
import { reads } from '../../api/records.ts';
import { sessionReads } from '../../api/session.ts';
import { PatientBanner } from './patient-banner.tsx';
import { PATIENT_STEPS, ULTRASOUND_STEP, VISIT_STEPS } from './steps.ts';
import { words } from './words.ts';
import './chart.css';

/** What stands around every page about a patient: who it is, and the ways to the other pages. */
export function PatientFrame(): ReactElement {
  const { patientId } = useParams({ from: '/patients/$patientId' });
  const session = useQuery(sessionReads.session).data;
  const role = session?.state === 'open' ? session.actor.role : undefined;
  const seesCharts = role !== undefined && role !== 'owner' && role !== 'front-desk';
  const patient = useQuery(reads.patient(patientId)).data;
  const record = useQuery({ ...reads.record(patientId), enabled: seesCharts, retry: false }).data;
  // Who sees no chart reads the identity by itself.
  const apart = useQuery({
    ...reads.identity(patientId),
    enabled: role !== undefined && !seesCharts,
    retry: false,
  });
  const identity = apart.data?.identity?.body;
  return (
    <Frame
      patient={record?.patient ?? patient}
      parts={seesCharts ? record?.parts : undefined}
      identity={identity ?? (record === undefined ? undefined : identityOf(record.parts))}
    >
      {patient !== undefined && <Ways patientId={patientId} seesCharts={seesCharts} />}
    </Frame>
  );
}

/** What stands around every page of a visit. */
export function VisitFrame(): ReactElement {
  const { visitId } = useParams({ from: '/visits/$visitId' });
  const chart = useQuery({ ...reads.chart(visitId), retry: false }).data;
  return (
    <Frame
      patient={chart?.patient}
      parts={chart?.parts}
      identity={chart === undefined ? undefined : identityOf(chart.parts)}
    >
      {chart !== undefined && <Ways patientId={chart.patient.id} visit={chart.visit} seesCharts />}
    </Frame>
  );
}

const identityOf = (parts: readonly AnyPart[]): Identity | undefined =>
  parts.find((part) => part.kind === 'identity')?.body;

interface FrameProps {
  readonly patient: Patient | undefined;
  /** Absent: not read, or not for this reader. */
  readonly parts: readonly AnyPart[] | undefined;
  readonly identity: Identity | undefined;
  readonly children: ReactNode;
}

/** One patient at a time: the banner and the window's title say who, so that a second window is not mistaken. */
function Frame({ patient, parts, identity, children }: FrameProps): ReactElement {
  const label = patient?.label;
  useEffect(() => {
    if (label === undefined) return undefined;
    const before = document.title;
    document.title = words.title(label);
    return () => {
      document.title = before;
    };
  }, [label]);
  return (
    <div className="chart">
      {patient !== undefined && (
        <header className="chart__top">
          <PatientBanner patient={patient} parts={parts} identity={identity} />
          {children}
        </header>
      )}
      <Outlet />
    </div>
  );
}

interface WaysProps {
  readonly patientId: string;
  readonly visit?: Visit;
  readonly seesCharts: boolean;
}

function Ways({ patientId, visit, seesCharts }: WaysProps): ReactElement {
  const isImagingOn = useQuery(imagingReads.use).data?.isOn === true;
  const steps = isImagingOn ? [...VISIT_STEPS, ULTRASOUND_STEP] : VISIT_STEPS;
  const row = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  // On a narrow screen the row is wider than the window: the page that one is on must not be out of sight.
  useEffect(() => {
    row.current
      ?.querySelector('[aria-current="page"]')
      ?.scrollIntoView({ inline: 'center', block: 'nearest' });
  }, [pathname]);
  return (
    <nav className="chart__ways" aria-label={words.ways} ref={row}>
      {PATIENT_STEPS.filter((step) => seesCharts || step.isForAll === true).map(({ to, text }) => (
        <Link key={text} to={to} params={{ patientId } as never} activeOptions={{ exact: true }}>
          {text}
        </Link>
      ))}
      {visit !== undefined && (
        <span className="chart__visit" role="group" aria-label={words.visit(visit.day)}>
          {steps.map(({ to, text }) => (
            <Link key={text} to={to} params={{ visitId: visit.id } as never} activeOptions={{ exact: true }}>
              {text}
            </Link>
          ))}
        </span>
      )}
    </nav>
  );
}
