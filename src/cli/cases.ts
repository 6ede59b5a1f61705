import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shippedAtlas } from '../content/atlas/load.ts';
import type { Clinic } from '../core/episode.ts';
import { caseOf, CASE_KINDS, type CaseKind } from '../core/learn/case.ts';
import { compileNetwork } from '../core/localise/network.ts';
import { checkNames } from '../core/localise/parse.ts';
import { err, ok, type Result } from '../kit/result.ts';
import type { Engine } from '../store/sql/engine.ts';
import { sqlStore } from '../store/sql/store.ts';
import { nothingKept, toldOf, withKept } from './kept-engine.ts';
import { learn } from './learn.ts';
import type { Said } from './said.ts';

/** Whose cases are asked for. */
interface CasesOf {
  /** The id of a clinic, or `every`. Absent: the only one there is. */
  readonly clinic?: string;
  /** Whoever asks answers for every patient: the record keeps no consent to research. */
  readonly isAll: boolean;
}

/** Whose cases are asked for, and the file or folder that is written. */
export interface CasesAsked extends CasesOf {
  readonly path: string;
}

/** Fewer cases than this are easily put to a person by whoever knows the clinic. Our proposal, unreviewed. */
const FEW = 20;

/** A confirmed case that names a site, region or question that this content no longer has. */
const OTHER_CONTENT = 'other-content';
type Counts = Readonly<Record<CaseKind | typeof OTHER_CONTENT, number>>;

/**
 * `tautband cases --all FILE [CLINIC]`: write the confirmed cases of what is kept, one request in JSON a line.
 *
 * Streams, so that a registry of any length takes little memory. No name, id or day is in the file, and the lines come
 * in an order that says nothing about who came when.
 */
export async function cases({ path: file, ...of }: CasesAsked): Promise<Said> {
  if (existsSync(file)) return { complaints: [`${file}: expected a new file, got one that exists`] };
  const written = await writeCases(file, of);
  if (!written.ok) return { complaints: written.error };
  const { confirmed } = written.value;
  const few =
    confirmed < FEW
      ? `Fewer than ${FEW} cases: whoever knows the clinic may recognise somebody in them.\n`
      : '';
  return {
    out: `${file}: ${confirmed} confirmed cases, without names, ids and days\n${leftOut(written.value)}${few}${NOT_AUDITED}`,
  };
}

/** `tautband learn kept --all FOLDER [CLINIC]`: learn from what is kept, through a file that goes when it is read. */
export async function learnKept({ path: folder, ...of }: CasesAsked): Promise<Said> {
  const beside = mkdtempSync(join(tmpdir(), 'tautband-cases-'));
  try {
    const file = join(beside, 'cases');
    const written = await writeCases(file, of);
    if (!written.ok) return { complaints: written.error };
    const { out = '', complaints } = await learn(file, folder);
    return complaints === undefined
      ? { out: `${out}${leftOut(written.value)}${NOT_AUDITED}` }
      : { complaints: complaints.map((line) => line.replaceAll(file, 'what is kept')) };
  } finally {
    rmSync(beside, { recursive: true, force: true });
  }
}

const NOT_AUDITED =
  'This reading is in no audit trail: the command line belongs to whoever runs the machine, and has no account.\n';

function leftOut(counts: Counts): string {
  const said = [
    `${counts['not-confirmed']} visits at which palpation reproduced nothing`,
    `${counts['not-palpated']} without palpation`,
    `${counts['drawn-later']} drawn only after it had begun`,
    `${counts.invented} of invented patients`,
    `${counts[OTHER_CONTENT]} that name what this atlas does not have`,
  ];
  return `Left out: ${said.join(', ')}.\n`;
}

async function writeCases(file: string, of: CasesOf): Promise<Result<Counts, readonly string[]>> {
  if (!of.isAll)
    return err([
      '--all: expected, for the record keeps no consent to research: with it you answer for every patient of the clinic, got none',
    ]);
  try {
    return (await withKept((engine) => writeFrom(engine, file, of))) ?? err([nothingKept()]);
  } catch (error) {
    const told = toldOf(error);
    if (told !== undefined) return err([told]);
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return err([`${file}: expected a place that can be written to, got none`]);
  }
}

/** The same from an open store. The file appears when it is whole, and not at all when no case was confirmed. */
export async function writeFrom(
  engine: Engine,
  file: string,
  of: CasesOf,
): Promise<Result<Counts, readonly string[]>> {
  const store = sqlStore(engine);
  const chosen = chooseClinics(await store.clinics(), of.clinic);
  if (!chosen.ok) return err([chosen.error]);
  const network = compileNetwork(shippedAtlas());
  const counts: Record<keyof Counts, number> = {
    ...(Object.fromEntries(CASE_KINDS.map((kind) => [kind, 0])) as Record<CaseKind, number>),
    [OTHER_CONTENT]: 0,
  };
  const beside = `${file}.writing`;
  const out = await open(beside, 'w', 0o600);
  try {
    for (const { id } of chosen.value)
      await store.transaction(id, async (records) => {
        for await (const visit of records.keptVisits(randomBytes(16).toString('hex'))) {
          const read = caseOf(visit);
          const isKnown = read.kind !== 'confirmed' || checkNames(network, read.request) === undefined;
          counts[isKnown ? read.kind : OTHER_CONTENT]++;
          if (read.kind !== 'confirmed' || !isKnown) continue;
          await out.write(`${JSON.stringify(read.request)}\n`);
        }
      });
    await out.sync();
    if (counts.confirmed === 0) return err([`what is kept: ${NONE_CONFIRMED}. ${leftOut(counts).trim()}`]);
    renameSync(beside, file);
    return ok(counts);
  } finally {
    await out.close();
    rmSync(beside, { force: true });
  }
}

const NONE_CONFIRMED =
  'expected at least one visit that was drawn and at which palpation reproduced the familiar pain, got none';

function chooseClinics(clinics: readonly Clinic[], wanted?: string): Result<readonly Clinic[], string> {
  if (wanted === 'every') return ok(clinics);
  const chosen = wanted === undefined ? clinics : clinics.filter(({ id }) => id === wanted);
  if (chosen.length === 1) return ok(chosen);
  const known = clinics.map(({ id, name }) => `${id} (${name})`).join(', ');
  return err(
    `CLINIC: expected every or one of ${known === '' ? 'no clinic' : known}, got ${wanted ?? 'none'}`,
  );
}
