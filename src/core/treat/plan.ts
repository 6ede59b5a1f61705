import { show, type Complaint } from '../../kit/complaint.ts';
import type { Day } from '../../kit/time.ts';
import type { Answer } from '../answer.ts';
import type { Sourced } from '../atlas/source.ts';
import type { Modality } from '../decide/candidacy.ts';
import type { Distress, Nociplastic } from '../examine/psychosocial.ts';

/** What a plan can be made of. */
export const COMPONENT_KINDS = [
  'exercise',
  'graded-activity',
  'ergonomics',
  'education',
  'psychology',
  'medication-review',
  'needling',
  'manual',
  'adjunct',
] as const;
export type ComponentKind = (typeof COMPONENT_KINDS)[number];

/** One part of a plan. */
export interface PlanComponent {
  readonly kind: ComponentKind;
  readonly what: string;
  /** Who sees to it: a member of the team, or the patient. */
  readonly owner: string;
  /** How much and how often: `3 × 10, daily`. */
  readonly dose: string;
  readonly from: Day;
  readonly to?: Day;
  /** Whether the patient takes part in it now. Absent: not asked. */
  readonly takesPart?: Answer;
}

/** An activity that the patient chose, rated 0 (cannot) to 10 (as before), as the PSFS does. */
export interface Goal {
  readonly activity: string;
  readonly baseline: number;
  readonly target: number;
  readonly by: Day;
}

/** Something that somebody has to do by a day. */
export interface Task {
  readonly what: string;
  readonly owner: string;
  readonly due: Day;
  /** The day on which it was done. Absent: not yet. */
  readonly done?: Day;
}

/** A series of sessions as it was agreed: what is done, by which scale the gain is judged, and when it is questioned. */
export interface PlannedSeries extends SeriesLimits {
  readonly modality: Modality;
  /** The scale of the gain, such as `PEG`. */
  readonly scale: string;
}

/** How a series of sessions is spaced, and when it is to be questioned. */
export interface SeriesLimits {
  /** Least number of days between two sessions. */
  readonly interval: number;
  /** Sessions after which a gain must be seen. */
  readonly checkAfter: number;
  /** The gain that counts, percent of the baseline. */
  readonly gain: number;
  /** Sessions after which the series ends whatever was gained. */
  readonly most: number;
}

/** What is to be done, by whom and until when. */
export interface Plan {
  readonly components: readonly PlanComponent[];
  readonly goals: readonly Goal[];
  readonly series?: PlannedSeries;
  readonly tasks?: readonly Task[];
  /** The pathway from which it was begun; what stands here may since differ from it. */
  readonly pathway?: string;
  /** The payer's rules against which sessions are held. */
  readonly payerRule?: string;
}

/** What is known about the person that changes a plan. A field that is absent was not asked. */
export interface PlanContext {
  readonly distress?: Distress;
  readonly nociplastic?: Nociplastic;
  /** Something that keeps the pain going can be changed. */
  readonly modifiableFactors: readonly string[];
}

/** One thing that the plan lacks, or that should be done otherwise, and why. */
export interface PlanAdvice extends Sourced {
  readonly code:
    | 'needle-only'
    | 'no-active-part'
    | 'no-goal'
    | 'factor-without-part'
    | 'distress-without-part'
    | 'distress-severe'
    | 'nociplastic-less-needling'
    | 'nociplastic-without-part'
    | 'distress-not-asked'
    | 'nociplastic-not-settled';
  readonly because: string;
  /** Kinds of component that would answer it. */
  readonly wants: readonly ComponentKind[];
}

const PASSIVE: readonly ComponentKind[] = ['needling', 'manual', 'adjunct'];
const OURS: Sourced = { source: 'tautband', status: 'unreviewed' };

/** Complaints about a plan that nobody could carry out: no owner, no dose, dates or scores that cannot be. */
export function checkPlan(plan: Plan): readonly Complaint[] {
  const out: Complaint[] = [];
  for (const [i, part] of plan.components.entries()) {
    for (const field of ['what', 'owner', 'dose'] as const)
      if (part[field].trim() === '')
        out.push({ at: `components[${i}].${field}`, expected: 'some text', got: show(part[field]) });
    if (part.to !== undefined && part.to < part.from)
      out.push({ at: `components[${i}].to`, expected: `${part.from} or later`, got: show(part.to) });
  }
  for (const [i, goal] of plan.goals.entries()) {
    if (goal.activity.trim() === '')
      out.push({ at: `goals[${i}].activity`, expected: 'an activity', got: show(goal.activity) });
    for (const field of ['baseline', 'target'] as const)
      if (!(goal[field] >= 0 && goal[field] <= 10))
        out.push({ at: `goals[${i}].${field}`, expected: 'a rating from 0 to 10', got: show(goal[field]) });
    if (goal.target <= goal.baseline)
      out.push({ at: `goals[${i}].target`, expected: `above ${goal.baseline}`, got: show(goal.target) });
  }
  return out;
}

/**
 * What a plan lacks, and how scores and pain criteria change it.
 *
 * Advice is added, never withheld: what was not asked is named as not asked.
 */
export function reviewPlan(plan: Plan, context: PlanContext): readonly PlanAdvice[] {
  const has = (...kinds: readonly ComponentKind[]): boolean =>
    plan.components.some((part) => kinds.includes(part.kind));
  return [
    ...adviseOnParts(plan, has),
    ...adviseOnFactors(context.modifiableFactors, has),
    ...adviseOnDistress(context.distress, has),
    ...adviseOnNociplastic(context.nociplastic, has),
  ];
}

type Has = (...kinds: readonly ComponentKind[]) => boolean;

function adviseOnParts({ components, goals }: Plan, has: Has): readonly PlanAdvice[] {
  const out: PlanAdvice[] = [];
  const needleOnly = has('needling') && components.every((part) => part.kind === 'needling');
  if (needleOnly)
    out.push({
      code: 'needle-only',
      because:
        'Needling is all there is. Relief is short without exercise and a change of what overloads the muscle, and payers ask for an active programme.',
      wants: ['exercise', 'graded-activity', 'education', 'ergonomics'],
      source: 'cms-dl39662',
      status: 'verified',
    });
  else if (components.length > 0 && components.every((part) => PASSIVE.includes(part.kind)))
    out.push({
      code: 'no-active-part',
      because: 'Everything is done to the patient and nothing by the patient.',
      wants: ['exercise', 'graded-activity'],
      ...OURS,
    });
  if (goals.length === 0)
    out.push({
      code: 'no-goal',
      because: 'No activity is named by which the patient would notice a gain.',
      wants: [],
      ...OURS,
    });
  return out;
}

function adviseOnFactors(factors: readonly string[], has: Has): readonly PlanAdvice[] {
  if (factors.length === 0 || has('ergonomics', 'education', 'exercise', 'graded-activity')) return [];
  return [
    {
      code: 'factor-without-part',
      because: `Nothing addresses what keeps the pain going: ${factors.join('; ')}.`,
      wants: ['ergonomics', 'education'],
      ...OURS,
    },
  ];
}

function adviseOnDistress(distress: Distress | undefined, has: Has): readonly PlanAdvice[] {
  if (distress === undefined)
    return [
      {
        code: 'distress-not-asked',
        because: 'Anxiety and low mood were not asked about; they change what helps.',
        wants: [],
        ...OURS,
      },
    ];
  const { source, status } = distress;
  if (distress.band === 'severe')
    return [
      {
        code: 'distress-severe',
        because: `A score of ${distress.total} of 12 is severe distress. Ask about safety today and refer; needling can wait.`,
        wants: ['psychology'],
        source,
        status,
      },
    ];
  const screensPositive = distress.anxiety || distress.depression || distress.band === 'moderate';
  if (!screensPositive || has('psychology')) return [];
  const which = [distress.anxiety ? 'anxiety' : '', distress.depression ? 'depression' : '']
    .filter((w) => w !== '')
    .join(' and ');
  return [
    {
      code: 'distress-without-part',
      because: `A score of ${distress.total} of 12${which === '' ? '' : `, with a positive screen for ${which},`} and no part of the plan that answers it.`,
      wants: ['psychology', 'education'],
      source,
      status,
    },
  ];
}

function adviseOnNociplastic(pain: Nociplastic | undefined, has: Has): readonly PlanAdvice[] {
  if (pain === undefined || pain.verdict === 'not-enough-known')
    return [
      {
        code: 'nociplastic-not-settled',
        because: 'Whether the pain is of a nociplastic kind is not settled.',
        wants: [],
        ...OURS,
      },
    ];
  if (pain.verdict === 'not-met') return [];
  const { source, status } = pain;
  const out: PlanAdvice[] = [];
  if (has('needling'))
    out.push({
      code: 'nociplastic-less-needling',
      because: `The pain is ${pain.verdict === 'probable' ? 'probably' : 'possibly'} nociplastic: fewer needles, and more weight on education, sleep and graded activity.`,
      wants: ['education', 'graded-activity'],
      source,
      status,
    });
  if (!has('education') || !has('exercise', 'graded-activity'))
    out.push({
      code: 'nociplastic-without-part',
      because: 'The pain fits nociplastic criteria and the plan lacks education or graded activity.',
      wants: ['education', 'graded-activity'],
      source,
      status,
    });
  return out;
}
