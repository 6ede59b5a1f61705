import { useState, type ReactElement, type ReactNode } from 'react';
import type { Chart } from '../../../core/episode.ts';
import { noteInput, type NoteLibrary } from '../../../core/treat/compose-note.ts';
import { codesOf, type CodeEdit, type NoteCode } from '../../../core/treat/codes.ts';
import { draftPaper } from '../../../core/treat/note-paper.ts';
import type { Note } from '../../../core/treat/note.ts';
import type { DraftNote } from '../../../core/treat/signed-note.ts';
import type { Failure } from '../../api/client.ts';
import { Button } from '../../ui/button.tsx';
import { PaperView } from '../../ui/paper.tsx';
import { Notice } from '../../ui/states.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { PaperTools } from './paper-tools.tsx';
import { words } from './words.ts';

interface DraftViewProps {
  readonly draft: DraftNote;
  readonly chart: Chart;
  readonly library: NoteLibrary;
  readonly note: Note;
  /** Where it is printed. Absent: nothing is kept yet. */
  readonly address: string | undefined;
  readonly canSign: boolean;
  readonly failure: Failure | undefined;
  readonly status: ReactNode;
  readonly onChange: (draft: DraftNote) => void;
  readonly onSign: () => void;
}

/** A note that is not signed: what the clinician adds, the text as it will be, and the signature. */
export function DraftView(props: DraftViewProps): ReactElement {
  const { draft, note, canSign, failure, onChange, onSign } = props;
  const paper = draftPaper(note);
  return (
    <div className="note__draft">
      <section className="note__yours no-print" aria-labelledby="note-yours">
        <div className="note__row">
          <h2 id="note-yours">{words.yours}</h2>
          {props.status}
        </div>
        <TextArea
          label={words.assessment}
          hint={words.assessmentHint}
          value={draft.assessment ?? ''}
          maxLength={4000}
          rows={4}
          onChange={(assessment) => onChange({ ...draft, assessment })}
        />
        <Codes {...props} />
      </section>
      <section className="note__paper" aria-label={words.preview}>
        <PaperTools paper={paper} address={props.address} />
        <PaperView paper={paper} />
      </section>
      <section className="note__yours note__sign no-print" aria-label={words.sign}>
        {failure !== undefined && (
          <Notice tone="danger">
            {failure.code === 'conflict'
              ? words.stale
              : failure.said === ''
                ? words.failure(failure)
                : failure.said}
          </Notice>
        )}
        <p>{words.signText}</p>
        <Button look="main" isDisabled={!canSign} onPress={onSign}>
          {words.sign}
        </Button>
        {!canSign && <p role="status">{words.waiting}</p>}
      </section>
    </div>
  );
}

function Codes({ draft, chart, library, onChange }: DraftViewProps): ReactElement {
  const codes = codesOf(noteInput(chart, { clinic: '', remarks: draft }, library));
  const put = (next: readonly CodeEdit[]): void => onChange({ ...draft, codes: next });
  const without = (code: string): readonly CodeEdit[] => draft.codes.filter((c) => c.code !== code);
  return (
    <div className="note__codes">
      <h3>{words.codes}</h3>
      <p>{codes.length === 0 ? words.noCodes : words.codesText}</p>
      <ul>
        {codes.map((code) => (
          <Code
            key={code.code}
            code={code}
            onRemove={(reason) => put([...without(code.code), { do: 'remove', code: code.code, reason }])}
            onBack={() => put(without(code.code))}
          />
        ))}
      </ul>
      <AddCode onAdd={(code, reason) => put([...without(code), { do: 'add', code, reason }])} />
    </div>
  );
}

interface CodeProps {
  readonly code: NoteCode;
  readonly onRemove: (reason: string) => void;
  readonly onBack: () => void;
}

const REASON_LEAST = 3;

function Code({ code, onRemove, onBack }: CodeProps): ReactElement {
  const [reason, setReason] = useState<string>();
  return (
    <li className="note__code" data-removed={code.removed === undefined ? undefined : ''}>
      <strong className="number">{code.code}</strong>
      <span>{code.removed === undefined ? code.because : words.removed(code.removed)}</span>
      {code.isAdded === true || code.removed !== undefined ? (
        <Button
          look="quiet"
          label={code.isAdded === true ? words.takeOut(code.code) : words.back(code.code)}
          onPress={onBack}
        >
          {code.isAdded === true ? words.takeOut(code.code) : words.back(code.code)}
        </Button>
      ) : reason === undefined ? (
        <Button look="quiet" onPress={() => setReason('')}>
          {words.remove(code.code)}
        </Button>
      ) : (
        <form
          className="note__form"
          onSubmit={(event) => {
            event.preventDefault();
            if (reason.trim().length >= REASON_LEAST) onRemove(reason.trim());
          }}
        >
          <TextField
            label={words.reasonFor(code.code)}
            value={reason}
            onChange={setReason}
            maxLength={300}
            hasFocus
          />
          <Button type="submit" isDisabled={reason.trim().length < REASON_LEAST}>
            {words.keep}
          </Button>
          <Button look="quiet" onPress={() => setReason(undefined)}>
            {words.cancel}
          </Button>
        </form>
      )}
    </li>
  );
}

function AddCode({ onAdd }: { readonly onAdd: (code: string, reason: string) => void }): ReactElement {
  const [code, setCode] = useState('');
  const [reason, setReason] = useState('');
  const given = code.trim().toUpperCase();
  const isReady = /^[A-Z0-9][A-Z0-9.]{2,9}$/.test(given) && reason.trim().length >= REASON_LEAST;
  return (
    <form
      className="note__form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isReady) return;
        onAdd(given, reason.trim());
        setCode('');
        setReason('');
      }}
    >
      <TextField label={words.code} value={code} onChange={setCode} maxLength={10} />
      <TextField
        label={words.reason}
        hint={words.codeHint}
        value={reason}
        onChange={setReason}
        maxLength={300}
      />
      <Button type="submit" isDisabled={!isReady}>
        {words.addCode}
      </Button>
    </form>
  );
}
