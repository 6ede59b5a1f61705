import { ANSWERS } from '../answer.ts';
import { show, type Complaint } from '../../kit/complaint.ts';
import { err, ok, type Result } from '../../kit/result.ts';
import type { Network } from './network.ts';
import { discriminatorOf } from './discriminate.ts';
import {
  PAIN_WORDS,
  SIGNS,
  type ExplanationAnswer,
  type LocaliseRequest,
  type PainWord,
  type PaintedRegion,
  type SiteFinding,
} from './request.ts';

/** Why there is no ranking. */
export interface LocaliseError {
  /**
   * - `nothing-painted`: no region is painted. A blank drawing is missing data, not "no pain".
   * - `not-a-request`: the input has another form than a request
   * - `unknown-name`, `repeated`: a name is not in this atlas version, or is there twice
   */
  readonly code: 'nothing-painted' | 'not-a-request' | 'unknown-name' | 'repeated';
  /** Never empty; at most `MOST_COMPLAINTS`. */
  readonly complaints: readonly Complaint[];
}

/** A stranger's ten megabytes get the first few faults, not all of them. */
export const MOST_COMPLAINTS = 20;

/**
 * Read a request from JSON that a stranger wrote: `{"regions": [{"id", "intensity"?, "coverage"?, "words"?}, …],
 * "findings"?: [{"site", "sign", "answer", "regions"?}, …], "answers"?: [{"explanation", "item", "answer"}, …],
 * "asked"?: ["…", …], "again"?: [as "regions"], "againAsked"?: [as "asked"]}`.
 *
 * Checks form and ranges. Whether the names exist is for `checkNames`, which knows the atlas.
 */
export function parseRequest(input: unknown): Result<LocaliseRequest, LocaliseError> {
  const read = new Reading();
  const request = read.request(input);
  if (read.complaints.length > 0)
    return err({ code: 'not-a-request', complaints: read.complaints.slice(0, MOST_COMPLAINTS) });
  return ok(request);
}

/** Complain when a name is not in the atlas or stands twice, or when nothing is painted. */
export function checkNames(network: Network, request: LocaliseRequest): LocaliseError | undefined {
  if (request.regions.length === 0)
    return complain('nothing-painted', [
      {
        at: 'regions',
        expected: 'at least one painted region (a blank drawing is missing data, not no pain)',
        got: 'none',
      },
    ]);
  const unknown = unknownNames(network, request);
  if (unknown.length > 0) return complain('unknown-name', unknown);
  const repeated = repeatedNames(request);
  return repeated.length > 0 ? complain('repeated', repeated) : undefined;
}

const complain = (code: LocaliseError['code'], complaints: readonly Complaint[]): LocaliseError => ({
  code,
  complaints: complaints.slice(0, MOST_COMPLAINTS),
});

function unknownNames(network: Network, request: LocaliseRequest): readonly Complaint[] {
  const region = (id: string, at: string): readonly Complaint[] =>
    network.regionIndex.has(id) ? [] : [{ at, expected: 'a region of the body map', got: show(id) }];
  return [
    ...request.regions.flatMap(({ id }, i) => region(id, `regions[${i}].id`)),
    ...request.findings.flatMap(({ site, regions = [] }, i) => {
      const cause = network.causes[network.causeIndex.get(site) ?? -1];
      const expected = `a site of atlas ${network.atlas.version}`;
      const known = cause?.kind === 'site';
      return [
        ...(known ? [] : [{ at: `findings[${i}].site`, expected, got: show(site) }]),
        ...regions.flatMap((id, k) => region(id, `findings[${i}].regions[${k}]`)),
      ];
    }),
    ...(request.again ?? []).flatMap(({ id }, i) => region(id, `again[${i}].id`)),
    ...(request.answers ?? []).flatMap((answer, i) =>
      discriminatorOf(network, answer) === undefined
        ? [
            {
              at: `answers[${i}]`,
              expected: `a question of an explanation of atlas ${network.atlas.version}, such as ask-1`,
              got: show(`${answer.explanation} ${answer.item}`),
            },
          ]
        : [],
    ),
    ...(request.asked ?? []).flatMap((id, i) => region(id, `asked[${i}]`)),
    ...(request.againAsked ?? []).flatMap((id, i) => region(id, `againAsked[${i}]`)),
  ];
}

function repeatedNames(request: LocaliseRequest): readonly Complaint[] {
  return [
    ...repeats(
      request.regions.map(({ id }) => id),
      (i) => `regions[${i}].id`,
    ),
    ...repeats(
      request.findings.map(({ site, sign }) => `${site} ${sign}`),
      (i) => `findings[${i}]`,
    ),
    ...repeats(
      (request.again ?? []).map(({ id }) => id),
      (i) => `again[${i}].id`,
    ),
    ...repeats(
      (request.answers ?? []).map(({ explanation, item }) => `${explanation} ${item}`),
      (i) => `answers[${i}]`,
    ),
    ...repeats(request.asked ?? [], (i) => `asked[${i}]`),
    ...repeats(request.againAsked ?? [], (i) => `againAsked[${i}]`),
    ...outside(request.regions, request.asked, ['regions', 'asked']),
    ...outside(request.again ?? [], request.againAsked, ['again', 'againAsked']),
  ];
}

/** Painted where there was no chance to paint. */
function outside(
  painted: readonly PaintedRegion[],
  asked: readonly string[] | undefined,
  [at, among]: readonly [string, string],
): readonly Complaint[] {
  if (asked === undefined) return [];
  const known = new Set(asked);
  return painted.flatMap(({ id }, i) =>
    known.has(id)
      ? []
      : [{ at: `${at}[${i}].id`, expected: `a region that is also in ${among}`, got: show(id) }],
  );
}

function repeats(names: readonly string[], at: (i: number) => string): readonly Complaint[] {
  const first = new Map<string, number>();
  return names.flatMap((name, i) => {
    const before = first.get(name);
    if (before === undefined) {
      first.set(name, i);
      return [];
    }
    return [{ at: at(i), expected: `each only once, and ${at(before)} is the same`, got: show(name) }];
  });
}

type Fields = Readonly<Record<string, unknown>>;

/** Reads one request and collects what is wrong with it. */
class Reading {
  readonly complaints: Complaint[] = [];

  request(input: unknown): LocaliseRequest {
    const fields = this.#object(input, '', [
      'regions',
      'findings',
      'answers',
      'asked',
      'again',
      'againAsked',
    ]);
    return {
      regions: this.#list(fields['regions'], 'regions', (item, at) => this.#painted(item, at)),
      findings:
        fields['findings'] === undefined
          ? []
          : this.#list(fields['findings'], 'findings', (item, at) => this.#finding(item, at)),
      ...(fields['again'] === undefined
        ? {}
        : { again: this.#list(fields['again'], 'again', (item, at) => this.#painted(item, at)) }),
      ...(fields['answers'] === undefined
        ? {}
        : { answers: this.#list(fields['answers'], 'answers', (item, at) => this.#answer(item, at)) }),
      ...(fields['asked'] === undefined
        ? {}
        : { asked: this.#list(fields['asked'], 'asked', (item, at) => this.#text(item, at)) }),
      ...(fields['againAsked'] === undefined
        ? {}
        : { againAsked: this.#list(fields['againAsked'], 'againAsked', (item, at) => this.#text(item, at)) }),
    };
  }

  #painted(input: unknown, at: string): PaintedRegion {
    const fields = this.#object(input, at, ['id', 'intensity', 'coverage', 'words']);
    const { intensity, coverage } = fields as { intensity?: number; coverage?: number };
    const isRating = typeof intensity === 'number' && intensity >= 1 && intensity <= 10;
    if (intensity !== undefined && !isRating)
      this.#fault(`${at}.intensity`, 'a rating from 1 to 10', intensity);
    const isShare = typeof coverage === 'number' && coverage > 0 && coverage <= 1;
    if (coverage !== undefined && !isShare)
      this.#fault(`${at}.coverage`, 'a share above 0, at most 1', coverage);
    return {
      id: this.#text(fields['id'], `${at}.id`),
      ...(intensity === undefined ? {} : { intensity }),
      ...(coverage === undefined ? {} : { coverage }),
      ...(fields['words'] === undefined ? {} : { words: this.#words(fields['words'], `${at}.words`) }),
    };
  }

  #words(input: unknown, at: string): readonly PainWord[] {
    const words = this.#list(input, at, (item, i) => this.#word(item, i, PAIN_WORDS));
    this.complaints.push(...repeats(words, (i) => `${at}[${i}]`));
    return words;
  }

  #finding(input: unknown, at: string): SiteFinding {
    const fields = this.#object(input, at, ['site', 'sign', 'answer', 'regions']);
    const sign = this.#word(fields['sign'], `${at}.sign`, SIGNS);
    const answer = this.#word(fields['answer'], `${at}.answer`, ANSWERS);
    const isReferral = sign === 'referred-pain' && answer === 'present';
    if (fields['regions'] !== undefined && !isReferral)
      this.#fault(`${at}.regions`, 'only with referred-pain present', fields['regions']);
    return {
      site: this.#text(fields['site'], `${at}.site`),
      sign,
      answer,
      ...(fields['regions'] === undefined
        ? {}
        : { regions: this.#list(fields['regions'], `${at}.regions`, (item, i) => this.#text(item, i)) }),
    };
  }

  #answer(input: unknown, at: string): ExplanationAnswer {
    const fields = this.#object(input, at, ['explanation', 'item', 'answer']);
    return {
      explanation: this.#text(fields['explanation'], `${at}.explanation`),
      item: this.#text(fields['item'], `${at}.item`),
      answer: this.#word(fields['answer'], `${at}.answer`, ANSWERS),
    };
  }

  #fault(at: string, expected: string, got: unknown): void {
    this.complaints.push({ at, expected, got: show(got) });
  }

  #object(input: unknown, at: string, known: readonly string[]): Fields {
    if (typeof input !== 'object' || input === null || Array.isArray(input)) {
      this.#fault(at, 'an object', input);
      return {};
    }
    for (const key of Object.keys(input))
      if (!known.includes(key))
        this.#fault(
          at === '' ? key : `${at}.${key}`,
          `no such field, only ${known.join(', ')}`,
          (input as Fields)[key],
        );
    return input as Fields;
  }

  #list<T>(input: unknown, at: string, item: (value: unknown, at: string) => T): readonly T[] {
    if (Array.isArray(input)) return input.map((value, i) => item(value, `${at}[${i}]`));
    this.#fault(at, 'a list', input);
    return [];
  }

  #text(input: unknown, at: string): string {
    if (typeof input === 'string' && input !== '') return input;
    this.#fault(at, 'a name', input);
    return '';
  }

  #word<T extends string>(input: unknown, at: string, words: readonly T[]): T {
    const word = words.find((w) => w === input);
    if (word === undefined) this.#fault(at, `one of ${words.join(', ')}`, input);
    return word ?? (words[0] as T);
  }
}
