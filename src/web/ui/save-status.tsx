import type { ReactElement } from 'react';
import { Button } from './button.tsx';
import './save-status.css';

/** How safe the work on the screen is; `api/saver.ts` says what each means. */
export type SaveCode = 'saved' | 'saving' | 'waiting' | 'unkept' | 'conflict' | 'refused';

const words = {
  saved: 'Saved',
  saving: 'Saving …',
  waiting: 'Not saved yet',
  waitingText:
    'The server cannot be reached. Everything is kept on this device and sent as soon as it answers.',
  unkept: 'Not saved, and not kept',
  unkeptText: 'Neither the server nor this device takes it. Leave this window open.',
  refused: 'Not accepted',
  conflict: 'Changed in two places',
  now: 'Try now',
} as const;

interface SaveStatusViewProps {
  readonly code: SaveCode;
  readonly said: string;
  readonly onRetry: () => void;
}

/** The look of each state. */
export function SaveStatusView({ code, said, onRetry }: SaveStatusViewProps): ReactElement {
  const text = code === 'waiting' ? words.waitingText : code === 'unkept' ? words.unkeptText : said;
  return (
    <div className="save" data-state={code}>
      <p role="status" className="save__word">
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d={MARKS[code]} />
        </svg>
        {words[code]}
      </p>
      {text !== '' && code !== 'saved' && code !== 'saving' && <p className="save__text">{text}</p>}
      {(code === 'waiting' || code === 'unkept') && <Button onPress={onRetry}>{words.now}</Button>}
    </div>
  );
}

const MARKS: Readonly<Record<SaveCode, string>> = {
  saved: 'M3 8.500 6.500 12 13 4.500',
  saving: 'M8 3v5l3 2',
  waiting: 'M8 3v6M8 12.500v.1',
  unkept: 'M8 3v6M8 12.500v.1',
  refused: 'M4 4l8 8M12 4l-8 8',
  conflict: 'M8 3v6M8 12.500v.1',
};
