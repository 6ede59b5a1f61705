import { once } from 'node:events';
import { closeSync, openSync, rmSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';

/** Longest path that the system takes as the address of a socket, with room for its end. */
const LONGEST = 100;

/** Word that asks for a backup. */
const BACKUP = 'backup\n';

/**
 * A door into a running store for the command line: a socket in the store's own folder, which only the account that
 * runs the server can enter. Whoever asks for a backup gets one.
 */
export async function openDoor(
  folder: string,
  backup: (socket: Socket) => Promise<unknown>,
): Promise<Server | undefined> {
  const path = addressIn(folder);
  if (path === undefined) return undefined;
  rmSync(join(folder, 'door'), { force: true });
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', (word) => {
      if (word.toString() !== BACKUP) socket.destroy();
      else backup(socket).catch(() => socket.destroy());
    });
  });
  server.listen(path.address);
  await once(server, 'listening');
  server.unref();
  path.release();
  return server;
}

/** A socket through which the running store sends a backup; undefined when no store is running in the folder. */
export async function askForBackup(folder: string): Promise<Socket | undefined> {
  const path = addressIn(folder);
  if (path === undefined) return undefined;
  const socket = connect(path.address);
  try {
    await once(socket, 'connect');
  } catch {
    return undefined;
  } finally {
    path.release();
  }
  socket.write(BACKUP);
  return socket;
}

/** The socket's address; a long one is reached through an open folder, which has a short name on Linux. */
function addressIn(folder: string): { readonly address: string; readonly release: () => void } | undefined {
  const address = join(folder, 'door');
  if (Buffer.byteLength(address) <= LONGEST) return { address, release: () => undefined };
  if (process.platform !== 'linux') return undefined;
  const open = openSync(folder, 'r');
  return { address: `/proc/self/fd/${open}/door`, release: () => closeSync(open) };
}
