import { err, ok, type Result } from '../../../kit/result.ts';
import { words } from './words.ts';

/** The two fields as typed. */
export interface NewPatientForm {
  readonly label: string;
  readonly birthYear: string;
}

/** What is wrong with each field; a field that is absent is right. */
export interface FormFaults {
  readonly label?: string;
  readonly birthYear?: string;
}

/** Read the form, or say per field what was expected and what was got. The server checks the same again. */
export function readForm(
  form: NewPatientForm,
  thisYear: number,
): Result<{ readonly label: string; readonly birthYear?: number }, FormFaults> {
  const label = form.label.trim();
  const length = Array.from(label).length;
  const text = form.birthYear.trim();
  const year = Number(text);
  const isYear = text === '' || (/^\d{4}$/.test(text) && year >= 1900 && year <= thisYear);
  const faults: FormFaults = {
    ...(length === 0 && { label: words.faults.label }),
    ...(length > 80 && { label: words.faults.labelLong(length) }),
    ...(!isYear && { birthYear: words.faults.year(text, thisYear) }),
  };
  if (Object.keys(faults).length > 0) return err(faults);
  return ok({ label, ...(text !== '' && { birthYear: year }) });
}
