import type { RegionId } from '../../core/atlas/region.ts';
import type { Answer } from '../../core/answer.ts';
import type { PainWord, Sign } from '../../core/localise/request.ts';

/** One invented visit: where it hurt, and what palpation answered. */
export interface StoryVisit {
  readonly day: string;
  readonly painted: readonly (readonly [view: string, region: RegionId, intensity: number])[];
  /** How it felt there. Nobody was asked about a region that is not listed. */
  readonly feels?: Readonly<Record<RegionId, readonly PainWord[]>>;
  readonly found: readonly (readonly [site: string, sign: Sign, answer: Answer])[];
}

/** One invented patient. Nobody is meant. */
export interface Story {
  readonly label: string;
  readonly birthYear?: number;
  readonly visits: readonly StoryVisit[];
}
