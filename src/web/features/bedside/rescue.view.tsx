import { useState, type ReactElement } from 'react';
import { lipidVolumes } from '../../../core/treat/last.ts';
import { RescueCard } from '../../ui/rescue/rescue-card.tsx';
import { typedWeight } from './syringe.ts';

/** What to do about systemic toxicity, for the weight that was typed. */
export function RescueView({ weight }: { readonly weight: string }): ReactElement {
  const [begun, setBegun] = useState<number>();
  const volumes = lipidVolumes(typedWeight(weight));
  return (
    <RescueCard
      volumes={volumes.ok ? volumes.value : undefined}
      begun={begun}
      onBegun={setBegun}
      headingId="bedside-rescue"
    />
  );
}
