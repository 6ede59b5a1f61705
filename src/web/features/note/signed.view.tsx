import { useState, type ReactElement } from 'react';
import { signedPaper, whoSigned } from '../../../core/treat/note-paper.ts';
import type { SignedNote } from '../../../core/treat/signed-note.ts';
import type { Failure } from '../../api/client.ts';
import { Button } from '../../ui/button.tsx';
import { PaperView } from '../../ui/paper.tsx';
import { Notice } from '../../ui/states.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { PaperTools } from './paper-tools.tsx';
import { words } from './words.ts';

interface SignedViewProps {
  readonly signed: SignedNote;
  /** What changed in the chart since, in sentences. */
  readonly changed: readonly string[];
  /** What this window was writing when somebody else signed. Absent: nothing. */
  readonly unsigned: string | undefined;
  readonly address: string;
  readonly failure: Failure | undefined;
  readonly isSending: boolean;
  readonly onAmend: (text: string, reason: string) => Promise<boolean>;
}

const LEAST = 3;

/** A signed note: its text, its digest, what changed since, and the way to add to it. */
export function SignedView({
  signed,
  changed,
  unsigned,
  address,
  failure,
  isSending,
  onAmend,
}: SignedViewProps): ReactElement {
  const [text, setText] = useState('');
  const [reason, setReason] = useState('');
  const isReady = text.trim().length >= LEAST && reason.trim().length >= LEAST && !isSending;
  const paper = signedPaper(signed, changed);
  return (
    <div className="note__draft">
      <section className="note__yours no-print" aria-labelledby="note-signed">
        <h2 id="note-signed" className="note__locked">
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d="M4 7V5a4 4 0 0 1 8 0v2M3 7h10v7H3z" />
          </svg>
          {words.signedTitle}
        </h2>
        <p>{words.signedBy(whoSigned(signed.signed))}</p>
        <dl className="note__hash">
          <dt>{words.hash}</dt>
          <dd className="number">{signed.hash}</dd>
        </dl>
        <p className="source-note">{words.hashText}</p>
        {changed.length > 0 && (
          <Notice tone="caution">
            <strong>{words.changedTitle}</strong>
            <p>{words.changedText}</p>
            <ul>
              {changed.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </Notice>
        )}
        {unsigned !== undefined && unsigned !== '' && (
          <Notice tone="caution">
            <strong>{words.unsignedTitle}</strong>
            <p>{words.unsignedText}</p>
            <blockquote>{unsigned}</blockquote>
          </Notice>
        )}
        <form
          className="note__amend"
          aria-label={words.amend}
          onSubmit={(event) => {
            event.preventDefault();
            if (!isReady) return;
            void onAmend(text.trim(), reason.trim()).then((isDone) => {
              if (!isDone) return;
              setText('');
              setReason('');
            });
          }}
        >
          <h3>{words.amend}</h3>
          {failure !== undefined && (
            <Notice tone="danger">
              {failure.code === 'conflict' ? words.amendConflict : words.failure(failure)}
            </Notice>
          )}
          <TextArea label={words.amendText} value={text} onChange={setText} maxLength={4000} />
          <TextField label={words.amendWhy} value={reason} onChange={setReason} maxLength={300} />
          <Button type="submit" isDisabled={!isReady}>
            {words.amendDo}
          </Button>
        </form>
      </section>
      <section className="note__paper" aria-label={words.what}>
        <PaperTools paper={paper} address={address} />
        <PaperView paper={paper} />
      </section>
    </div>
  );
}
