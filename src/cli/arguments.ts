import { show, type Complaint } from '../kit/complaint.ts';
import { err, ok, type Result } from '../kit/result.ts';
import { unreachable } from '../kit/unreachable.ts';
import type { CasesAsked } from './cases.ts';

/** Commands that open what is kept. */
export type KeptCommand =
  | { readonly name: 'backup' | 'restore'; readonly file: string }
  | { readonly name: 'verify'; readonly file?: string }
  | ({ readonly name: 'cases' | 'learn kept' } & CasesAsked);

/** What was asked for on the command line. */
export type Command =
  | { readonly name: 'help' | 'version' | 'atlas check' }
  | { readonly name: 'localise'; readonly file: string; readonly agreement?: string; readonly json: boolean }
  | { readonly name: 'signs'; readonly file?: string }
  | { readonly name: 'atlas list'; readonly json: boolean }
  | { readonly name: 'atlas show'; readonly id: string; readonly json: boolean }
  | { readonly name: 'atlas report' | 'learn accept'; readonly folder: string }
  | { readonly name: 'learn'; readonly file: string; readonly folder: string }
  | KeptCommand;

/** Names of the commands that open what is kept. */
const KEPT = [
  'backup',
  'restore',
  'verify',
  'cases',
  'learn kept',
] as const satisfies readonly KeptCommand['name'][];

/** Whether a command opens what is kept. */
export const isOfKept = (command: Command): command is KeptCommand => isKeptName(command.name);

const isKeptName = (name: string): name is KeptCommand['name'] => KEPT.some((kept) => kept === name);

const NAMES = [
  'localise',
  'atlas list',
  'atlas show',
  'atlas check',
  'atlas report',
  'signs',
  'learn accept',
  'learn kept',
  'learn',
  'cases',
  'backup',
  'restore',
  'verify',
] as const;
type Name = (typeof NAMES)[number];

/** How many words follow each name, at least and at most, and which option may. */
const FORMS: Readonly<
  Record<Name, { readonly words: readonly [number, number]; readonly option?: '--json' | '--all' }>
> = {
  localise: { words: [1, 2], option: '--json' },
  'atlas list': { words: [0, 0], option: '--json' },
  'atlas show': { words: [1, 1], option: '--json' },
  'atlas check': { words: [0, 0] },
  'atlas report': { words: [1, 1] },
  signs: { words: [0, 1] },
  'learn accept': { words: [1, 1] },
  'learn kept': { words: [1, 2], option: '--all' },
  learn: { words: [2, 2] },
  cases: { words: [1, 2], option: '--all' },
  backup: { words: [1, 1] },
  restore: { words: [1, 1] },
  verify: { words: [0, 1] },
};

/** Read the words after `tautband`. */
export function readArguments(words: readonly string[]): Result<Command, Complaint> {
  if (words.length === 0 || words.includes('--help') || words.includes('-h') || words[0] === 'help')
    return ok({ name: 'help' });
  if (words[0] === '--version') return ok({ name: 'version' });
  const name = NAMES.find((n) => n.split(' ').every((word, i) => words[i] === word));
  if (name === undefined)
    return err({
      at: 'command',
      expected: `one of ${NAMES.join(', ')}`,
      got: show(words.slice(0, 2).join(' ')),
    });

  const rest = words.slice(name.split(' ').length);
  // A lone dash is standard input, not an option.
  const options = rest.filter((word) => word.startsWith('-') && word !== '-');
  const given = rest.filter((word) => !options.includes(word));
  const { words: counts, option: known } = FORMS[name];
  const unknown = options.find((option) => option !== known);
  if (unknown !== undefined)
    return err({
      at: name,
      expected: known === undefined ? 'no option' : `no option but ${known}`,
      got: show(unknown),
    });
  if (given.length < counts[0] || given.length > counts[1])
    return err({
      at: name,
      expected: expectation(name),
      got: given.length === 0 ? 'nothing' : show(given.join(' ')),
    });
  return ok(
    isKeptName(name)
      ? keptCommandOf(name, given, options.length > 0)
      : commandOf(name, given, options.length > 0),
  );
}

function expectation(name: Name): string {
  if (name === 'atlas show') return 'one id of a muscle, site or region';
  if (name === 'atlas report' || name === 'learn accept') return 'one folder';
  if (name === 'cases' || name === 'learn kept')
    return `${name === 'cases' ? 'a new file' : 'a folder to write to'}, and at most the id of a clinic, or every`;
  if (name === 'learn') return 'a file of cases and a folder to write to';
  if (FORMS[name].words[1] === 0) return 'nothing more';
  if (name === 'localise') return 'one file, or - for standard input, and at most one of agreement';
  return 'one file';
}

function commandOf(
  name: Exclude<Name, KeptCommand['name']>,
  [word, second = '']: readonly string[],
  option: boolean,
): Command {
  const given = word === undefined ? {} : { file: word };
  const file = word ?? '';
  switch (name) {
    case 'localise':
      return { name, file, json: option, ...agreementOf(second) };
    case 'atlas list':
      return { name, json: option };
    case 'atlas show':
      return { name, id: file, json: option };
    case 'atlas check':
      return { name };
    case 'atlas report':
    case 'learn accept':
      return { name, folder: file };
    case 'learn':
      return { name, file, folder: second };
    case 'signs':
      return { name, ...given };
  }
}

function keptCommandOf(
  name: KeptCommand['name'],
  [file = '', clinic = '']: readonly string[],
  isAll: boolean,
): KeptCommand {
  switch (name) {
    case 'backup':
    case 'restore':
      return { name, file };
    case 'verify':
      return file === '' ? { name } : { name, file };
    case 'cases':
    case 'learn kept':
      return { name, path: file, isAll, ...(clinic === '' ? {} : { clinic }) };
    default:
      return unreachable(name);
  }
}

const agreementOf = (file: string): { readonly agreement?: string } =>
  file === '' ? {} : { agreement: file };
