import type { Day } from '../../../kit/time.ts';
import type { FilingPlace } from '../../api/imaging.ts';

/** A visit that is filed into, with what tells a person which it is. */
export interface VisitPlace extends FilingPlace {
  readonly label: string;
  readonly day: Day;
}
