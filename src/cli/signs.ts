import { readFileSync } from 'node:fs';
import { shippedAtlas } from '../content/atlas/load.ts';
import type { AnsweredTwice } from '../core/examine/agreement.ts';
import { derivations, EXAMINED_ACTIVE, withOwnAgreement } from '../core/examine/own-rates.ts';
import { SHIPPED_PARAMETERS, type Parameters } from '../core/localise/parameters.ts';
import { SIGNS } from '../core/localise/request.ts';
import { show } from '../kit/complaint.ts';
import { err, ok, type Result } from '../kit/result.ts';
import type { Said } from './said.ts';

/** `tautband signs [FILE]`: what each sign weighs and why; with a file of double examinations, what one's own agreement makes of it. */
export function signs(file?: string): Said {
  if (file === undefined) return { out: printShipped() };
  const pairs = readPairs(file);
  return pairs.ok ? { out: printOwn(pairs.value) } : { complaints: [pairs.error] };
}

/** The parameters with the rates that a file of double examinations allows. */
export function ownParameters(file: string): Result<Parameters, string> {
  const pairs = readPairs(file);
  return pairs.ok ? ok(withOwnAgreement(SHIPPED_PARAMETERS, pairs.value).parameters) : pairs;
}

/** Reads `[{"site", "sign", "first", "second"}, …]`, the answers being `present` or `absent`. */
function readPairs(file: string): Result<readonly AnsweredTwice[], string> {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? 'something else';
    return err(`${file}: expected a file of double examinations in JSON, got ${why}`);
  }
  if (!Array.isArray(json)) return err(`${file}: expected a list of double examinations, got ${show(json)}`);
  const sites = new Set(shippedAtlas().sites.map(({ id }) => id));
  const rows = json as readonly Partial<AnsweredTwice>[];
  const isAnswer = (word: unknown): boolean => word === 'present' || word === 'absent';
  const fault = rows.findIndex(
    (row) =>
      !sites.has(row.site ?? '') ||
      !SIGNS.some((sign) => sign === row.sign) ||
      !isAnswer(row.first) ||
      !isAnswer(row.second),
  );
  if (fault >= 0)
    return err(
      `${file}[${fault}]: expected a site, a sign (${SIGNS.join(', ')}), and first and second, each present or absent, got ${show(rows[fault])}`,
    );
  return ok(rows as readonly AnsweredTwice[]);
}

const two = (x: number): string => x.toFixed(2);

function printShipped(): string {
  const rows = derivations(SHIPPED_PARAMETERS).map(
    ({ sign, published: { kappa, range, note, source }, sensitivity, specificity, impliedKappa }) => {
      const of = range === undefined ? '' : `, ${range[0]} to ${range[1]}`;
      return `${sign.padEnd(16)} ${two(sensitivity).padStart(6)} ${two(specificity).padStart(8)} ${two(impliedKappa).padStart(9)} ${two(kappa).padStart(11)}  ${source}: ${note}${of}`;
    },
  );
  return [
    `Signs of palpation, parameters ${SHIPPED_PARAMETERS.version}. Rates are proposals; nobody has measured them against a truth.`,
    `Two examiners with these rates who err independently, ${two(EXAMINED_ACTIVE)} of the sites being active, would agree by "implied".`,
    'Published agreement is a ceiling, because habits that examiners share raise it and no truth does.',
    '',
    'sign             active inactive   implied   published',
    '                 found  not found  kappa     kappa',
    ...rows,
    '',
    'Signs of one palpation hang together: see core/localise/examination.ts. Your own agreement: tautband signs FILE.',
    '',
  ].join('\n');
}

function printOwn(pairs: readonly AnsweredTwice[]): string {
  const { parameters, signs: own } = withOwnAgreement(SHIPPED_PARAMETERS, pairs);
  if (own.length === 0) return 'No sign has a kappa: each was always found or never. Nothing changes.\n';
  const rows = own.map(({ sign, agreement: a, kappa, before, after }) => {
    const [low, high] = a.interval ?? [NaN, NaN];
    const rates = `active ${two(before.active)} → ${two(after.active)}, none ${two(before.none)} → ${two(after.none)}`;
    return `${sign.padEnd(16)} ${a.n} pairs, kappa ${two(a.kappa ?? NaN)} (${two(low)} to ${two(high)}), with the published one ${two(kappa)}; ${rates}`;
  });
  return [
    ...rows,
    '',
    `Parameters ${parameters.version}. Rank with them: tautband localise FILE AGREEMENT.`,
    '',
  ].join('\n');
}
