import type { ReactElement } from 'react';
import { medicines as table } from '../../../content/decide/medicines.ts';
import type { Background } from '../../../core/decide/background.ts';
import { LIST_HOLDS, recognise, type Medicine } from '../../../core/decide/medicines.ts';
import { daysBetween, type Day } from '../../../kit/time.ts';
import { Badge } from '../../ui/badge.tsx';
import { Notice } from '../../ui/states.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { AskedList } from './asked-list.tsx';
import { withFields, written } from './with-fields.ts';
import { words } from './words.ts';

interface MedicinesProps {
  readonly value: Background['medicines'];
  readonly today: Day;
  readonly onChange: (value: Background['medicines']) => void;
}

/** Classes that change what a needle may do. */
const ALERTING = ['anticoagulant', 'antiplatelet'];

/** The medicines, each recognised or not while it is typed. One that nobody knows leaves the question open. */
export function Medicines({ value, today, onChange }: MedicinesProps): ReactElement {
  const age = value === undefined ? 0 : daysBetween(value.taken, today);
  return (
    <>
      {age > LIST_HOLDS && <Notice tone="caution">{words.medicines.old(age)}</Notice>}
      <AskedList<Medicine>
        value={value === undefined ? undefined : { taken: value.taken, list: value.medicines }}
        today={today}
        onChange={(list) =>
          onChange(list === undefined ? undefined : { taken: list.taken, medicines: list.list })
        }
        label={words.medicines.name}
        hint={words.medicines.nameHint}
        maxLength={120}
        entryOf={(name) => ({ name })}
        nameOf={(medicine) => medicine.name}
      >
        {(medicine, change) => (
          <>
            <Recognition medicine={medicine} />
            <div className="asked__fields">
              <TextField
                label={words.medicines.dose}
                value={medicine.dose ?? ''}
                onChange={(dose) => change(withFields(medicine, { dose: written(dose) }))}
                maxLength={120}
              />
              <TextField
                label={words.medicines.code}
                value={medicine.atc ?? medicine.rxnorm ?? ''}
                onChange={(code) => change(coded(medicine, code))}
                maxLength={10}
              />
            </div>
          </>
        )}
      </AskedList>
    </>
  );
}

/** An RxNorm code is a number, an ATC code begins with a letter. */
function coded(medicine: Medicine, code: string): Medicine {
  const isNumber = /^\d/.test(code);
  return withFields(medicine, {
    atc: isNumber ? undefined : written(code.toUpperCase()),
    rxnorm: isNumber ? code : undefined,
  });
}

/** What a medicine is taken to be. */
export function Recognition({ medicine }: { readonly medicine: Medicine }): ReactElement {
  const { classes, isKnown } = recognise(medicine, table);
  return (
    <p className="recognised" role="status">
      {!isKnown && <Badge tone="unreviewed">{words.medicines.unknown}</Badge>}
      {isKnown && classes.length === 0 && <Badge tone="calm">{words.medicines.plain}</Badge>}
      {classes.map((of) => (
        <Badge key={of} tone={ALERTING.includes(of) ? 'danger' : 'textbook'}>
          {words.medicines.classes[of]}
        </Badge>
      ))}
    </p>
  );
}
