import { readFileSync, statSync } from 'node:fs';
import type { Atlas } from '../core/atlas/atlas.ts';
import { localise } from '../core/localise/localise.ts';
import { compileNetwork } from '../core/localise/network.ts';
import { SHIPPED_PARAMETERS } from '../core/localise/parameters.ts';
import { parseRequest } from '../core/localise/parse.ts';
import type { RankedSite, Ranking } from '../core/localise/ranking.ts';
import { printComplaint } from '../kit/complaint.ts';
import { err, ok, type Result } from '../kit/result.ts';
import type { Said } from './said.ts';
import { ownParameters } from './signs.ts';

/** Most bytes that are read: a request that names every region and every sign of every site is a tenth of it. */
const MOST = 4 * 1024 * 1024;

/** Rows that a person wants to see at once. */
const SHOWN = 12;

/** `tautband localise [--json] FILE|- [AGREEMENT]`. */
export function rank(
  atlas: Atlas,
  { file, json, agreement }: { readonly file: string; readonly json: boolean; readonly agreement?: string },
): Said {
  const parameters = agreement === undefined ? ok(SHIPPED_PARAMETERS) : ownParameters(agreement);
  if (!parameters.ok) return { complaints: [parameters.error] };
  const input = readJson(file);
  if (!input.ok) return { complaints: [input.error] };
  const request = parseRequest(input.value);
  if (!request.ok) return { complaints: request.error.complaints.map(printComplaint) };
  const ranking = localise(compileNetwork(atlas, parameters.value), request.value);
  if (!ranking.ok) return { complaints: ranking.error.complaints.map(printComplaint) };
  return { out: json ? `${JSON.stringify(ranking.value)}\n` : print(atlas, ranking.value) };
}

function readJson(file: string): Result<unknown, string> {
  const name = file === '-' ? 'standard input' : file;
  let text: string;
  try {
    if (file !== '-' && statSync(file).size > MOST) return err(tooLarge(name));
    text = readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    return err(
      `${name}: expected a file that can be read, got ${(error as NodeJS.ErrnoException).code ?? 'none'}`,
    );
  }
  if (Buffer.byteLength(text) > MOST) return err(tooLarge(name));
  try {
    return ok(JSON.parse(text) as unknown);
  } catch (error) {
    return err(`${name}: expected JSON, got something else: ${error instanceof Error ? error.message : ''}`);
  }
}

const tooLarge = (name: string): string => `${name}: expected at most ${MOST} bytes, got more`;

function print(atlas: Atlas, ranking: Ranking): string {
  const { ranked, alternatives, askFirst, accounts, unexplained, error, versions } = ranking;
  const lines = [
    'Hypotheses to examine, never a diagnosis.',
    ...(askFirst.length > 0 ? ['', 'To rule out before any muscle:'] : []),
    ...askFirst.map(
      ({ flag, urgency, dangers }) =>
        `${urgency.padEnd(10)} ${flag.padEnd(10)} ${dangers.map(({ name }) => name).join('; ')}`,
    ),
    '',
    `Accounted for by: ${accounts.map(({ family, share }) => `${family} ${percent(share).trim()}`).join(', ')}`,
    '',
    ...ranked.slice(0, SHOWN).flatMap((site) => printSite(atlas, site)),
  ];
  if (ranked.length > SHOWN) lines.push(`… and ${ranked.length - SHOWN} more; --json has them all.`);
  if (alternatives.length > 0)
    lines.push(
      '',
      'Other than muscle:',
      ...alternatives.slice(0, 5).map((a) => `${percent(a.probability)}  ${a.name}`),
    );
  if (unexplained.length > 0)
    lines.push('', `Explained by nothing in the atlas: ${unexplained.map((u) => u.region).join(', ')}`);
  if (error > 0)
    lines.push(
      '',
      `Sampled: most probabilities are within ${(error * 100).toFixed(1)} percentage points of the exact ones.`,
    );
  const { content, engine, parameters } = versions;
  lines.push('', `content ${content}, engine ${engine}, parameters ${parameters}`, '');
  return lines.join('\n');
}

function printSite(atlas: Atlas, site: RankedSite): readonly string[] {
  const known = atlas.sites.find((s) => s.id === site.site);
  const name =
    known === undefined
      ? site.muscle
      : `${known.muscle.commonName ?? known.muscle.name}, ${known.entry.label}`;
  const explains = site.explains.map((e) => `${e.region} ${percent(e.share).trim()}`).join(', ');
  const misses = site.misses.slice(0, 4).map((m) => m.region);
  return [
    `${percent(site.probability)}  ${name} (${site.side})  ${site.site}`,
    ...(explains === '' ? [] : [`        explains ${explains}`]),
    ...(misses.length === 0 ? [] : [`        would also hurt: ${misses.join(', ')}`]),
  ];
}

/** Below half a percent as such: a small number is not none. */
const percent = (p: number): string =>
  (p > 0 && p < 0.005 ? '<0.5 %' : `${Math.round(p * 100)} %`).padStart(6);
