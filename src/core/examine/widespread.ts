import type { Answer } from '../answer.ts';
import type { Sourced } from '../atlas/source.ts';

/** The nineteen areas of the widespread pain index, each in one of five regions, or in none that is counted. */
export const WIDESPREAD_AREAS = {
  'jaw-left': undefined,
  'jaw-right': undefined,
  'shoulder-girdle-left': 'left-upper',
  'upper-arm-left': 'left-upper',
  'lower-arm-left': 'left-upper',
  'shoulder-girdle-right': 'right-upper',
  'upper-arm-right': 'right-upper',
  'lower-arm-right': 'right-upper',
  'hip-left': 'left-lower',
  'upper-leg-left': 'left-lower',
  'lower-leg-left': 'left-lower',
  'hip-right': 'right-lower',
  'upper-leg-right': 'right-lower',
  'lower-leg-right': 'right-lower',
  neck: 'axial',
  'upper-back': 'axial',
  'lower-back': 'axial',
  chest: undefined,
  abdomen: undefined,
} as const satisfies Readonly<Record<string, string | undefined>>;
export type WidespreadArea = keyof typeof WIDESPREAD_AREAS;

/** Every area, in the order in which the criteria list them. */
export const WIDESPREAD_AREA_IDS = Object.keys(WIDESPREAD_AREAS) as readonly WidespreadArea[];

/** Symptoms of the severity scale that are rated 0 to 3. */
export const SEVERITY_RATED = ['fatigue', 'unrefreshed', 'cognitive'] as const;
/** Symptoms of the severity scale that are there or not, over six months. */
export const SEVERITY_PRESENT = ['headaches', 'abdominal-pain', 'depression'] as const;

/** What was answered for the index and the severity scale. */
export interface WidespreadAnswers {
  /** Areas that hurt in the last seven days. Absent: the areas were not asked. */
  readonly areas?: readonly WidespreadArea[];
  readonly severity?: Readonly<Partial<Record<(typeof SEVERITY_RATED)[number], number>>>;
  readonly symptoms?: Readonly<Partial<Record<(typeof SEVERITY_PRESENT)[number], Answer>>>;
  /** The same for at least three months. */
  readonly threeMonths?: Answer;
}

/** What the answers make. A part that cannot be reckoned is absent. */
export interface Widespread extends Sourced {
  /** Widespread pain index, 0 to 19. */
  readonly index?: number;
  /** Regions of five that hurt. */
  readonly regions?: number;
  /** Symptom severity scale, 0 to 12. */
  readonly severity?: number;
  /** The sum of both, 0 to 31. */
  readonly total?: number;
  /** Whether the 2016 criteria of fibromyalgia are met. `unknown` while an answer that matters is missing. */
  readonly criteria: Answer;
  /** What is still missing, in words. */
  readonly missing: readonly string[];
}

/**
 * Score the 2016 criteria: index of 7 or more with a severity of 5 or more, or an index of 4 to 6 with a severity of 9
 * or more; pain in four of five regions (jaw, chest and belly are not counted there); for three months.
 *
 * Jaw, chest and belly count in the index. A severity item that was skipped is not 0: then there is no severity.
 *
 * @source wolfe-2016
 */
export function widespread(answers: WidespreadAnswers | undefined): Widespread {
  const { index, regions } = countOf(answers?.areas);
  const severity = severityOf(answers);
  const threeMonths = answers?.threeMonths ?? 'unknown';
  return {
    ...(index !== undefined && { index }),
    ...(regions !== undefined && { regions }),
    ...(severity !== undefined && { severity }),
    ...(index !== undefined && severity !== undefined && { total: index + severity }),
    criteria: criteriaOf({ index, regions, severity }, threeMonths),
    missing: [
      ...(index === undefined ? ['painful areas'] : []),
      ...(severity === undefined ? ['severity of symptoms'] : []),
      ...(threeMonths === 'unknown' ? ['whether it has been so for three months'] : []),
    ],
    source: 'wolfe-2016',
    // The table was read in a copy, not in the paper.
    status: 'unreviewed',
  };
}

function countOf(areas: readonly WidespreadArea[] | undefined): Pick<Reckoned, 'index' | 'regions'> {
  if (areas === undefined) return { index: undefined, regions: undefined };
  const regions = areas.map((a) => WIDESPREAD_AREAS[a]).filter((r) => r !== undefined);
  return { index: new Set(areas).size, regions: new Set(regions).size };
}

function severityOf(answers: WidespreadAnswers | undefined): number | undefined {
  const rated = SEVERITY_RATED.map((item) => answers?.severity?.[item]);
  const present = SEVERITY_PRESENT.map((item) => answers?.symptoms?.[item] ?? 'unknown');
  if (present.includes('unknown')) return undefined;
  let sum = present.filter((p) => p === 'present').length;
  for (const item of rated) {
    if (item === undefined) return undefined;
    sum += item;
  }
  return sum;
}

interface Reckoned {
  readonly index: number | undefined;
  readonly regions: number | undefined;
  readonly severity: number | undefined;
}

/** Present when all parts are met, absent as soon as one cannot be, else unknown. */
function criteriaOf({ index, regions, severity }: Reckoned, threeMonths: Answer): Answer {
  if (threeMonths === 'absent') return 'absent';
  if (index !== undefined && (index < 4 || (regions ?? 0) < 4)) return 'absent';
  if (severity !== undefined && severity < 5) return 'absent';
  if (index === undefined || severity === undefined) return 'unknown';
  const enough = (index >= 7 && severity >= 5) || (index >= 4 && index <= 6 && severity >= 9);
  if (!enough) return 'absent';
  return threeMonths;
}
