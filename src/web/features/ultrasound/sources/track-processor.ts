/** Chrome has it in windows and workers, Safari in workers only, Firefox not at all; it is not in TypeScript's library. */
type TrackProcessor = new (init: { readonly track: MediaStreamTrack; readonly maxBufferSize?: number }) => {
  readonly readable: ReadableStream<VideoFrame>;
};

const find = (): TrackProcessor | undefined =>
  (globalThis as { readonly MediaStreamTrackProcessor?: TrackProcessor }).MediaStreamTrackProcessor;

/** Whether this thread can read frames straight from a track. */
export const canReadTracks = (): boolean => find() !== undefined;

/** Frames of a track as they come. At most two wait, so that a slow reader sees the newest. */
export function trackReader(track: MediaStreamTrack): ReadableStream<VideoFrame> {
  const Processor = find();
  if (Processor === undefined) throw new Error('this browser cannot read tracks; ask canReadTracks first');
  return new Processor({ track, maxBufferSize: 2 }).readable;
}
