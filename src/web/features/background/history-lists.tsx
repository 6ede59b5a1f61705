import type { ReactElement } from 'react';
import type { Allergy, Background, EarlierReaction, Surgery } from '../../../core/decide/background.ts';
import { ALLERGY_KINDS } from '../../../core/decide/background.ts';
import type { Day } from '../../../kit/time.ts';
import { Choice } from '../../ui/choice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { AskedList } from './asked-list.tsx';
import { CheckBox } from './check-box.tsx';
import { withFields, written } from './with-fields.ts';
import { words } from './words.ts';

interface SectionProps<K extends keyof Background> {
  readonly value: Background[K];
  readonly today: Day;
  readonly onChange: (value: Background[K]) => void;
}

const KINDS = ALLERGY_KINDS.map((id) => ({ id, text: words.allergies.kinds[id] }));
/** Words by which an allergy is filed while it is typed; the list can be changed. */
const CAINE = /cain|an(a)?esthe/i;
const METAL = /nickel|chrom|cobalt|metal/i;

/** Allergies, each sorted by what it means for a needle. */
export function Allergies({ value, today, onChange }: SectionProps<'allergies'>): ReactElement {
  return (
    <AskedList<Allergy>
      value={value}
      today={today}
      onChange={onChange}
      label={words.allergies.to}
      hint={words.allergies.hint}
      maxLength={120}
      entryOf={(to) => ({
        to,
        kind: CAINE.test(to) ? 'local-anaesthetic' : METAL.test(to) ? 'metal' : 'other',
      })}
      nameOf={(allergy) => allergy.to}
    >
      {(allergy, change) => (
        <div className="asked__fields">
          <Choice
            label={words.allergies.kind}
            value={allergy.kind}
            options={KINDS}
            onChange={(kind) => change({ ...allergy, kind })}
          />
          <TextField
            label={words.allergies.reaction}
            value={allergy.reaction ?? ''}
            onChange={(reaction) => change(withFields(allergy, { reaction: written(reaction) }))}
            maxLength={300}
          />
        </div>
      )}
    </AskedList>
  );
}

/** Operations, and what they left in the body. */
export function Surgeries({ value, today, onChange }: SectionProps<'surgery'>): ReactElement {
  return (
    <AskedList<Surgery>
      value={value}
      today={today}
      onChange={onChange}
      label={words.surgery.what}
      hint={words.surgery.hint}
      maxLength={200}
      entryOf={(what) => ({ what })}
      nameOf={(surgery) => surgery.what}
    >
      {(surgery, change) => (
        <div className="asked__fields">
          <TextField
            label={words.surgery.year}
            value={surgery.year === undefined ? '' : String(surgery.year)}
            inputMode="numeric"
            maxLength={4}
            onChange={(year) => {
              const number = Number(year);
              change(
                withFields(surgery, {
                  year: /^\d{4}$/.test(year) && number >= 1900 && number <= 2199 ? number : undefined,
                }),
              );
            }}
          />
          <CheckBox
            label={words.surgery.implant}
            isChecked={surgery.implant === true}
            onChange={(implant) => change(withFields(surgery, { implant: implant ? true : undefined }))}
          />
        </div>
      )}
    </AskedList>
  );
}

/** What happened at a needle or an anaesthetic before. */
export function Reactions({ value, today, onChange }: SectionProps<'reactions'>): ReactElement {
  return (
    <AskedList<EarlierReaction>
      value={value}
      today={today}
      onChange={onChange}
      label={words.reactions.to}
      hint={words.reactions.hint}
      maxLength={120}
      entryOf={(to) => ({ to })}
      nameOf={(reaction) => reaction.to}
    >
      {(reaction, change) => (
        <TextField
          label={words.reactions.what}
          value={reaction.what ?? ''}
          onChange={(what) => change(withFields(reaction, { what: written(what) }))}
          maxLength={300}
        />
      )}
    </AskedList>
  );
}

/** Illnesses that no question of the screen asks about. */
export function Illnesses({ value, today, onChange }: SectionProps<'illnesses'>): ReactElement {
  return (
    <AskedList<{ readonly what: string }>
      value={value}
      today={today}
      onChange={onChange}
      label={words.conditions.other}
      hint={words.conditions.otherHint}
      maxLength={200}
      entryOf={(what) => ({ what })}
      nameOf={(illness) => illness.what}
    />
  );
}
