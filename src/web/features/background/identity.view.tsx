import type { ReactElement, ReactNode } from 'react';
import type { Patient } from '../../../core/episode.ts';
import {
  disagrees,
  SEXES,
  type ContactPerson,
  type Identifier,
  type Identity,
} from '../../../core/identity.ts';
import { parseDay, type Day } from '../../../kit/time.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Notice } from '../../ui/states.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { Composer } from './asked-list.tsx';
import { CheckBox } from './check-box.tsx';
import { withFields, written, type Change } from './with-fields.ts';
import { words } from './words.ts';
import './background.css';

interface IdentityViewProps {
  readonly patient: Patient;
  readonly identity: Identity;
  readonly today: Day;
  readonly onChange: (identity: Identity) => void;
  readonly status: ReactNode;
}

const SEX_CHOICES = (['', ...SEXES] as const).map((id) => ({ id, text: words.identity.sexes[id] }));

/** Name, birth date, language, numbers and how to reach somebody. */
export function IdentityView({
  patient,
  identity,
  today,
  onChange,
  status,
}: IdentityViewProps): ReactElement {
  const change = (fields: Change<Identity>): void => onChange(withFields(identity, fields));
  const text = (
    field: 'family' | 'given' | 'language' | 'phone' | 'email',
    label: string,
    type?: 'tel' | 'email',
  ): ReactElement => (
    <TextField
      label={label}
      value={identity[field] ?? ''}
      onChange={(value) => change({ [field]: written(value) })}
      maxLength={field === 'email' ? 200 : field === 'family' || field === 'given' ? 120 : 60}
      {...(type !== undefined && { type })}
    />
  );
  return (
    <article className="identity">
      <header className="background__head">
        <div>
          <h1>{words.identity.title}</h1>
          <p className="page__lead">{words.identity.lead}</p>
        </div>
        {status}
      </header>
      {patient.synthetic === true && <Notice tone="calm">{words.identity.synthetic}</Notice>}
      {disagrees(identity, patient.birthYear) && patient.birthYear !== undefined && (
        <Notice tone="danger">{words.identity.disagrees(patient.birthYear)}</Notice>
      )}
      <section className="card background__section" aria-labelledby="identity-name">
        <h2 id="identity-name">{words.identity.name}</h2>
        <div className="asked__fields">
          {text('family', words.identity.family)}
          {text('given', words.identity.given)}
          <TextField
            label={words.identity.born}
            type="date"
            value={identity.born ?? ''}
            onChange={(born) => {
              const day = parseDay(born);
              if (day === undefined || day <= today) change({ born: day });
            }}
          />
          <Choice
            label={words.identity.sex}
            value={identity.sex ?? ''}
            options={SEX_CHOICES}
            onChange={(sex) => change({ sex: sex === '' ? undefined : sex })}
          />
          {text('language', words.identity.language)}
          <CheckBox
            label={words.identity.interpreter}
            isChecked={identity.interpreter === true}
            onChange={(is) => change({ interpreter: is ? true : undefined })}
          />
        </div>
      </section>
      <section className="card background__section" aria-labelledby="identity-numbers">
        <h2 id="identity-numbers">{words.identity.numbers}</h2>
        <Identifiers
          value={identity.identifiers ?? []}
          onChange={(list) => change({ identifiers: list.length === 0 ? undefined : list })}
        />
      </section>
      <section className="card background__section" aria-labelledby="identity-reach">
        <h2 id="identity-reach">{words.identity.reach}</h2>
        <div className="asked__fields">
          {text('phone', words.identity.phone, 'tel')}
          {text('email', words.identity.email, 'email')}
        </div>
        <TextArea
          label={words.identity.address}
          value={identity.address ?? ''}
          onChange={(address) => change({ address: written(address) })}
          rows={2}
          maxLength={400}
        />
        <Contact value={identity.contact} onChange={(contact) => change({ contact })} />
      </section>
    </article>
  );
}

interface IdentifiersProps {
  readonly value: readonly Identifier[];
  readonly onChange: (value: readonly Identifier[]) => void;
}

function Identifiers({ value, onChange }: IdentifiersProps): ReactElement {
  return (
    <div className="asked">
      {value.length > 0 && (
        <ul className="asked__list">
          {value.map((one, i) => (
            <li key={`${i} ${one.value}`}>
              <div className="asked__entry">
                <span className="asked__name number">{one.value}</span>
                <Button
                  look="quiet"
                  label={words.remove(one.value)}
                  onPress={() => onChange(value.filter((_, k) => k !== i))}
                >
                  ✕
                </Button>
              </div>
              <TextField
                label={words.identity.system}
                value={one.system ?? ''}
                onChange={(system) =>
                  onChange(value.map((o, k) => (k === i ? withFields(o, { system: written(system) }) : o)))
                }
                hint={words.identity.systemHint}
                maxLength={60}
              />
            </li>
          ))}
        </ul>
      )}
      <Composer
        label={words.identity.value}
        maxLength={80}
        onAdd={(typed) => onChange([...value, { value: typed }])}
      />
    </div>
  );
}

interface ContactProps {
  readonly value: ContactPerson | undefined;
  readonly onChange: (value: ContactPerson | undefined) => void;
}

function Contact({ value, onChange }: ContactProps): ReactElement {
  const field = (name: 'relation' | 'phone', label: string): ReactElement | null =>
    value === undefined ? null : (
      <TextField
        label={label}
        value={value[name] ?? ''}
        onChange={(typed) => onChange(withFields(value, { [name]: written(typed) }))}
        maxLength={60}
      />
    );
  return (
    <fieldset className="identity__contact">
      <legend>{words.identity.contact}</legend>
      <div className="asked__fields">
        <TextField
          label={words.identity.contactName}
          value={value?.name ?? ''}
          onChange={(name) => onChange(name === '' ? undefined : { ...value, name })}
          maxLength={120}
        />
        {field('relation', words.identity.relation)}
        {field('phone', words.identity.phone)}
      </div>
    </fieldset>
  );
}
