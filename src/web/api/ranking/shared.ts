import type { AcceptedRates } from '../../../core/localise/accepted-rates.ts';
import type { Bar } from '../../../core/localise/bars.ts';
import type { LocaliseError } from '../../../core/localise/parse.ts';
import type { Ranking } from '../../../core/localise/ranking.ts';
import type { RedrawInterval } from '../../../core/localise/redraw.ts';
import type { LocaliseRequest } from '../../../core/localise/request.ts';
import type { TellApart } from '../../../core/localise/tell-apart.ts';
import type { Result } from '../../../kit/result.ts';

/**
 * One question of the page to the worker.
 *
 * - `follow`: bars alone, while the finger is down
 * - `look`: a ranking of the past, without what could be done next
 * - `ask`: everything, and what takes long afterwards by itself
 * - `apart`: what would tell two causes apart; its tickets are its own
 * - `use`: no question: from here on with these rates of signs, or with the shipped ones
 */
export type ToWorker =
  | { readonly kind: 'use'; readonly rates: AcceptedRates | undefined }
  | {
      readonly kind: 'follow' | 'look' | 'ask';
      readonly ticket: number;
      readonly request: LocaliseRequest;
    }
  | {
      readonly kind: 'apart';
      readonly ticket: number;
      readonly request: LocaliseRequest;
      readonly pair: readonly [string, string];
    };

/** What comes back: the ticket tells which question it answers. A question gets one first answer, perhaps more later. */
export type FromWorker =
  | { readonly kind: 'bars'; readonly ticket: number; readonly bars: Result<readonly Bar[], LocaliseError> }
  | {
      readonly kind: 'ranking';
      readonly ticket: number;
      readonly answer: Result<Ranking, LocaliseError>;
      /** What to palpate next and what would change the order are in it too. */
      readonly isWhole: boolean;
    }
  | {
      readonly kind: 'intervals';
      readonly ticket: number;
      readonly intervals: ReadonlyMap<string, RedrawInterval>;
    }
  | { readonly kind: 'apart'; readonly ticket: number; readonly apart: TellApart };
