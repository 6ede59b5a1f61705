import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { atlasQuery } from '../../api/atlas.ts';
import { PatientsView } from '../../features/patients/patients.view.tsx';
import { PATIENTS } from './fixtures.ts';
import { Rankings } from './rankings.tsx';
import { Sample } from './sample.tsx';
import '../../features/visit/ranking.css';

const form = { faults: {}, isBusy: false, said: undefined, onAdd: () => undefined };

/** Whole views, in the states in which one seldom meets them. */
export function Features(): ReactElement {
  const atlas = useQuery(atlasQuery);
  return (
    <section className="gallery__row" aria-label="Views">
      <h2>Views</h2>
      <Sample title="Patients: ready" isWide>
        <PatientsView patients={PATIENTS} failure={undefined} onRetry={() => undefined} form={form} />
      </Sample>
      <Sample title="Patients: none" isWide>
        <PatientsView
          patients={[]}
          failure={undefined}
          onRetry={() => undefined}
          form={{ ...form, faults: { label: 'Expected 1 to 80 characters, got nothing' } }}
        />
      </Sample>
      {atlas.data !== undefined && <Rankings atlas={atlas.data} />}
    </section>
  );
}
