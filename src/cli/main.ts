import { shippedAtlas } from '../content/atlas/load.ts';
import { printComplaint } from '../kit/complaint.ts';
import { unreachable } from '../kit/unreachable.ts';
import { isOfKept, readArguments, type Command, type KeptCommand } from './arguments.ts';
import { checkAtlas, listAtlas, reportAtlas, showAtlas } from './atlas.ts';
import { cases, learnKept } from './cases.ts';
import { HELP, VERSION } from './help.ts';
import { backUp, restore, verify } from './keep.ts';
import { acceptLearned, learn } from './learn.ts';
import { rank } from './localise.ts';
import type { Said } from './said.ts';
import { signs } from './signs.ts';

/** Exit codes: all went well; what we were given was wrong; we failed. */
const CODES = { ok: 0, wrong: 1, failed: 2 } as const;

async function run(command: Command): Promise<Said> {
  if (isOfKept(command)) return runOnKept(command);
  switch (command.name) {
    case 'help':
      return { out: HELP };
    case 'version':
      return { out: `tautband ${VERSION}\n` };
    case 'localise':
      return rank(shippedAtlas(), command);
    case 'atlas list':
      return listAtlas(shippedAtlas(), command.json);
    case 'atlas show':
      return showAtlas(shippedAtlas(), command.id, command.json);
    case 'atlas check':
      return checkAtlas();
    case 'atlas report':
      return reportAtlas(shippedAtlas(), command.folder);
    case 'signs':
      return signs(command.file);
    case 'learn':
      return learn(command.file, command.folder);
    case 'learn accept':
      return acceptLearned(command.folder);
    default:
      return unreachable(command);
  }
}

function runOnKept(command: KeptCommand): Promise<Said> {
  switch (command.name) {
    case 'backup':
      return backUp(command.file);
    case 'restore':
      return restore(command.file);
    case 'verify':
      return verify(command.file);
    case 'cases':
      return cases(command);
    case 'learn kept':
      return learnKept(command);
    default:
      return unreachable(command);
  }
}

async function main(): Promise<number> {
  const command = readArguments(process.argv.slice(2));
  if (!command.ok) {
    process.stderr.write(`${printComplaint(command.error)}\nTry: tautband --help\n`);
    return CODES.wrong;
  }
  const { out = '', complaints = [] } = await run(command.value);
  process.stdout.write(out);
  if (complaints.length === 0) return CODES.ok;
  process.stderr.write(`${complaints.join('\n')}\n`);
  return CODES.wrong;
}

// A reader that closes early, such as `head`, is no failure of ours.
process.stdout.on('error', () => process.exit(CODES.ok));
process.umask(0o077);
process.exitCode = await main().catch((error: unknown) => {
  process.stderr.write(
    `Tautband failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  return CODES.failed;
});
