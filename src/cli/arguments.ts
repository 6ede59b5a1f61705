import { show, type Complaint } from '../kit/complaint.ts';
import { err, ok, type Result } from '../kit/result.ts';

/** What was asked for on the command line. */
export type Command =
  | { readonly name: 'help' | 'version' | 'atlas check' }
  | { readonly name: 'localise'; readonly file: string; readonly agreement?: string; readonly json: boolean }
  | { readonly name: 'signs'; readonly file?: string }
  | { readonly name: 'atlas list'; readonly json: boolean }
  | { readonly name: 'atlas show'; readonly id: string; readonly json: boolean }
  | { readonly name: 'atlas report' | 'learn accept'; readonly folder: string }
  | { readonly name: 'learn'; readonly file: string; readonly folder: string }
  | { readonly name: 'backup' | 'restore'; readonly file: string }
  | { readonly name: 'verify'; readonly file?: string };

const NAMES = [
  'localise',
  'atlas list',
  'atlas show',
  'atlas check',
  'atlas report',
  'signs',
  'learn accept',
  'learn',
  'backup',
  'restore',
  'verify',
] as const;
type Name = (typeof NAMES)[number];

/** How many words follow each name, at least and at most, and whether `--json` may. */
const FORMS: Readonly<Record<Name, { readonly words: readonly [number, number]; readonly json: boolean }>> = {
  localise: { words: [1, 2], json: true },
  'atlas list': { words: [0, 0], json: true },
  'atlas show': { words: [1, 1], json: true },
  'atlas check': { words: [0, 0], json: false },
  'atlas report': { words: [1, 1], json: false },
  signs: { words: [0, 1], json: false },
  'learn accept': { words: [1, 1], json: false },
  learn: { words: [2, 2], json: false },
  backup: { words: [1, 1], json: false },
  restore: { words: [1, 1], json: false },
  verify: { words: [0, 1], json: false },
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
  const { words: counts, json: mayBeJson } = FORMS[name];
  const unknown = options.find((option) => option !== '--json' || !mayBeJson);
  if (unknown !== undefined)
    return err({ at: name, expected: mayBeJson ? 'no option but --json' : 'no option', got: show(unknown) });
  if (given.length < counts[0] || given.length > counts[1])
    return err({
      at: name,
      expected: expectation(name),
      got: given.length === 0 ? 'nothing' : show(given.join(' ')),
    });
  return ok(commandOf(name, given, options.length > 0));
}

function expectation(name: Name): string {
  if (name === 'atlas show') return 'one id of a muscle, site or region';
  if (name === 'atlas report' || name === 'learn accept') return 'one folder';
  if (name === 'learn') return 'a file of cases and a folder to write to';
  if (FORMS[name].words[1] === 0) return 'nothing more';
  if (name === 'localise') return 'one file, or - for standard input, and at most one of agreement';
  return 'one file';
}

function commandOf(name: Name, [word, second = '']: readonly string[], json: boolean): Command {
  const given = word === undefined ? {} : { file: word };
  const file = word ?? '';
  switch (name) {
    case 'localise':
      return { name, file, json, ...agreementOf(second) };
    case 'atlas list':
      return { name, json };
    case 'atlas show':
      return { name, id: file, json };
    case 'atlas check':
      return { name };
    case 'atlas report':
    case 'learn accept':
      return { name, folder: file };
    case 'learn':
      return { name, file, folder: second };
    case 'backup':
    case 'restore':
      return { name, file };
    case 'signs':
    case 'verify':
      return { name, ...given };
  }
}

const agreementOf = (file: string): { readonly agreement?: string } =>
  file === '' ? {} : { agreement: file };
