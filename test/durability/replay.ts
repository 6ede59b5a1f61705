import {
  closeSync,
  cpSync,
  existsSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  rmdirSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { Random } from '../../src/kit/random.ts';
import type { Entry } from './journal.ts';

/** Unit in which a file system writes back what it holds in memory. */
const BLOCK = 4096;

/** One entry of a journal with its bytes. */
export interface Noted {
  readonly entry: Entry;
  readonly data: Uint8Array;
}

/** Read a journal. An entry that was cut off at the end is dropped. */
export function readJournal(file: string): readonly Noted[] {
  const bytes = readFileSync(file);
  const out: Noted[] = [];
  for (let i = 0; i + 8 <= bytes.length;) {
    const [text, data] = [bytes.readUInt32LE(i), bytes.readUInt32LE(i + 4)];
    const end = i + 8 + text + data;
    if (end > bytes.length) break;
    const entry = JSON.parse(bytes.toString('utf8', i + 8, i + 8 + text)) as Entry;
    out.push({ entry, data: bytes.subarray(i + 8 + text, end) });
    i = end;
  }
  return out;
}

/** A power cut. */
export interface Cut {
  /** It happens after this many entries. */
  readonly after: number;
  /** Chance that a block that was written and not synced is on the disk all the same. */
  readonly survival: number;
  readonly random: Random;
}

/** A file as the replay follows it. It keeps its identity when it is renamed. */
interface Followed {
  /** Name under which it exists in the image when nothing else happens. */
  readonly path: string;
  readonly changes: Change[];
  syncedUpTo: number;
}

type Change =
  | { readonly index: number; readonly at: number; readonly data: Uint8Array }
  | { readonly index: number; readonly size: number };

/**
 * Turn a copy of the files before the first entry into what a disk could hold after a power cut.
 *
 * The page-cache model of an ordered, journalling file system: what a file held at its last sync is there; of later
 * writes each block holds any earlier state of itself; names, sizes and deletions are there in order up to some
 * moment that is not earlier than the last sync of anything.
 */
export function replay(base: string, image: string, journal: readonly Noted[], cut: Cut): void {
  rmSync(image, { recursive: true, force: true });
  cpSync(base, image, { recursive: true });
  const seen = journal.slice(0, cut.after);
  const lastSync = seen.findLastIndex(({ entry }) => entry.op === 'sync');
  const namesUpTo = lastSync + Math.floor(cut.random() * (seen.length - lastSync));
  const files = follow(seen, namesUpTo, image);
  for (const file of files) writeBack(file, { image, namesUpTo, cut });
}

/** Follow every file through its opens and renames, and carry out the changes of names that were in time. */
function follow(seen: readonly Noted[], namesUpTo: number, image: string): readonly Followed[] {
  const files: Followed[] = [];
  /** Name now, in the running system. */
  const named = new Map<string, Followed>();
  const open = new Map<number, Followed>();
  /** Where the file is in the image, undefined once it is deleted there. */
  const placed = new Map<Followed, string | undefined>();

  const lookUp = (path: string): Followed => {
    const known = named.get(path);
    if (known !== undefined) return known;
    const file: Followed = { path, changes: [], syncedUpTo: -1 };
    files.push(file);
    named.set(path, file);
    placed.set(file, path);
    return file;
  };
  const inImage = (path: string): string => join(image, path);

  seen.forEach(({ entry, data }, index) => {
    const isInTime = index <= namesUpTo;
    switch (entry.op) {
      case 'open': {
        if (entry.made) named.delete(entry.path);
        const file = lookUp(entry.path);
        open.set(entry.fd, file);
        if (entry.made) {
          if (isInTime) {
            mkdirSync(dirname(inImage(entry.path)), { recursive: true });
            closeSync(openSync(inImage(entry.path), 'w'));
          } else placed.set(file, undefined);
        }
        if (entry.cut) file.changes.push({ index, size: 0 });
        break;
      }
      case 'close':
        open.delete(entry.fd);
        break;
      case 'sync': {
        const file = open.get(entry.fd);
        if (file !== undefined) file.syncedUpTo = index;
        break;
      }
      case 'write':
        open.get(entry.fd)?.changes.push({ index, at: entry.at, data });
        break;
      case 'truncate':
        open.get(entry.fd)?.changes.push({ index, size: entry.size });
        break;
      case 'rename': {
        const file = lookUp(entry.path);
        const replaced = named.get(entry.to);
        named.delete(entry.path);
        named.set(entry.to, file);
        if (!isInTime) break;
        if (replaced !== undefined) placed.set(replaced, undefined);
        renameSync(inImage(entry.path), inImage(entry.to));
        placed.set(file, entry.to);
        break;
      }
      case 'unlink': {
        const file = lookUp(entry.path);
        named.delete(entry.path);
        if (!isInTime) break;
        unlinkSync(inImage(entry.path));
        placed.set(file, undefined);
        break;
      }
      case 'mkdir':
        if (isInTime) mkdirSync(inImage(entry.path), { recursive: true });
        break;
      case 'rmdir':
        if (isInTime && existsSync(inImage(entry.path))) rmdirSync(inImage(entry.path));
        break;
      case 'acknowledged':
        break;
    }
  });
  return files.flatMap((file) => {
    const place = placed.get(file);
    return place === undefined ? [] : [{ ...file, path: place }];
  });
}

function writeBack(
  file: Followed,
  { image, namesUpTo, cut }: { readonly image: string; readonly namesUpTo: number; readonly cut: Cut },
): void {
  if (file.changes.length === 0 || !existsSync(join(image, file.path))) return;
  const fd = openSync(join(image, file.path), 'r+');
  /** Later changes of each block, in order. */
  const late = new Map<number, { readonly at: number; readonly data: Uint8Array }[]>();
  for (const change of file.changes) {
    const isSafe = change.index <= file.syncedUpTo;
    if ('size' in change) {
      if (!isSafe && change.index > namesUpTo) continue;
      ftruncateSync(fd, change.size);
      for (const block of late.keys()) if (block * BLOCK >= change.size) late.delete(block);
    } else if (isSafe) writeSync(fd, change.data, 0, change.data.length, change.at);
    else
      for (const piece of pieces(change.at, change.data)) {
        const block = Math.floor(piece.at / BLOCK);
        late.set(block, [...(late.get(block) ?? []), piece]);
      }
  }
  for (const writes of late.values()) {
    const kept = cut.random() < cut.survival ? writes.length : Math.floor(cut.random() * writes.length);
    for (const { at, data } of writes.slice(0, kept)) writeSync(fd, data, 0, data.length, at);
  }
  closeSync(fd);
}

/** Cut a write at the borders of blocks. */
function* pieces(
  at: number,
  data: Uint8Array,
): Generator<{ readonly at: number; readonly data: Uint8Array }> {
  for (let done = 0; done < data.length;) {
    const size = Math.min(BLOCK - ((at + done) % BLOCK), data.length - done);
    yield { at: at + done, data: data.subarray(done, done + size) };
    done += size;
  }
}
