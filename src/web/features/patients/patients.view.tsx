import { Link } from '@tanstack/react-router';
import { useState, type SyntheticEvent, type ReactElement } from 'react';
import type { PatientSummary } from '../../../core/episode.ts';
import { isFoundBy, nameOf } from '../../../core/identity.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Empty, Failed, Loading, Notice } from '../../ui/states.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { FormFaults, NewPatientForm } from './new-patient.ts';
import { words } from './words.ts';
import './patients.css';

interface PatientsViewProps {
  /** Absent while they are being read. */
  readonly patients: readonly PatientSummary[] | undefined;
  readonly failure: string | undefined;
  readonly onRetry: () => void;
  readonly form: FormProps;
}

/** The list in its four states, and the form beside it. */
export function PatientsView({ patients, failure, onRetry, form }: PatientsViewProps): ReactElement {
  return (
    <>
      <div className="page__head">
        <div>
          <h1>{words.title}</h1>
          <p className="page__lead">{words.lead}</p>
        </div>
      </div>
      <div className="patients">
        <section aria-label={words.title}>
          {patients !== undefined ? (
            <PatientList patients={patients} />
          ) : failure !== undefined ? (
            <Failed title={words.failed} action={<Button onPress={onRetry}>{words.retry}</Button>}>
              {failure}
            </Failed>
          ) : (
            <Loading what={words.loading} />
          )}
        </section>
        <NewPatient {...form} />
      </div>
    </>
  );
}

/** Patients shown before one asks for the rest: those seen last. */
const RECENT = 12;

function PatientList({ patients }: { readonly patients: readonly PatientSummary[] }): ReactElement {
  const [text, setText] = useState('');
  const [showsAll, setShowsAll] = useState(false);
  const found = patients.filter(
    ({ patient, identity }) =>
      patient.label.toLowerCase().includes(text.trim().toLowerCase()) ||
      (identity !== undefined && isFoundBy(identity, text)),
  );
  if (patients.length === 0) return <Empty title={words.none}>{words.noneText}</Empty>;
  return (
    <div className="patients__found">
      {patients.length > 5 && <TextField type="search" label={words.find} value={text} onChange={setText} />}
      {found.length === 0 ? (
        <Empty title={words.noMatch(text.trim())}>{words.noMatchText}</Empty>
      ) : (
        <ul className="rows">
          {(showsAll ? found : found.slice(0, RECENT)).map((summary) => (
            <PatientRow key={summary.patient.id} {...summary} />
          ))}
        </ul>
      )}
      {!showsAll && found.length > RECENT && (
        <Button look="quiet" onPress={() => setShowsAll(true)}>
          {words.more(found.length - RECENT)}
        </Button>
      )}
    </div>
  );
}

function PatientRow({ patient, visits, lastVisit, identity }: PatientSummary): ReactElement {
  const name = identity === undefined ? undefined : nameOf(identity);
  return (
    <li>
      <Link to="/patients/$patientId" params={{ patientId: patient.id }} className="rows__link">
        <span className="rows__main">
          {patient.label}
          {patient.synthetic === true && (
            <Badge tone="calm" title={words.syntheticText}>
              {words.synthetic}
            </Badge>
          )}
        </span>
        {name !== undefined && (
          <span className="rows__name">
            {name}
            {identity?.born !== undefined && `, ${words.bornOn(identity.born)}`}
          </span>
        )}
        <span className="rows__more number">
          {identity?.born === undefined &&
            `${patient.birthYear === undefined ? words.bornUnknown : words.born(patient.birthYear)} · `}
          {words.visits(visits)}
          {lastVisit !== undefined && ` · ${words.last(lastVisit)}`}
        </span>
      </Link>
    </li>
  );
}

interface FormProps {
  readonly faults: FormFaults;
  readonly isBusy: boolean;
  /** What the server said against it. */
  readonly said: string | undefined;
  readonly onAdd: (form: NewPatientForm) => void;
}

function NewPatient({ faults, isBusy, said, onAdd }: FormProps): ReactElement {
  const [label, setLabel] = useState('');
  const [birthYear, setBirthYear] = useState('');
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (!isBusy) onAdd({ label, birthYear });
  };
  return (
    <form className="card patients__form" onSubmit={submit} noValidate>
      <h2>{words.add}</h2>
      <TextField
        label={words.label}
        value={label}
        onChange={setLabel}
        hint={words.labelHint}
        fault={faults.label}
      />
      <TextField
        label={words.birthYear}
        value={birthYear}
        onChange={setBirthYear}
        inputMode="numeric"
        fault={faults.birthYear}
      />
      {said !== undefined && <Notice tone="danger">{said}</Notice>}
      <Button type="submit" look="main">
        {isBusy ? words.adding : words.add}
      </Button>
    </form>
  );
}
