import { daysBetween, type Day, type Instant } from '../../kit/time.ts';
import type { Site, SiteId } from '../atlas/muscle.ts';
import { weightOn, type Background } from '../decide/background.ts';
import type { Candidacy } from '../decide/candidacy.ts';
import { motionGained, type Motion } from '../examine/measures.ts';
import { percentGained } from '../examine/score.ts';
import type { Verdict } from '../examine/criteria.ts';
import type { ExaminedSite } from '../examine/examined.ts';
import type { Agent } from './agent.ts';
import { diagnosisCodes, procedureCode, type TreatedMuscle } from './codes.ts';
import { WHOLE, type DoseTotal } from './dose.ts';
import { sitesInWords } from './note-sites.ts';
import type { Plan } from './plan.ts';
import type { Procedure } from './procedure.ts';

/** Everything that a note is written from. What is absent is written as not recorded. */
export interface NoteInput {
  readonly patient: { readonly label: string; readonly born?: Day; readonly synthetic?: true };
  readonly clinic: string;
  readonly day: Day;
  readonly background: Background;
  /** In the patient's words and the clinician's: onset, course, what makes it better or worse. */
  readonly history?: string;
  readonly examined: readonly ExaminedSite[];
  readonly criteria: string;
  readonly motions: readonly Motion[];
  readonly candidacy?: Candidacy;
  readonly procedure?: Procedure;
  readonly dose?: DoseTotal;
  readonly plan?: Plan;
  readonly sites: ReadonlyMap<SiteId, Site>;
  readonly agents: readonly Agent[];
  /** Versions that the record was made with. */
  readonly versions: Readonly<Record<string, string>>;
}

/** One part of a note: a heading and its sentences, the same on screen, on paper and in a file. */
export interface NoteSection {
  readonly id: string;
  readonly title: string;
  readonly lines: readonly string[];
}

/** A note as text. It holds only what was recorded, and says what was not. */
export interface Note {
  readonly title: string;
  readonly day: Day;
  readonly sections: readonly NoteSection[];
}

/** Write the note of a visit from what was recorded. The same input gives the same note. */
export function writeNote(input: NoteInput): Note {
  const sections: readonly (NoteSection | undefined)[] = [
    section('patient', 'Patient', patientLines(input)),
    section('history', 'History', historyLines(input)),
    section('examination', 'Examination', examinationLines(input)),
    section('safety', 'Safety', safetyLines(input)),
    input.procedure === undefined
      ? undefined
      : section('procedure', TITLES[input.procedure.kind], procedureLines(input, input.procedure)),
    input.procedure === undefined
      ? undefined
      : section('outcome', 'Response', outcomeLines(input.procedure, input.motions)),
    section('plan', 'Plan', planLines(input.plan)),
    section('codes', 'Codes proposed', codeLines(input)),
    section('versions', 'Made with', [
      Object.entries(input.versions)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, version]) => `${name} ${version}`)
        .join(', '),
    ]),
  ];
  return {
    title: `${input.procedure === undefined ? 'Visit' : TITLES[input.procedure.kind]}, ${input.day}`,
    day: input.day,
    sections: sections.filter((s): s is NoteSection => s !== undefined),
  };
}

const section = (id: string, title: string, lines: readonly string[]): NoteSection => ({ id, title, lines });

const TITLES: Readonly<Record<Procedure['kind'], string>> = {
  injection: 'Trigger point injection',
  'dry-needling': 'Dry needling',
  manual: 'Manual treatment',
  electrical: 'Electrical treatment',
};

function patientLines({ patient, clinic, background, day }: NoteInput): readonly string[] {
  const weight = weightOn(background, day);
  const { medicines, allergies } = background;
  return [
    `${patient.label}, seen at ${clinic} on ${day}.${patient.synthetic === true ? ' SYNTHETIC: invented for demonstration.' : ''}`,
    `${patient.born === undefined ? 'Date of birth not recorded' : `Born ${patient.born}`}; weight ${weight === undefined ? 'not known' : `${weight} kg`}.`,
    allergies === undefined
      ? 'Allergies: not asked.'
      : `Allergies (asked ${allergies.taken}): ${list(allergies.list.map((a) => a.to + (a.reaction === undefined ? '' : ` (${a.reaction})`)))}.`,
    medicines === undefined
      ? 'Medicines: no list was taken.'
      : `Medicines (list of ${medicines.taken}): ${list(medicines.medicines.map((m) => (m.dose === undefined ? m.name : `${m.name} ${m.dose}`)))}.`,
  ];
}

const list = (words: readonly string[]): string => (words.length === 0 ? 'none' : words.join(', '));

function historyLines({ history, background, day }: NoteInput): readonly string[] {
  const tried = background.careTried?.map((care) => {
    const until = care.to ?? (care.active === true ? day : undefined);
    const weeks = until === undefined ? undefined : Math.floor(daysBetween(care.from, until) / 7);
    const since = weeks === undefined ? `from ${care.from}` : `for ${weeks} weeks from ${care.from}`;
    const effect = care.effect === undefined ? 'effect not recorded' : EFFECTS[care.effect];
    return `${care.what}${care.dose === undefined ? '' : ` (${care.dose})`} ${since}${care.active === true ? ', going on' : ''}: ${effect}`;
  });
  return [
    history ?? 'The history was not recorded.',
    tried === undefined
      ? 'Earlier care without needles: not asked.'
      : `Earlier care without needles: ${tried.length === 0 ? 'none' : tried.join('; ')}.`,
    ...(background.factors === undefined || background.factors.length === 0
      ? []
      : [
          `What keeps it going: ${background.factors.map((f) => (f.modifiable ? `${f.what} (can be changed)` : f.what)).join('; ')}.`,
        ]),
  ];
}

const EFFECTS = {
  helped: 'helped',
  partly: 'helped in part',
  none: 'no effect',
  worse: 'made it worse',
} as const;

const VERDICTS_IN_WORDS: Readonly<Record<Verdict, string>> = {
  active: 'an active trigger point',
  latent: 'a latent trigger point',
  'not-met': 'criteria not met',
  'not-enough-known': 'not enough known to say',
};

/** A site by its muscle, side and place. */
function nameSite(id: SiteId, sites: ReadonlyMap<SiteId, Site>): string {
  const site = sites.get(id);
  if (site === undefined) return id;
  const side = site.side === 'midline' ? 'midline' : site.side;
  return `${site.muscle.name}, ${side} (${site.entry.label})`;
}

function examinationLines({ examined, criteria, sites, motions }: NoteInput): readonly string[] {
  if (examined.length === 0) return ['No muscle was examined.'];
  return [
    `Judged by ${criteria}. Signs that are not named were not recorded.`,
    ...examined.map(({ site, verdict, present, absent }) => {
      const found = present.length === 0 ? 'no sign found' : `${present.join(', ')} present`;
      const not = absent.length === 0 ? '' : `; ${absent.join(', ')} absent`;
      return `${nameSite(site, sites)}: ${found}${not}: ${VERDICTS_IN_WORDS[verdict]}.`;
    }),
    ...motions
      .filter((m) => m.before !== undefined)
      .map((m) => `${m.movement}, ${m.side}: ${m.before ?? ''} ${unitOf(m)} before.`),
  ];
}

const unitOf = (m: Motion): string => (m.unit === 'degree' ? '°' : 'mm');

function safetyLines({ candidacy, procedure }: NoteInput): readonly string[] {
  if (candidacy === undefined) return ['The safety screen was not done.'];
  const raised = candidacy.raised.map((rule) => `${rule.because} (${rule.id})`);
  return [
    `Screen for ${candidacy.modality}: ${LEVELS_IN_WORDS[candidacy.level]}.`,
    ...raised,
    ...(candidacy.unanswered.length === 0
      ? ['Every question that could change this was answered.']
      : [`Still unknown: ${candidacy.unanswered.join(', ')}.`]),
    ...(procedure?.override === undefined
      ? []
      : [`Done against the screen by ${procedure.override.by}: ${procedure.override.reason}`]),
  ];
}

const LEVELS_IN_WORDS = {
  eligible: 'nothing stands against it',
  'with-caution': 'with caution',
  defer: 'defer',
  'do-not': 'do not',
} as const;

function procedureLines(input: NoteInput, p: Procedure): readonly string[] {
  const { timeOut, consent } = p;
  const lines = [
    `By ${p.operator.name}, ${p.operator.credential}.`,
    consent === undefined
      ? 'Consent: not recorded.'
      : `Consent, version ${consent.version}, signed by ${consent.by} at ${clock(consent.signed)}.`,
    timeOut === undefined
      ? 'Time-out: not recorded.'
      : `Time-out at ${clock(timeOut.at)} UTC: ${timeOut.checked.join(', ')} compared.`,
  ];
  if (p.kind === 'dry-needling') lines.push('Dry needling, no substance injected.');
  lines.push(...sitesInWords(p, { name: (id) => nameSite(id, input.sites), agents: input.agents }));
  if (p.kind === 'injection' || p.kind === 'dry-needling') {
    lines.push(
      p.guidance.kind === 'palpation'
        ? 'Guided by palpation.'
        : `Guided by ultrasound because ${p.guidance.reason} Image ${p.guidance.image}; needle ${p.guidance.needleSeen === 'present' ? 'seen' : p.guidance.needleSeen === 'absent' ? 'not seen' : 'visibility not recorded'}.`,
      `Needles in: ${p.needlesIn ?? 'not counted'}; out: ${p.needlesOut ?? 'not counted'}.`,
    );
  }
  if (p.kind === 'injection' && p.steroidReason !== undefined) lines.push(`Steroid: ${p.steroidReason}`);
  if (input.dose !== undefined)
    lines.push(
      `Total ${input.dose.agents.map((a) => `${a.agent.name} ${a.mg} mg (${(Math.ceil(a.mgPerKg * 100) / 100).toFixed(2)} mg/kg)`).join(', ')}: ${Math.ceil((input.dose.share / WHOLE) * 100)} % of the maximum over all agents and 24 hours.`,
    );
  return lines;
}

const clock = (at: Instant): string => at.slice(11, 16);

function outcomeLines(p: Procedure, motions: readonly Motion[]): readonly string[] {
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

function planLines(plan: Plan | undefined): readonly string[] {
  if (plan === undefined || plan.components.length === 0) return ['No plan was recorded.'];
  return [
    ...plan.components.map(
      (c) => `${c.what}: ${c.dose}, ${c.owner}, from ${c.from}${c.to === undefined ? '' : ` to ${c.to}`}.`,
    ),
    ...plan.goals.map((g) => `Goal by ${g.by}: ${g.activity}, from ${g.baseline} to ${g.target} of 10.`),
  ];
}

function codeLines({ procedure, examined, sites }: NoteInput): readonly string[] {
  const used =
    procedure?.sites.map((s) => s.site) ?? examined.filter((e) => e.verdict === 'active').map((e) => e.site);
  const treated: readonly TreatedMuscle[] = used.flatMap((id) => {
    const site = sites.get(id);
    return site === undefined ? [] : [{ muscle: site.muscle, side: site.side }];
  });
  const code =
    procedure?.kind === 'injection' || procedure?.kind === 'dry-needling'
      ? procedureCode(procedure.kind, treated)
      : undefined;
  const all = [...(code === undefined ? [] : [code]), ...diagnosisCodes(treated)];
  return all.length === 0
    ? ['No code is proposed: no muscle was treated, and none found active.']
    : all.map((c) => `${c.code}: ${c.because}`);
}
