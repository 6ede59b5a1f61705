import { useState, type ReactElement } from 'react';
import { plainText, type Paper } from '../../../core/paper.ts';
import { Button } from '../../ui/button.tsx';
import { words } from './words.ts';

interface PaperToolsProps {
  readonly paper: Paper;
  /** Where the server prints it. Absent: nothing is kept there yet. */
  readonly address: string | undefined;
}

/** The same document as text, on paper and in a file. */
export function PaperTools({ paper, address }: PaperToolsProps): ReactElement {
  const [said, setSaid] = useState('');
  return (
    <div className="note__tools no-print" role="group" aria-label={words.paperTools}>
      <Button
        look="quiet"
        onPress={() => {
          navigator.clipboard.writeText(plainText(paper)).then(
            () => setSaid(words.copied),
            () => setSaid(words.copyFailed),
          );
        }}
      >
        {words.copy}
      </Button>
      <Button look="quiet" onPress={() => window.print()}>
        {words.print}
      </Button>
      {address !== undefined &&
        (['a4', 'letter'] as const).map((size) => (
          <a
            key={size}
            className="button button--quiet"
            href={`${address}?paper=${size}`}
            target="_blank"
            rel="noreferrer"
          >
            {words.pdf[size]}
          </a>
        ))}
      <span role="status">{said}</span>
    </div>
  );
}
