import type { Instant } from '../../kit/time.ts';
import { motionGained, type Motion } from '../examine/measures.ts';
import { percentGained } from '../examine/score.ts';
import { WHOLE, type DoseTotal } from './dose.ts';
import type { NoteInput } from './note.ts';
import { sitesInWords } from './note-sites.ts';
import { nameSite, sentence } from './note-words.ts';
import type { Procedure } from './procedure.ts';

/** One procedure of a visit as the note tells it. */
export interface DoneProcedure {
  readonly procedure: Procedure;
  /** Absent when nothing was injected, or the dose cannot be answered. */
  readonly dose?: DoseTotal;
  /** Somebody finished it: nothing was missing and nothing refused. */
  readonly isFinished: boolean;
}

/** What each kind of procedure is called. */
export const PROCEDURE_TITLES: Readonly<Record<Procedure['kind'], string>> = {
  injection: 'Trigger point injection',
  'dry-needling': 'Dry needling',
  manual: 'Manual treatment',
  electrical: 'Electrical treatment',
};

/** What was done, site by site. */
export function procedureLines(
  input: NoteInput,
  { procedure: p, dose, isFinished }: DoneProcedure,
): readonly string[] {
  const { timeOut, consent } = p;
  const lines = [
    `By ${p.operator.name}, ${p.operator.credential}.${isFinished ? '' : ' The record of this procedure is still open.'}`,
    consent === undefined
      ? 'Consent: not recorded.'
      : `Consent, version ${consent.version}, signed by ${consent.by} at ${clock(consent.signed)} UTC.`,
    timeOut === undefined
      ? 'Time-out: not recorded.'
      : `Time-out at ${clock(timeOut.at)} UTC: ${timeOut.checked.map((c) => c.replaceAll('-', ' ')).join(', ')} compared.`,
  ];
  if (p.kind === 'dry-needling') lines.push('Dry needling, no substance injected.');
  lines.push(...sitesInWords(p, { name: (id) => nameSite(id, input.sites), agents: input.agents }));
  if (p.kind === 'injection' || p.kind === 'dry-needling') lines.push(...needleLines(p));
  if (p.kind === 'injection' && p.steroidReason !== undefined)
    lines.push(`Steroid: ${sentence(p.steroidReason)}`);
  if (dose !== undefined) lines.push(doseLine(dose));
  return lines;
}

const SEEN = { present: 'seen', absent: 'not seen', unknown: 'visibility not recorded' } as const;

function needleLines(
  p: Extract<Procedure, { readonly kind: 'injection' | 'dry-needling' }>,
): readonly string[] {
  const { guidance } = p;
  return [
    guidance.kind === 'palpation'
      ? 'Guided by palpation.'
      : `Guided by ultrasound because ${sentence(guidance.reason)} Image ${guidance.image}; needle ${SEEN[guidance.needleSeen]}.`,
    `Needles in: ${p.needlesIn ?? 'not counted'}; out: ${p.needlesOut ?? 'not counted'}.`,
  ];
}

const doseLine = (dose: DoseTotal): string =>
  `Total ${dose.agents.map((a) => `${a.agent.name} ${a.mg} mg (${(Math.ceil(a.mgPerKg * 100) / 100).toFixed(2)} mg/kg)`).join(', ')}: ${Math.ceil((dose.share / WHOLE) * 100)} % of the maximum over all agents and 24 hours.`;

const clock = (at: Instant): string => at.slice(11, 16);

/** What it changed, by the same measures before and after. */
export function outcomeLines(p: Procedure, motions: readonly Motion[]): readonly string[] {
  const lines: string[] = [];
  if (p.before === undefined || p.after === undefined) lines.push('Pain before and after: not recorded.');
  else {
    const gained = percentGained(p.before, p.after);
    lines.push(
      `${p.before.scale} ${p.before.value} before, ${p.after.value} after${gained === undefined ? '' : ` (${Math.round(Math.abs(gained))} % ${gained < 0 ? 'worse' : 'less'}, computed)`}.`,
    );
  }
  for (const motion of motions) {
    const gained = motionGained(motion);
    if (gained !== undefined)
      lines.push(
        `${motion.movement}, ${motion.side}: ${motion.after ?? ''} ${unitOf(motion)} after (${gained < 0 ? '' : '+'}${gained}).`,
      );
  }
  lines.push(
    p.adverse === undefined
      ? 'Untoward events: not recorded.'
      : p.adverse.length === 0
        ? 'No untoward event at the bedside.'
        : `Untoward: ${p.adverse.map((a) => `${a.what} (${a.severity})`).join('; ')}.`,
    p.instructions === undefined
      ? 'Instructions: not recorded.'
      : `Instructions, version ${p.instructions.version}, given; to call ${p.instructions.call}.`,
  );
  return lines;
}

/** The unit of a movement as it is written. */
export const unitOf = (m: Motion): string => (m.unit === 'degree' ? '°' : 'mm');
