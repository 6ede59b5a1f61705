import type { Atlas } from '../../../../core/atlas/atlas.ts';
import type { LocaliseError } from '../../../../core/localise/parse.ts';
import type { Ranking } from '../../../../core/localise/ranking.ts';
import type { LocaliseRequest } from '../../../../core/localise/request.ts';
import type { Result } from '../../../../kit/result.ts';

/** What the page sends to the worker: the atlas once, then questions. */
export type ToWorker =
  | { readonly kind: 'atlas'; readonly atlas: Atlas }
  | { readonly kind: 'ask'; readonly ticket: number; readonly request: LocaliseRequest };

/** What comes back: the ticket tells which question it answers. */
export interface FromWorker {
  readonly ticket: number;
  readonly answer: Result<Ranking, LocaliseError>;
}
