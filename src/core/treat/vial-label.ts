import { err, ok, type Result } from '../../kit/result.ts';
import { show, type Complaint } from '../../kit/complaint.ts';
import { parseDay, type Day } from '../../kit/time.ts';

/** What the label of a vial or a box says, as far as its barcode holds it. */
export interface VialLabel {
  /** Global trade item number, 14 digits. */
  readonly gtin?: string;
  readonly lot?: string;
  readonly expiry?: Day;
}

/** Ends a field of variable length. Scanners send it as the control character 29, some as `|` or `~` instead. */
const SEPARATOR = '|';
const separated = (text: string): string => text.replaceAll('\u001d', SEPARATOR).replaceAll('~', SEPARATOR);

/** Application identifiers whose value has a length of its own; every other one ends at a separator. */
const FIXED: Readonly<Record<string, number>> = {
  '00': 18,
  '01': 14,
  '02': 14,
  '11': 6,
  '12': 6,
  '13': 6,
  '15': 6,
  '16': 6,
  '17': 6,
  '20': 2,
};
/** Identifiers of variable length that stand on medicines, with their most characters. */
const VARIABLE: Readonly<Record<string, number>> = {
  '10': 20,
  '21': 20,
  '22': 20,
  '30': 8,
  '37': 8,
  '240': 30,
  '241': 30,
  '250': 30,
  '710': 20,
  '711': 20,
  '712': 20,
  '713': 20,
  '714': 20,
  '715': 20,
};

/**
 * Read what a scanner typed: the elements of a GS1 DataMatrix or GS1-128 barcode, with or without brackets.
 *
 * Nothing is guessed: a check digit that does not fit, a day that does not exist or an element that is not known refuses
 * the whole, because half a label on the wrong vial is worse than none.
 *
 * @param today decides the century of a two-digit year, as the GS1 General Specifications 7.12 say
 * @returns undefined when the text is no GS1 barcode at all: then it is perhaps a lot number
 */
export function readVialLabel(text: string, today: Day): Result<VialLabel | undefined, Complaint> {
  const plain = separated(text.trim())
    .replace(/^\][A-Za-z]\d/u, '')
    .replace(/^\|/u, '');
  const elements = plain.startsWith('(') ? bracketed(plain) : running(plain);
  if (elements === undefined) return ok(undefined);
  if (!elements.ok) return elements;
  const of = (ai: string): string | undefined => elements.value.find(([a]) => a === ai)?.[1];
  const [gtin, lot, until] = [of('01'), of('10'), of('17')];
  if (gtin !== undefined && !hasCheckDigit(gtin))
    return err({ at: 'label.gtin', expected: 'a check digit that fits', got: show(gtin) });
  const expiry = until === undefined ? undefined : dayOf(until, today);
  if (until !== undefined && expiry === undefined)
    return err({ at: 'label.expiry', expected: 'a day as YYMMDD', got: show(until) });
  return ok({
    ...(gtin === undefined ? {} : { gtin }),
    ...(lot === undefined ? {} : { lot }),
    ...(expiry === undefined ? {} : { expiry }),
  });
}

type Elements = Result<readonly (readonly [ai: string, value: string])[], Complaint>;

/** `(01)0361…(17)261231(10)A1`: as it is printed beneath a barcode. */
function bracketed(text: string): Elements {
  const out: (readonly [string, string])[] = [];
  const all = /\((\d{2,4})\)([^(]*)/gu;
  for (const [, ai = '', value = ''] of text.matchAll(all)) {
    const plain = value.replaceAll(SEPARATOR, '').trim();
    if (FIXED[ai] !== undefined && plain.length !== FIXED[ai]) return err(wrong(ai, plain));
    out.push([ai, plain]);
  }
  return out.length === 0 ? err(wrong('', text)) : ok(out);
}

/** The elements one after the other, as a scanner sends them. Undefined when the text does not begin like them. */
function running(text: string): Elements | undefined {
  const out: (readonly [string, string])[] = [];
  let rest = text;
  while (rest !== '') {
    const ai = [rest.slice(0, 2), rest.slice(0, 3)].find((a) => a in FIXED || a in VARIABLE);
    // A lot number may begin with any digits: only a trade item or an expiry makes a barcode of it.
    if (out.length === 0 && !/^(01\d{14}|17\d{6}|02\d{14})/u.test(rest)) return undefined;
    if (ai === undefined) return err(wrong('', rest));
    const after = rest.slice(ai.length);
    const fixed = FIXED[ai];
    const cut = after.indexOf(SEPARATOR);
    const end = fixed ?? (cut === -1 ? after.length : cut);
    const value = after.slice(0, end);
    if (fixed === undefined ? value === '' || value.length > (VARIABLE[ai] ?? 0) : !isDigits(value, fixed))
      return err(wrong(ai, value));
    out.push([ai, value]);
    rest = after.slice(end).replace(/^\|/u, '');
  }
  return out.length === 0 ? undefined : ok(out);
}

const isDigits = (text: string, length: number): boolean => text.length === length && /^\d+$/u.test(text);

const wrong = (ai: string, got: string): Complaint => ({
  at: ai === '' ? 'label' : `label.(${ai})`,
  expected: 'an element of a GS1 barcode',
  got: show(got),
});

/** From the right the digits count 3, 1, 3, 1…; with the check digit the sum is a multiple of ten. */
function hasCheckDigit(gtin: string): boolean {
  const sum = Array.from(gtin, Number).reduce((s, digit, i) => s + digit * (i % 2 === 0 ? 3 : 1), 0);
  return isDigits(gtin, 14) && sum % 10 === 0;
}

/** `YYMMDD`; day 00 is the last of the month. */
function dayOf(text: string, today: Day): Day | undefined {
  if (!isDigits(text, 6)) return undefined;
  const yy = Number(text.slice(0, 2));
  const now = Number(today.slice(0, 4));
  const ahead = yy - (now % 100);
  // 51 or more ahead is the century before; 50 or more behind is the next.
  const century = Math.floor(now / 100) + (ahead >= 51 ? -1 : ahead <= -50 ? 1 : 0);
  const month = `${century}${text.slice(0, 2)}-${text.slice(2, 4)}`;
  if (!text.endsWith('00')) return parseDay(`${month}-${text.slice(4)}`);
  return lastOf(month);
}

/** The last day of a month such as `2028-02`; undefined when there is no such month. */
const lastOf = (month: string): Day | undefined =>
  [31, 30, 29, 28].map((d) => parseDay(`${month}-${d}`)).find((d) => d !== undefined);

/**
 * An expiry as people type it: `2027-12-31`, or `2027-12`, `12/2027` and `12/27` for the last day of a month.
 */
export function readExpiry(text: string, today: Day): Day | undefined {
  const plain = text.trim();
  const exact = parseDay(plain);
  if (exact !== undefined) return exact;
  const month = /^(\d{4})-(\d{1,2})$/.exec(plain);
  if (month !== null) return lastOf(`${month[1] ?? ''}-${(month[2] ?? '').padStart(2, '0')}`);
  const turned = /^(\d{1,2})[/.](\d{2}|\d{4})$/.exec(plain);
  if (turned === null) return undefined;
  const [, mm = '', year = ''] = turned;
  if (year.length === 4) return lastOf(`${year}-${mm.padStart(2, '0')}`);
  return dayOf(`${year}${mm.padStart(2, '0')}00`, today);
}
