import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { isMainThread } from 'node:worker_threads';

/**
 * Loaded with `--import` into a process whose database is to be cut off from power: writes down every change that its
 * database thread makes to files below JOURNAL_ROOT, in order, into JOURNAL. `replay.ts` reads it.
 */

/** One entry; a write is followed by its bytes. Paths are relative to JOURNAL_ROOT. */
export type Entry =
  | {
      readonly op: 'open';
      readonly fd: number;
      readonly path: string;
      readonly made: boolean;
      readonly cut: boolean;
    }
  | { readonly op: 'close' | 'sync'; readonly fd: number }
  | { readonly op: 'write'; readonly fd: number; readonly at: number; readonly size: number }
  | { readonly op: 'truncate'; readonly fd: number; readonly size: number }
  | { readonly op: 'rename'; readonly path: string; readonly to: string }
  | { readonly op: 'unlink' | 'mkdir' | 'rmdir'; readonly path: string }
  | { readonly op: 'acknowledged'; readonly number: number };

/** Bytes of one entry: length of its description, the description, the data. Appended in one piece. */
export function encode(entry: Entry, data: Uint8Array = new Uint8Array()): Buffer {
  const text = Buffer.from(JSON.stringify(entry));
  const head = Buffer.alloc(8);
  head.writeUInt32LE(text.length, 0);
  head.writeUInt32LE(data.length, 4);
  return Buffer.concat([head, text, data]);
}

const file = process.env['JOURNAL'];
const root = process.env['JOURNAL_ROOT'];
if (!isMainThread && file !== undefined && root !== undefined) install(file, `${root}/`);

function install(journalFile: string, below: string): void {
  const real = { ...fs };
  const journal = real.openSync(journalFile, 'a');
  const note = (entry: Entry, data?: Uint8Array): void => {
    real.writeSync(journal, encode(entry, data));
  };
  const mine = new Set<number>();
  const inside = (path: fs.PathLike): string | undefined => {
    const text = String(path);
    return text.startsWith(below) ? text.slice(below.length) : undefined;
  };

  fs.openSync = (path, flags, mode) => {
    const local = inside(path);
    const isThere = local === undefined || real.existsSync(path);
    const fd = real.openSync(path, flags, mode);
    if (local === undefined) return fd;
    const bits =
      typeof flags === 'number' ? flags : flags === 'r' ? 0 : fs.constants.O_CREAT | fs.constants.O_TRUNC;
    const cut = isThere && (bits & fs.constants.O_TRUNC) !== 0;
    mine.add(fd);
    note({ op: 'open', fd, path: local, made: !isThere, cut });
    return fd;
  };
  fs.closeSync = (fd) => {
    if (mine.delete(fd)) note({ op: 'close', fd });
    real.closeSync(fd);
  };
  fs.writeSync = ((...args: [number, NodeJS.ArrayBufferView, number?, number?, number?]) => {
    const [fd, buffer, offset = 0, , at] = args;
    const size = real.writeSync(...args);
    if (!mine.has(fd)) return size;
    if (typeof at !== 'number') throw new Error('the journal understands only writes with a position');
    // Offsets count elements, which are bytes here.
    note({ op: 'write', fd, at, size }, new Uint8Array(buffer.buffer, buffer.byteOffset + offset, size));
    return size;
  }) as typeof fs.writeSync;
  fs.fsyncSync = (fd) => {
    real.fsyncSync(fd);
    if (mine.has(fd)) note({ op: 'sync', fd });
  };
  fs.ftruncateSync = (fd, size) => {
    real.ftruncateSync(fd, size);
    if (mine.has(fd)) note({ op: 'truncate', fd, size: size ?? 0 });
  };
  fs.truncateSync = (path, size) => {
    if (typeof path === 'number') {
      fs.ftruncateSync(path, size);
      return;
    }
    const fd = fs.openSync(path, fs.constants.O_RDWR);
    fs.ftruncateSync(fd, size);
    fs.closeSync(fd);
  };
  fs.renameSync = (path, to) => {
    real.renameSync(path, to);
    const [from, target] = [inside(path), inside(to)];
    if (from !== undefined && target !== undefined) note({ op: 'rename', path: from, to: target });
  };
  const named =
    <A extends [fs.PathLike, ...unknown[]], R>(op: 'unlink' | 'mkdir' | 'rmdir', call: (...args: A) => R) =>
    (...args: A): R => {
      const result = call(...args);
      const path = inside(args[0]);
      if (path !== undefined) note({ op, path });
      return result;
    };
  fs.unlinkSync = named('unlink', real.unlinkSync);
  fs.rmdirSync = named('rmdir', real.rmdirSync);
  fs.mkdirSync = named<Parameters<typeof fs.mkdirSync>, string | undefined>('mkdir', real.mkdirSync);
  // What would change files without being written down must not go unnoticed.
  fs.writeFileSync = (path, data, options) => {
    const local = typeof path === 'number' ? undefined : inside(path);
    // The database makes a file by writing nothing into it.
    if (local !== undefined && data !== '') throw new Error('the journal knows only empty files');
    const isThere = local === undefined || real.existsSync(path as fs.PathLike);
    real.writeFileSync(path, data, options);
    if (local === undefined) return;
    note({ op: 'open', fd: -1, path: local, made: !isThere, cut: isThere });
    note({ op: 'close', fd: -1 });
  };
  for (const name of ['linkSync', 'symlinkSync', 'appendFileSync', 'writevSync'] as const)
    (fs as unknown as Record<string, unknown>)[name] = (): never => {
      throw new Error(`the journal does not know ${name}`);
    };
  syncBuiltinESMExports();
}
