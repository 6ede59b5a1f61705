import { statfsSync } from 'node:fs';
import { DiskFull } from '../failures.ts';

/** Bytes that must stay free. The database needs room to write its log and to come back after a crash. */
export const RESERVE = 64 * 1024 * 1024;

/**
 * A check to make before each write: throws `DiskFull` while the disk has less than the reserve. A database that runs
 * into a full disk stops; one that is not asked to write goes on reading.
 */
export function spaceGuard(folder: string, reserve: number = RESERVE): () => void {
  return () => {
    const { bavail, bsize } = statfsSync(folder);
    const free = bavail * bsize;
    if (free >= reserve) return;
    const [has, needs] = [free, reserve].map((bytes) => Math.floor(bytes / 1_048_576));
    throw new DiskFull(
      `The disk is nearly full: ${has ?? 0} MB are free, writing needs ${needs ?? 0} MB. Free some space and save again.`,
    );
  };
}
