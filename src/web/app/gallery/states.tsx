import type { ReactElement } from 'react';
import { SaveStatusView } from '../../ui/save-status.tsx';
import { Button } from '../../ui/button.tsx';
import { Empty, Failed, Loading, Notice } from '../../ui/states.tsx';
import { Sample } from './sample.tsx';

const SAVES = ['saved', 'saving', 'waiting', 'unkept', 'refused', 'conflict'] as const;

/** Loading, empty, failed, and how safe the work is. */
export function States(): ReactElement {
  return (
    <section className="gallery__row" aria-label="States">
      <h2>States</h2>
      <Sample title="Loading">
        <Loading what="Loading a sample" />
      </Sample>
      <Sample title="Empty: never looks like fine">
        <Empty title="Nothing is painted yet">A blank drawing is missing data, not “no pain”.</Empty>
      </Sample>
      <Sample title="Failed">
        <Failed title="The patients cannot be shown" action={<Button>Try again</Button>}>
          The server cannot be reached.
        </Failed>
      </Sample>
      <Sample title="Remarks">
        <Notice tone="calm">Hypotheses to examine, never a diagnosis.</Notice>
        <Notice tone="caution">Most rows were not compared with the page.</Notice>
        <Notice tone="danger">regions[0].intensity: expected a whole number from 1 to 10, got 11</Notice>
      </Sample>
      {SAVES.map((code) => (
        <Sample key={code} title={`Save: ${code}`}>
          <SaveStatusView
            code={code}
            said={code === 'refused' ? 'regions[0].intensity: expected 1 to 10, got 11' : ''}
            onRetry={() => undefined}
          />
        </Sample>
      ))}
    </section>
  );
}
