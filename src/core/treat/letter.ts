import type { Day } from '../../kit/time.ts';
import type { Paper } from '../paper.ts';
import type { NoteInput } from './note.ts';
import { nameSite, sentence } from './note-words.ts';
import { historyLines, patientLines } from './note-patient.ts';
import { scoreLines } from './note-scores.ts';
import type { Plan } from './plan.ts';

/** Everyone who owns a part or a task of a plan, except the patient, in the order of the plan. */
export function teamOf(plan: Plan | undefined): readonly string[] {
  const owners = [...(plan?.components ?? []), ...(plan?.tasks ?? [])].map((o) => o.owner.trim());
  return [...new Set(owners)].filter((owner) => owner !== '' && owner.toLowerCase() !== 'patient');
}

/** A letter about one patient to one member of the team. */
export interface LetterInput {
  readonly to: string;
  readonly from: { readonly name: string; readonly role: string };
  readonly day: Day;
  /** The chart, as for a note of the latest visit. */
  readonly chart: NoteInput;
}

/**
 * Write what one member of the team is asked to do, and what they must know for it. It holds what was recorded, and
 * says what was not.
 */
export function referralLetter({ to, from, day, chart }: LetterInput): Paper {
  const { plan } = chart;
  const parts = (plan?.components ?? []).filter((c) => c.owner.trim() === to);
  const tasks = (plan?.tasks ?? []).filter((t) => t.owner.trim() === to && t.done === undefined);
  const active = chart.examined.filter((e) => e.verdict === 'active');
  const asked = [
    ...parts.map((c) => `${c.what}: ${c.dose}, from ${c.from}${c.to === undefined ? '' : ` to ${c.to}`}.`),
    ...tasks.map((t) => `${t.what}, by ${t.due}.`),
  ];
  return {
    title: `Letter to ${to}, ${day}`,
    language: 'en',
    foot: `${chart.patient.name ?? chart.patient.label} · ${chart.clinic}, letter of ${day}`,
    sections: [
      {
        title: 'What we ask of you',
        lines:
          asked.length === 0 ? ['Nothing in the plan is yours so far; this is for your information.'] : asked,
      },
      {
        title: 'What the patient wants to do again',
        lines:
          plan === undefined || plan.goals.length === 0
            ? ['No goal was named.']
            : plan.goals.map((g) => `${g.activity}: from ${g.baseline} to ${g.target} of 10 by ${g.by}.`),
      },
      { title: 'Who it is about', lines: patientLines(chart) },
      { title: 'History', lines: historyLines(chart) },
      {
        title: `Found on ${chart.day}`,
        lines:
          active.length === 0
            ? ['No active trigger point was found, or no muscle was examined.']
            : active.map((e) => `Active: ${nameSite(e.site, chart.sites)}.`),
      },
      { title: 'Scores', lines: scoreLines(chart.scores, chart.earlier ?? []) },
      {
        title: 'What else is planned',
        lines: others(plan, to),
      },
      {
        title: 'Please write back',
        lines: [
          'what you found, what you did, and the same scores, so that the change can be seen; sooner if anything here looks wrong to you.',
          sentence(`${from.name}, ${from.role.replaceAll('-', ' ')}, ${chart.clinic}`),
        ],
      },
    ],
  };
}

function others(plan: Plan | undefined, to: string): readonly string[] {
  const rest = (plan?.components ?? []).filter((c) => c.owner.trim() !== to);
  if (rest.length === 0) return ['Nothing.'];
  return rest.map((c) => `${c.what}: ${c.dose}, ${c.owner}.`);
}
