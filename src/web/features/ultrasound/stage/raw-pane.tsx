import { useEffect, useRef, type ReactElement } from 'react';
import type { Live } from '../live.ts';
import { paintFrame } from './paint-frame.ts';

/** The picture as it came, without anything on it. It stays whatever is hidden or shown beside it. */
export function RawPane({ live, label }: { readonly live: Live; readonly label: string }): ReactElement {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const draw = (): void => {
      const { analysed } = live.read();
      if (canvas.current !== null) paintFrame(canvas.current, analysed?.frame);
    };
    draw();
    return live.subscribe(draw);
  }, [live]);
  return <canvas ref={canvas} className="scan__canvas" role="img" aria-label={label} />;
}
