import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { reads } from '../../api/records.ts';
import { Button } from '../../ui/button.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import { FiledList } from './filed-list.tsx';
import { Gate } from './gate.tsx';
import { words } from './words.ts';

const route = getRouteApi('/visits/$visitId/ultrasound');

/** The workspace for one visit: what it makes can be filed there, and what was filed is shown. */
export function VisitUltrasoundPage(): ReactElement {
  const { visitId } = route.useParams();
  const chart = useQuery(reads.chart(visitId));
  if (chart.data === undefined)
    return chart.error === null ? (
      <Loading what={words.loading} />
    ) : (
      <Failed
        title={words.noVisit}
        action={<Button onPress={() => void chart.refetch()}>{words.tryAgain}</Button>}
      >
        <p>{chart.error.message}</p>
      </Failed>
    );
  const { patient, visit, parts } = chart.data;
  const place = { patientId: patient.id, visitId: visit.id, label: patient.label, day: visit.day };
  return (
    <>
      <Gate key={visitId} visit={place} />
      <FiledList place={place} parts={parts} />
    </>
  );
}
