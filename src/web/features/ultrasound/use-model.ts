import { useCallback, useEffect, useRef, useState } from 'react';
import type { ModelError, ModelInfo, Segmentation } from '../../../imaging/model/segmentation.ts';
import type { Live } from './live.ts';
import { MODEL_LIMITS, ModelClient } from './model/client.ts';

/** The model that the clinic has brought, if any. */
export type ModelState =
  | { readonly kind: 'none' }
  | { readonly kind: 'opening'; readonly name: string }
  | { readonly kind: 'failed'; readonly name: string; readonly error: ModelError }
  | { readonly kind: 'open'; readonly name: string; readonly info: ModelInfo };

/** What the model said, and of which frame. */
export interface Seen {
  readonly number: number;
  /** Clock of the frames, ms. */
  readonly at: number;
  readonly segmentation: Segmentation;
}

/** The model as the workspace uses it. */
export interface Model {
  readonly state: ModelState;
  readonly seen: Seen | undefined;
  open(file: File): void;
  close(): void;
}

/** Let the model look at the shown frame whenever it is idle: newest first, nothing queues. */
export function useModel(live: Live): Model {
  const [state, setState] = useState<ModelState>({ kind: 'none' });
  const [seen, setSeen] = useState<Seen>();
  const client = useRef<ModelClient>(undefined);

  const close = useCallback(() => {
    const old = client.current;
    client.current = undefined;
    old?.close();
    setState({ kind: 'none' });
    setSeen(undefined);
  }, []);
  useEffect(() => close, [close]);

  const open = useCallback(
    async (file: File) => {
      close();
      const { name } = file;
      if (file.size > MODEL_LIMITS.bytes) {
        const error = {
          expected: `at most ${MODEL_LIMITS.bytes / 1024 / 1024} MB`,
          got: `${file.size} bytes`,
        };
        setState({ kind: 'failed', name, error: { code: 'too-large', ...error } });
        return;
      }
      setState({ kind: 'opening', name });
      const fresh = new ModelClient();
      client.current = fresh;
      const info = await fresh.open(new Uint8Array(await file.arrayBuffer()));
      // Another model was opened, or this one put away, while this one was being read.
      if (client.current !== fresh) return;
      if (info.ok) setState({ kind: 'open', name, info: info.value });
      else {
        close();
        setState({ kind: 'failed', name, error: info.error });
      }
    },
    [close],
  );

  const isOpen = state.kind === 'open';
  const name = state.kind === 'none' ? '' : state.name;
  useEffect(() => {
    if (!isOpen) return;
    const over = new AbortController();
    const isOver = (): boolean => over.signal.aborted;
    let isBusy = false;
    let last: unknown;
    const look = async (): Promise<void> => {
      const { analysed } = live.read();
      if (analysed === undefined) setSeen(undefined);
      if (isBusy || isOver() || analysed === undefined || analysed === last) return;
      isBusy = true;
      last = analysed;
      const answer = await client.current?.look(analysed.frame);
      isBusy = false;
      if (isOver() || answer === undefined) return;
      if (answer.ok) {
        setSeen({ number: analysed.number, at: analysed.frame.at, segmentation: answer.value });
        // Meanwhile another frame may be shown.
        void look();
      } else {
        close();
        setState({ kind: 'failed', name, error: answer.error });
      }
    };
    void look();
    const unsubscribe = live.subscribe(() => void look());
    return () => {
      over.abort();
      unsubscribe();
    };
  }, [isOpen, name, live, close]);

  return { state, seen, open: (file) => void open(file), close };
}
