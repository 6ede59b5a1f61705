import type { ReactElement } from 'react';
import { Button } from '../../ui/button.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import type { Brush, BrushTool } from '../../ui/body-map/use-brush.ts';
import { words } from './words.ts';

/** What is chosen in the row of tools. */
export type ToolChoice = Brush;

interface DrawingToolsProps {
  readonly choice: ToolChoice;
  readonly onChoice: (choice: ToolChoice) => void;
  /** Absent when there is nothing to take back. */
  readonly onUndo: (() => void) | undefined;
  readonly onClear: (() => void) | undefined;
}

const TOOLS: readonly BrushTool[] = ['brush', 'lasso', 'eraser'];
/** Thousandths of the view's height. */
const SIZES = { fine: 7, medium: 14, broad: 26 } as const;
type Size = keyof typeof SIZES;
const SIZE_NAMES = Object.keys(SIZES) as Size[];
const RATINGS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const;

/** Tool, size, rating, and the two ways back. */
export function DrawingTools({ choice, onChoice, onUndo, onClear }: DrawingToolsProps): ReactElement {
  const size = SIZE_NAMES.find((name) => SIZES[name] === choice.size) ?? 'medium';
  return (
    <div className="tools">
      <div className="tools__row">
        <Segmented
          label={words.draw.tools}
          options={TOOLS.map((id) => ({ id, text: words.draw.tool[id] }))}
          value={choice.tool}
          onChange={(tool) => onChoice({ ...choice, tool })}
        />
        <Segmented
          label={words.draw.size}
          options={SIZE_NAMES.map((id) => ({
            id,
            name: words.draw.sizes[id],
            text: <span className={`tools__dot tools__dot--${id}`} />,
          }))}
          value={size}
          onChange={(name) => onChoice({ ...choice, size: SIZES[name] })}
        />
        <div className="tools__back">
          <Button look="quiet" isDisabled={onUndo === undefined} onPress={() => onUndo?.()}>
            {words.draw.undo}
          </Button>
          <Button look="quiet" isDisabled={onClear === undefined} onPress={() => onClear?.()}>
            {words.draw.clear}
          </Button>
        </div>
      </div>
      <div className="tools__ratings">
        <span className="tools__label">{words.draw.intensity}</span>
        <Segmented
          label={words.draw.intensity}
          options={RATINGS.map((n) => ({
            id: String(n),
            name: words.draw.intensityOf(n),
            text: (
              <span className={`pain-swatch pain-${n}`}>
                <span>{n}</span>
              </span>
            ),
          }))}
          value={String(choice.intensity)}
          onChange={(n) =>
            onChoice({
              ...choice,
              intensity: Number(n),
              tool: choice.tool === 'eraser' ? 'brush' : choice.tool,
            })
          }
        />
      </div>
    </div>
  );
}
