import { closeSync, fsyncSync, openSync } from 'node:fs';
import { NodeFS } from '@electric-sql/pglite/nodefs';

type Init = ReturnType<NodeFS['init']>;

/** What we touch of the compiled database's file layer. It is not part of its documented interface. */
interface FileLayer {
  readonly NODEFS: {
    readonly stream_ops: { fsync?: (stream: OpenFile) => number };
    realPath(node: unknown): string;
  };
  readonly FS: { readonly ErrnoError: new (code: number) => Error };
}

interface OpenFile {
  /** Descriptor of an open file; directories have none. */
  readonly nfd?: number;
  readonly node: unknown;
}

/** EIO in the numbering of the compiled database. */
const INPUT_OUTPUT_ERROR = 29;

/**
 * The files of an embedded PostgreSQL, with an `fsync` that reaches the disk.
 *
 * As it comes, the file layer has no such operation: the database believes that every commit is on disk while nothing
 * was ever synced. With it, a commit returns after the operating system said that the log is on the disk. When the disk
 * reports an error the database stops, as PostgreSQL does, rather than go on with a log that may have a hole.
 */
export class DurableFiles extends NodeFS {
  /** How often the disk was asked to sync. */
  syncs = 0;

  override async init(...args: Parameters<NodeFS['init']>): Init {
    const result = await super.init(...args);
    const preRun = result.emscriptenOpts.preRun ?? [];
    return {
      emscriptenOpts: {
        ...result.emscriptenOpts,
        preRun: [
          ...preRun,
          (module) => {
            this.install(module);
          },
        ],
      },
    };
  }

  private install({ NODEFS, FS }: FileLayer): void {
    NODEFS.stream_ops.fsync = (stream) => {
      try {
        if (stream.nfd !== undefined) fsyncSync(stream.nfd);
        else syncFolder(NODEFS.realPath(stream.node));
      } catch {
        throw new FS.ErrnoError(INPUT_OUTPUT_ERROR);
      }
      this.syncs++;
      return 0;
    };
  }
}

/** Put the names in a folder on disk: after a file was made, renamed or deleted in it. */
export function syncFolder(path: string): void {
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
