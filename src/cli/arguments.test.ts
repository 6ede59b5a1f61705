import { expect, test } from 'vitest';
import { readArguments } from './arguments.ts';

test('every command of the help text is understood', () => {
  const asked = [
    [['localise', '-'], { name: 'localise', file: '-', json: false }],
    [['localise', '--json', 'pain.json'], { name: 'localise', file: 'pain.json', json: true }],
    [['atlas', 'list', '--json'], { name: 'atlas list', json: true }],
    [['atlas', 'show', 'temporalis'], { name: 'atlas show', id: 'temporalis', json: false }],
    [['atlas', 'check'], { name: 'atlas check' }],
    [['atlas', 'report', 'out'], { name: 'atlas report', folder: 'out' }],
    [['localise', 'pain', 'own'], { name: 'localise', file: 'pain', agreement: 'own', json: false }],
    [['signs'], { name: 'signs' }],
    [['signs', 'own'], { name: 'signs', file: 'own' }],
    [['learn', 'cases', 'out'], { name: 'learn', file: 'cases', folder: 'out' }],
    [['learn', 'accept', 'out'], { name: 'learn accept', folder: 'out' }],
    [['learn', 'kept', '--all', 'out'], { name: 'learn kept', path: 'out', isAll: true }],
    [['cases', 'c'], { name: 'cases', path: 'c', isAll: false }],
    [['cases', '--all', 'c', 'every'], { name: 'cases', path: 'c', isAll: true, clinic: 'every' }],
    [['backup', 'b'], { name: 'backup', file: 'b' }],
    [['restore', 'b'], { name: 'restore', file: 'b' }],
    [['verify'], { name: 'verify' }],
    [['verify', 'b'], { name: 'verify', file: 'b' }],
    [['--version'], { name: 'version' }],
    [[], { name: 'help' }],
    [['localise', '--help'], { name: 'help' }],
  ] as const;
  for (const [words, value] of asked)
    expect(readArguments(words), words.join(' ')).toEqual({ ok: true, value });
});

test('what is not understood is named, with what was expected', () => {
  const refused = [
    [['localize', 'x'], 'command'],
    [['atlas'], 'command'],
    [['localise'], 'localise'],
    [['localise', 'a', 'b', 'c'], 'localise'],
    [['backup', '--json', 'b'], 'backup'],
    [['atlas', 'list', 'all'], 'atlas list'],
    [['atlas', 'report'], 'atlas report'],
    [['learn', 'cases'], 'learn'],
    [['learn', 'kept'], 'learn kept'],
    [['cases', '--json', 'c'], 'cases'],
    [['cases', '--all'], 'cases'],
    [['atlas', 'show', '--yaml', 'x'], 'atlas show'],
  ] as const;
  for (const [words, at] of refused)
    expect(readArguments(words), words.join(' ')).toMatchObject({ ok: false, error: { at } });
});
