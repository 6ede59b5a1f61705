import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo, useState, type ReactElement } from 'react';
import { noteLibrary } from '../../../content/note-library.ts';
import type { Chart } from '../../../core/episode.ts';
import { composeNote, noteSources, type NoteLibrary } from '../../../core/treat/compose-note.ts';
import { changesInWords } from '../../../core/treat/note-paper.ts';
import { changedSince, type DraftNote, type NoteRequest } from '../../../core/treat/signed-note.ts';
import { atlasQuery } from '../../api/atlas.ts';
import type { Failure } from '../../api/client.ts';
import { partOf, partsOfKind, putPart, usePart } from '../../api/parts.ts';
import { newId, ReadFailed, reads } from '../../api/records.ts';
import { sessionReads } from '../../api/session.ts';
import { Button } from '../../ui/button.tsx';
import { PartConflict, PartStatus } from '../../ui/part-status.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import { DraftView } from './draft.view.tsx';
import { SignedView } from './signed.view.tsx';
import { words } from './words.ts';
import './note.css';

const route = getRouteApi('/visits/$visitId/note');

/** The note of a visit: written from the chart, signed, and added to. */
export function NotePage(): ReactElement {
  const { visitId } = route.useParams();
  const chart = useQuery({ ...reads.chart(visitId), retry: false });
  const atlas = useQuery(atlasQuery).data;
  const session = useQuery(sessionReads.session).data;
  const clinic = session?.state === 'open' ? session.clinic.name : undefined;
  const library = useMemo(() => (atlas === undefined ? undefined : noteLibrary(atlas)), [atlas]);
  if (chart.data !== undefined && library !== undefined && clinic !== undefined)
    return <Notes key={visitId} chart={chart.data} library={library} clinic={clinic} />;
  if (chart.error === null) return <Loading what={words.loading} />;
  const failure = chart.error instanceof ReadFailed ? chart.error.failure : undefined;
  return (
    <Failed title={words.failed} action={<Button onPress={() => void chart.refetch()}>{words.retry}</Button>}>
      {words.failure(failure)}
    </Failed>
  );
}

interface NotesProps {
  readonly chart: Chart;
  readonly library: NoteLibrary;
  readonly clinic: string;
}

/** The first note of a visit has the visit's id, so that two windows never begin two. */
function Notes(props: NotesProps): ReactElement {
  const { visit, parts } = props.chart;
  const notes = partsOfKind(parts, 'note').filter((n) => n.visitId === visit.id);
  const [chosen, setChosen] = useState<string>(visit.id);
  const ids = [...new Set([visit.id, ...notes.map((n) => n.id), chosen])];
  const isSigned = (id: string): boolean => notes.find((n) => n.id === id)?.body.state === 'signed';
  return (
    <div className="note">
      <header className="note__head no-print">
        <h1>{words.title}</h1>
        <p className="page__lead">{words.lead}</p>
        {ids.length > 1 && (
          <Segmented
            label={words.which}
            value={chosen}
            options={ids.map((id, i) => ({ id, text: words.noteOf(i + 1, isSigned(id)) }))}
            onChange={setChosen}
          />
        )}
      </header>
      <One key={chosen} {...props} id={chosen} />
      {ids.every(isSigned) && (
        <p className="no-print">
          <Button look="quiet" onPress={() => setChosen(newId())}>
            {words.another}
          </Button>
        </p>
      )}
    </div>
  );
}

const NOTHING: DraftNote = { state: 'draft', codes: [] };

function One({ chart, library, clinic, id }: NotesProps & { readonly id: string }): ReactElement {
  const { patient, visit, parts } = chart;
  const owner = { patientId: patient.id, visitId: visit.id, id };
  const work = usePart('note', owner, parts, NOTHING);
  const client = useQueryClient();
  const [failure, setFailure] = useState<Failure>();
  const [isSending, setSending] = useState(false);
  const current = partOf(parts, 'note', id);
  /** Ask the server for a signature or an amendment; whatever it says, read the chart again. */
  const ask = async (request: NoteRequest, version: number): Promise<boolean> => {
    setSending(true);
    const answer = await putPart('note', owner, request, { key: newId(), version });
    await client.invalidateQueries({ queryKey: ['chart'] });
    await client.invalidateQueries({ queryKey: ['record', patient.id] });
    setFailure(answer.ok ? undefined : answer.error);
    setSending(false);
    return answer.ok;
  };
  if (work === undefined) return <Loading what={words.loading} />;
  if (current?.body.state === 'signed') {
    const changed = changesInWords(changedSince(current.body.sources, noteSources(chart)));
    return (
      <SignedView
        signed={current.body}
        changed={changed}
        unsigned={work.value.state === 'draft' ? work.value.assessment : undefined}
        address={`/api/visits/${visit.id}/note/${id}/pdf`}
        failure={failure}
        isSending={isSending}
        onAmend={(text, reason) => ask({ state: 'amend', text, reason }, current.version)}
      />
    );
  }
  const draft = work.value.state === 'draft' ? work.value : NOTHING;
  const composed = composeNote(chart, { clinic, remarks: draft }, library);
  const version = work.saver.savedVersion();
  return (
    <>
      <PartConflict what={words.what} work={work} />
      <DraftView
        draft={draft}
        chart={chart}
        library={library}
        note={composed.note}
        address={current === undefined ? undefined : `/api/visits/${visit.id}/note/${id}/pdf`}
        canSign={version !== undefined && !isSending}
        failure={failure}
        status={<PartStatus works={[work]} />}
        onChange={work.change}
        onSign={() => {
          const { assessment, codes } = draft;
          if (version !== undefined)
            void ask(
              {
                state: 'sign',
                ...(assessment !== undefined && { assessment }),
                codes,
                seen: composed.sources,
              },
              version,
            );
        }}
      />
    </>
  );
}
