import type { FastifyInstance } from 'fastify';
import { outcomeOf, type OperationOutcome } from '../../fhir/outcome.ts';

/** Deepest nesting that is read; our own bodies have six levels. Deep ones overflow whatever walks them later. */
const DEEPEST = 64;

/** Read bodies as JSON, and nothing but JSON that is not absurdly deep and does not reach for prototypes. */
export function readJsonBodies(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    const text = body.toString();
    if (isTooDeep(text)) done(new TooDeep());
    else void parse(request, text, done);
  });
}

/** A body that is nested too deeply, with the answer to it. */
export class TooDeep extends Error {
  override readonly name = 'TooDeep';
  readonly outcome: OperationOutcome = outcomeOf('value', [
    { at: '', expected: `JSON with at most ${DEEPEST} levels`, got: 'more' },
  ]);
}

/** Whether brackets nest more deeply than we read. Looks at the text: reading it first would be what we avoid. */
export function isTooDeep(text: string): boolean {
  let depth = 0;
  let isInText = false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (isInText) {
      if (c === BACKSLASH) i++;
      else if (c === QUOTE) isInText = false;
    } else if (c === QUOTE) isInText = true;
    else if (c === OPEN_BRACE || c === OPEN_BRACKET) {
      depth++;
      if (depth > DEEPEST) return true;
    } else if (c === CLOSE_BRACE || c === CLOSE_BRACKET) depth--;
  }
  return false;
}

const [QUOTE, BACKSLASH, OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET] = [
  34, 92, 123, 125, 91, 93,
] as const;
