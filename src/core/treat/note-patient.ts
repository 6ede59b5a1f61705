import { daysBetween, type Day } from '../../kit/time.ts';
import { weightOn, type Background } from '../decide/background.ts';
import type { NoteInput } from './note.ts';
import { drawnLine } from './note-drawing.ts';
import { listed } from './note-words.ts';

/** Who the patient is, and what must be known before anything is done. */
export function patientLines({ patient, clinic, background, day }: NoteInput): readonly string[] {
  const weight = weightOn(background, day);
  const { medicines, allergies, surgery, reactions, illnesses } = background;
  const name = patient.name === undefined ? patient.label : `${patient.name} (${patient.label})`;
  return [
    `${name}, seen at ${clinic} on ${day}.${patient.synthetic === true ? ' SYNTHETIC: invented for demonstration.' : ''}`,
    `${patient.born === undefined ? 'Date of birth not recorded' : `Born ${patient.born}`}; ${patient.sex ?? 'sex not recorded'}; weight ${weight === undefined ? 'not known' : `${weight} kg`}; occupation ${background.occupation ?? 'not recorded'}.`,
    allergies === undefined
      ? 'Allergies: not asked.'
      : `Allergies (asked ${allergies.taken}): ${listed(allergies.list.map((a) => a.to + (a.reaction === undefined ? '' : ` (${a.reaction})`)))}.`,
    medicines === undefined
      ? 'Medicines: no list was taken.'
      : `Medicines (list of ${medicines.taken}): ${listed(medicines.medicines.map((m) => (m.dose === undefined ? m.name : `${m.name} ${m.dose}`)))}.`,
    surgery === undefined
      ? 'Implants and surgery: not asked.'
      : `Implants and surgery (asked ${surgery.taken}): ${listed(surgery.list.map((s) => `${s.what}${s.year === undefined ? '' : ` ${s.year}`}${s.implant === true ? ' (implant)' : ''}`))}.`,
    reactions === undefined
      ? 'Earlier reactions to needles or anaesthetics: not asked.'
      : `Earlier reactions to needles or anaesthetics (asked ${reactions.taken}): ${listed(reactions.list.map((r) => `${r.what} at ${r.to}`))}.`,
    conditionLine(background, illnesses),
  ];
}

/** Illnesses of the history, and the answers that the chart keeps for the safety screen. */
function conditionLine({ conditions, pregnancy }: Background, illnesses: Background['illnesses']): string {
  const named = Object.entries(conditions ?? {})
    .filter(([, { answer }]) => answer === 'present')
    .map(([id]) => id.replaceAll('-', ' '));
  if (pregnancy?.answer === 'present')
    named.push(
      `pregnant${pregnancy.weeks === undefined ? '' : `, week ${pregnancy.weeks} on ${pregnancy.asked}`}`,
    );
  const all = [...(illnesses?.list.map((i) => i.what) ?? []), ...named];
  if (all.length > 0) return `Conditions: ${all.join(', ')}.`;
  return illnesses === undefined ? 'Conditions: not asked.' : `Conditions (asked ${illnesses.taken}): none.`;
}

/** What the patient tells, what was tried, and what keeps it going. */
export function historyLines(input: NoteInput): readonly string[] {
  const { background, day } = input;
  return [
    ...complaintLines(input),
    careLine(background, day),
    ...(background.factors === undefined
      ? ['What keeps it going: not asked.']
      : [
          `What keeps it going: ${listed(background.factors.map((f) => (f.modifiable ? `${f.what} (can be changed)` : f.what)))}.`,
        ]),
  ];
}

function complaintLines({ history, complaint, drawn, day }: NoteInput): readonly string[] {
  const lines: string[] = [];
  if (complaint !== undefined) {
    const { what, since, onset } = complaint;
    const months = since === undefined ? undefined : Math.floor(daysBetween(since, day) / 30.44);
    const time =
      since === undefined
        ? 'since when is not recorded'
        : `since ${since}${months !== undefined && months > 0 ? `, ${months === 1 ? 'one month' : `${months} months`}` : ''}`;
    lines.push(`${what}; ${time}; onset ${onset ?? 'not recorded'}.`);
  }
  lines.push(drawn === undefined ? 'Where it hurts was not drawn.' : drawnLine(drawn));
  lines.push(history ?? 'The history was not recorded.');
  return lines;
}

function careLine(background: Background, day: Day): string {
  const tried = background.careTried?.map((care) => {
    const until = care.to ?? (care.active === true ? day : undefined);
    const weeks = until === undefined ? undefined : Math.floor(daysBetween(care.from, until) / 7);
    const since = weeks === undefined ? `from ${care.from}` : `for ${weeks} weeks from ${care.from}`;
    const effect = care.effect === undefined ? 'effect not recorded' : EFFECTS[care.effect];
    return `${care.what}${care.dose === undefined ? '' : ` (${care.dose})`} ${since}${care.active === true ? ', going on' : ''}: ${effect}`;
  });
  return tried === undefined
    ? 'Earlier care without needles: not asked.'
    : `Earlier care without needles: ${tried.length === 0 ? 'none' : tried.join('; ')}.`;
}

const EFFECTS = {
  helped: 'helped',
  partly: 'helped in part',
  none: 'no effect',
  worse: 'made it worse',
} as const;
