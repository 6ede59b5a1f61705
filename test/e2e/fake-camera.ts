import { writeFileSync } from 'node:fs';
import type { Frame } from '../../src/imaging/frame.ts';
import { takeFrame } from '../../src/imaging/phantom/phantom.ts';
import { sceneOf, viewAt } from '../../src/web/features/ultrasound/sources/phantom-scene.ts';

/** Frames of the phantom that the app's own simulation shows, of any size. */
export function phantomFrames(width: number, height: number, count: number): readonly Frame[] {
  const phantom = sceneOf(width, height);
  return Array.from({ length: count }, (_, n) => takeFrame(phantom, viewAt(n, count, width, height)));
}

/** Write frames as uncompressed video with video levels (16 to 235), as a capture device delivers them. */
export function writeY4m(path: string, frames: readonly Frame[], fps: number): void {
  const [first] = frames;
  if (first === undefined) throw new Error('no frames');
  const { width, height } = first;
  const colour = Buffer.alloc((width * height) / 2, 128);
  const parts = [Buffer.from(`YUV4MPEG2 W${width} H${height} F${fps}:1 Ip A1:1 C420jpeg\n`)];
  for (const { data } of frames)
    parts.push(
      Buffer.from('FRAME\n'),
      Buffer.from(data.map((v) => Math.round(16 + (v * 219) / 255))),
      colour,
    );
  writeFileSync(path, Buffer.concat(parts));
}
