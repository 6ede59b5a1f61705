import type { ReactElement } from 'react';
import { Gate } from './gate.tsx';

/** The ultrasound workspace by itself: it belongs to no patient and keeps nothing. */
export function UltrasoundPage(): ReactElement {
  return <Gate visit={undefined} />;
}
