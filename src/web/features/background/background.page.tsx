import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { Background } from '../../../core/decide/background.ts';
import type { Episodes } from '../../../core/decide/care-episodes.ts';
import type { PatientRecord } from '../../../core/episode.ts';
import { ageOn, bornOn } from '../../../core/identity.ts';
import { partOf, usePart } from '../../api/parts.ts';
import { newId, ReadFailed, reads, today } from '../../api/records.ts';
import { Button } from '../../ui/button.tsx';
import { PartConflict, PartStatus } from '../../ui/part-status.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import { BackgroundView } from './background.view.tsx';
import { words } from './words.ts';

const route = getRouteApi('/patients/$patientId/background');
const NOTHING: Background = {};
const NO_EPISODES: Episodes = { list: [] };
const ADULT = 18;

/** What is known about a patient before any visit, as a form that saves itself. */
export function BackgroundPage(): ReactElement {
  const { patientId } = route.useParams();
  const record = useQuery({ ...reads.record(patientId), retry: false });
  if (record.data !== undefined) return <AtWork key={patientId} record={record.data} />;
  if (record.error === null) return <Loading what={words.loading} />;
  const failure = record.error instanceof ReadFailed ? record.error.failure : undefined;
  return (
    <Failed
      title={words.failed}
      action={<Button onPress={() => void record.refetch()}>{words.retry}</Button>}
    >
      {words.failure(failure)}
    </Failed>
  );
}

function AtWork({ record }: { readonly record: PatientRecord }): ReactElement {
  const { patient, parts } = record;
  const owner = { patientId: patient.id };
  const background = usePart('background', owner, parts, NOTHING);
  const episodes = usePart('episodes', owner, parts, NO_EPISODES);
  if (background === undefined || episodes === undefined) return <Loading what={words.loading} />;
  const day = today();
  const born = bornOn(partOf(parts, 'identity', patient.id)?.body, patient.birthYear);
  return (
    <>
      <PartConflict what={words.background.what} work={background} />
      <PartConflict what={words.episode.what} work={episodes} />
      <BackgroundView
        background={background.value}
        episodes={episodes.value}
        today={day}
        isMinor={born !== undefined && ageOn(born, day) < ADULT}
        onBackground={background.change}
        onEpisodes={episodes.change}
        newId={newId}
        status={<PartStatus works={[background, episodes]} />}
      />
    </>
  );
}
