import type { Answer } from '../../../core/answer.ts';
import type { Atlas } from '../../../core/atlas/atlas.ts';
import type { SiteId } from '../../../core/atlas/muscle.ts';
import type { AcceptedRates } from '../../../core/localise/accepted-rates.ts';
import type { LiveBars } from '../../api/ranking/live.ts';
import type { ExplanationAnswer, Sign, SiteFinding } from '../../../core/localise/request.ts';

/** What lies before the clinician beside the ranking, and what can be done with it. */
export interface Desk {
  readonly atlas: Atlas;
  /** Absent where there is no visit, as in a gallery. */
  readonly visitId?: string;
  readonly findings: readonly SiteFinding[];
  readonly answers: readonly ExplanationAnswer[];
  /** Site or explanation that is opened. */
  readonly opened: string | undefined;
  readonly onOpen: (id: string | undefined) => void;
  /** Open a site and bring it into sight. */
  readonly onGo: (id: string) => void;
  readonly onFinding: (site: SiteId, sign: Sign, answer: Answer) => void;
  readonly onAnswer: (explanation: string, item: string, answer: Answer) => void;
  /** Sites or explanations to be laid beside each other: at most two. */
  readonly compared: readonly string[];
  readonly onCompare: (id: string) => void;
  /** What the bars show while the finger is down. */
  readonly live: LiveBars;
  /** A ranking of the past is shown: nothing can be answered. */
  readonly isPast: boolean;
  /** Rates of signs that the clinic accepted and that made this ranking. Absent: the shipped ones. */
  readonly rates?: AcceptedRates;
}
