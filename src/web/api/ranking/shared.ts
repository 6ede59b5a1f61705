import type { LocaliseError } from '../../../core/localise/parse.ts';
import type { Ranking } from '../../../core/localise/ranking.ts';
import type { LocaliseRequest } from '../../../core/localise/request.ts';
import type { Result } from '../../../kit/result.ts';

/** One question of the page to the worker. */
export interface ToWorker {
  readonly ticket: number;
  readonly request: LocaliseRequest;
}

/** What comes back: the ticket tells which question it answers. */
export interface FromWorker {
  readonly ticket: number;
  readonly answer: Result<Ranking, LocaliseError>;
}
