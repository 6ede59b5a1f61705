import { createReadStream, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { explanationRows, muscleRows, shippedAtlas } from '../content/atlas/load.ts';
import { proposalMarkdown, proposalPage } from '../content/report/proposal-report.ts';
import type { ExplanationEntry } from '../core/atlas/explanation.ts';
import type { MuscleEntry } from '../core/atlas/muscle.ts';
import { acceptChanges } from '../core/learn/accept.ts';
import { estimate, withEstimates } from '../core/learn/estimate.ts';
import { CHANGED_FIELDS, propose, type Change, type Proposal } from '../core/learn/proposal.ts';
import { addCase, emptyStatistics, type Statistics } from '../core/learn/statistics.ts';
import { compileNetwork, type Network } from '../core/localise/network.ts';
import { checkNames, parseRequest } from '../core/localise/parse.ts';
import type { LocaliseRequest } from '../core/localise/request.ts';
import { printComplaint, show } from '../kit/complaint.ts';
import { err, ok, type Result } from '../kit/result.ts';
import type { Said } from './said.ts';

/** Passes over the cases: each is one step of expectation and maximisation. The third moves little more. */
const ROUNDS = 3;
/** Most faults that are listed before reading stops. */
const MOST_FAULTS = 20;

/**
 * `tautband learn FILE FOLDER`: read confirmed cases, one request in JSON a line, and write what they would change.
 *
 * Reads the file once a round and keeps sums only, so its length does not matter. Changes nothing.
 */
export async function learn(file: string, folder: string): Promise<Said> {
  if (!existsSync(file) || !statSync(file).isFile())
    return { complaints: [`${file}: expected a file that can be read, got none`] };
  const atlas = shippedAtlas();
  const start = compileNetwork(atlas);
  let network = start;
  let read: Counted = { sums: emptyStatistics(start), unconfirmed: 0 };
  for (let round = 0; round < ROUNDS; round++) {
    const counted = await count(file, start, network);
    if (!counted.ok) return { complaints: counted.error };
    read = counted.value;
    if (read.sums.cases === 0) break;
    network = withEstimates(start, estimate(start, read.sums));
  }
  const { sums, unconfirmed } = read;
  if (sums.cases === 0)
    return {
      complaints: [
        `${file}: expected at least one confirmed case, a line with a finding "recognised-pain" that is present, got none in ${unconfirmed} lines`,
      ],
    };
  const proposal = propose(start, estimate(start, sums), sums);
  mkdirSync(folder, { recursive: true });
  const marked = {
    ...proposal,
    acceptedBy: '',
    changes: proposal.changes.map((change) => ({ ...change, accepted: false })),
  };
  writeFileSync(join(folder, 'proposal.json'), `${JSON.stringify(marked, null, 2)}\n`);
  writeFileSync(join(folder, 'proposal.md'), proposalMarkdown(atlas, proposal, folder));
  writeFileSync(join(folder, 'proposal.html'), proposalPage(atlas, proposal, folder));
  const skipped = unconfirmed > 0 ? `, ${unconfirmed} lines without a recognised pain left out` : '';
  return {
    out: `${folder}: ${proposal.changes.length} changes proposed from ${sums.cases} confirmed cases${skipped}. Nothing is changed yet.\n`,
  };
}

interface Counted {
  readonly sums: Statistics;
  /** Lines in which no palpation reproduced the known pain. */
  readonly unconfirmed: number;
}

async function count(
  file: string,
  start: Network,
  network: Network,
): Promise<Result<Counted, readonly string[]>> {
  let sums = emptyStatistics(start);
  let [line, unconfirmed] = [0, 0];
  const faults: string[] = [];
  for await (const text of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    line++;
    if (text.trim() === '') continue;
    const request = readCase(network, text);
    if (!request.ok) faults.push(`${file}:${line}: ${request.error}`);
    else if (isConfirmed(request.value)) sums = addCase(sums, network, request.value);
    else unconfirmed++;
    if (faults.length >= MOST_FAULTS) break;
  }
  return faults.length > 0 ? err(faults) : ok({ sums, unconfirmed });
}

function readCase(network: Network, text: string): Result<LocaliseRequest, string> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return err(`expected one request in JSON, got ${show(text.slice(0, 60))}`);
  }
  const request = parseRequest(json);
  if (!request.ok) return err(request.error.complaints.map(printComplaint).join('; '));
  const names = checkNames(network, request.value);
  return names === undefined ? request : err(names.complaints.map(printComplaint).join('; '));
}

/** Palpation reproduced the pain that the patient knows, at one site at least. */
const isConfirmed = ({ findings }: LocaliseRequest): boolean =>
  findings.some(({ sign, answer }) => sign === 'recognised-pain' && answer === 'present');

/**
 * `tautband learn accept FOLDER`: write the content with the lines of its `proposal.json` that were accepted.
 *
 * Writes beside the proposal, never into the program: it becomes content when somebody commits it and raises its version.
 */
export function acceptLearned(folder: string): Said {
  const atlas = shippedAtlas();
  const read = readProposal(join(folder, 'proposal.json'), atlas.version);
  if (!read.ok) return { complaints: [read.error] };
  const { accepted, by } = read.value;
  const muscles = muscleRows as readonly MuscleEntry[];
  const explanations = explanationRows as readonly ExplanationEntry[];
  const next = acceptChanges({ muscles, explanations }, accepted, by);
  const out = join(folder, 'content', 'atlas');
  mkdirSync(out, { recursive: true });
  const written: string[] = [];
  const write = (name: string, rows: readonly unknown[]): void => {
    writeFileSync(join(out, name), `${JSON.stringify(rows, null, 2)}\n`);
    written.push(name);
  };
  for (const area of new Set(muscles.map((m) => m.area))) {
    const rows = next.muscles.filter((m) => m.area === area);
    if (rows.some((row) => !muscles.includes(row))) write(`${area}.json`, rows);
  }
  if (next.explanations.some((row) => !explanations.includes(row)))
    write('explanations.json', next.explanations);
  const severity = accepted.filter(({ field }) => field === 'severity');
  const shares =
    severity.length === 0
      ? ''
      : `Not rows of content, to be entered in core/localise/parameters.ts: ${severity.map(({ row, to }) => `share of ${row} ${to}`).join(', ')}.\n`;
  return {
    out: `${accepted.length} changes accepted by ${by}: ${written.join(', ') || 'no file'} in ${out}. Copy over src/content/atlas, format, raise CONTENT_VERSION, and have it reviewed.\n${shares}`,
  };
}

type Marked = Change & { readonly accepted: boolean };

function readProposal(
  file: string,
  version: string,
): Result<{ readonly accepted: readonly Change[]; readonly by: string }, string> {
  let json: Partial<Proposal> & { readonly acceptedBy?: unknown };
  try {
    json = JSON.parse(readFileSync(file, 'utf8')) as typeof json;
  } catch {
    return err(`${file}: expected a proposal that \`tautband learn\` wrote, got none`);
  }
  if (json.content !== version)
    return err(`${file}: expected a proposal against content ${version}, got ${show(json.content)}`);
  const changes = Array.isArray(json.changes) ? (json.changes as readonly Partial<Marked>[]) : [];
  const accepted = changes.filter((change) => change.accepted === true);
  const fault = accepted.find((change) => !isChange(change));
  if (fault !== undefined) return err(`${file}: expected changes as they were written, got ${show(fault)}`);
  if (accepted.length === 0)
    return err(`${file}: expected at least one change with "accepted": true, got none`);
  const by = typeof json.acceptedBy === 'string' ? json.acceptedBy.trim() : '';
  if (by === '') return err(`${file}: expected in "acceptedBy" who accepted, got nothing`);
  return ok({ accepted: accepted as readonly Change[], by });
}

function isChange({ row, region, field, to, cases }: Partial<Marked>): boolean {
  const isNumber = Number(to) > 0 && Number(to) < 1;
  return (
    typeof row === 'string' &&
    CHANGED_FIELDS.some((known) => known === field) &&
    (field === 'frequency' ? typeof to === 'string' : isNumber) &&
    (field === 'strength') === (typeof region === 'string') &&
    typeof cases === 'number'
  );
}
