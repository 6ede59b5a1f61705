import { useRef, useState, type PointerEvent, type ReactElement } from 'react';
import { Button } from '../../ui/button.tsx';
import { words } from './words.ts';

type Line = readonly (readonly [x: number, y: number])[];

interface SignaturePadProps {
  readonly isDisabled: boolean;
  readonly onSign: (lines: readonly Line[]) => void;
}

/** Height of the box against its width. */
const RATIO = 0.4;

/** A box to sign in with finger or pen. The lines are kept, not a picture. */
export function SignaturePad({ isDisabled, onSign }: SignaturePadProps): ReactElement {
  const [lines, setLines] = useState<readonly Line[]>([]);
  const isDown = useRef(false);
  const at = (event: PointerEvent<SVGSVGElement>): readonly [number, number] => {
    const box = event.currentTarget.getBoundingClientRect();
    const clamp = (v: number, most: number): number =>
      Math.round(Math.min(most, Math.max(0, v)) * 1000) / 1000;
    return [
      clamp((event.clientX - box.left) / box.width, 1),
      clamp((event.clientY - box.top) / box.width, RATIO),
    ];
  };
  return (
    <div className="procedure__pad">
      <svg
        viewBox={`0 0 1 ${RATIO}`}
        role="img"
        aria-label={words.pad}
        onPointerDown={(event) => {
          isDown.current = true;
          event.currentTarget.setPointerCapture(event.pointerId);
          setLines([...lines, [at(event)]]);
        }}
        onPointerMove={(event) => {
          if (!isDown.current) return;
          const point = at(event);
          setLines((all) => [...all.slice(0, -1), [...(all.at(-1) ?? []), point]]);
        }}
        onPointerUp={() => {
          isDown.current = false;
        }}
      >
        {lines.map((line, i) => (
          // A line has no name but its place.
          <polyline key={i} points={line.map(([x, y]) => `${x},${y}`).join(' ')} />
        ))}
      </svg>
      <div>
        <Button
          look="main"
          isDisabled={isDisabled || !lines.some((line) => line.length > 3)}
          onPress={() => onSign(lines)}
        >
          {words.sign}
        </Button>
        <Button look="quiet" onPress={() => setLines([])}>
          {words.clearPad}
        </Button>
      </div>
    </div>
  );
}
