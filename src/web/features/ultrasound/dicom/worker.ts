import { openFile, type Codecs, type OpenFile } from './open.ts';
import { browserSources } from './browser-sources.ts';
import type { FromReader, ToReader } from './shared.ts';

// Reads DICOM on a thread of its own, which the page stops when it takes too long.

const codecs: Codecs = { sources: browserSources };
let file: OpenFile | undefined;

const reply = (message: FromReader, transfer: Transferable[] = []): void =>
  self.postMessage(message, { transfer });

self.addEventListener('message', ({ data }: MessageEvent<ToReader>) => {
  if (data.kind === 'open') open(data.ticket, data.bytes);
  else void sendFrame(data.ticket, data.index);
});

function open(ticket: number, bytes: Uint8Array): void {
  const opened = openFile(bytes, codecs);
  file = opened.ok ? opened.value : undefined;
  reply({ kind: 'opened', ticket, info: opened.ok ? { ok: true, value: opened.value.info } : opened });
}

async function sendFrame(ticket: number, index: number): Promise<void> {
  if (file === undefined) throw new Error('the reader was asked for a frame before it had a file');
  const picture = await file.frame(index);
  const { grey, colour } = picture.ok ? picture.value : {};
  const buffers = [grey, colour].flatMap((plane) =>
    plane === undefined ? [] : [plane.buffer as ArrayBuffer],
  );
  reply({ kind: 'framed', ticket, picture }, buffers);
}

reply({ kind: 'ready' });
