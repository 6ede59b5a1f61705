import { STATUSES } from '../../core/atlas/source.ts';
import { MEDICINE_CLASSES, type MedicineRow } from '../../core/decide/medicines.ts';
import { show, type Complaint } from '../../kit/complaint.ts';
import { checkOnce, checkRows, type Shape } from '../reader.ts';
import rows from './medicines.json' with { type: 'json' };

const MEDICINE: Shape = {
  source: 'text',
  status: STATUSES,
  id: 'text',
  names: ['text'],
  atc: ['text'],
  rxnorm: 'text?',
  classes: ['text'],
};

/** Medicines that are recognised by name or code. */
export const medicines: readonly MedicineRow[] = rows as readonly MedicineRow[];

/** Every fault in the medicine rows: shape, sources, classes that do not exist, names or codes used twice. */
export function checkMedicines(sources: ReadonlySet<string>): readonly Complaint[] {
  const classes: readonly string[] = MEDICINE_CLASSES;
  return [
    ...checkRows(rows, 'medicines', MEDICINE, sources),
    ...checkOnce(
      medicines.flatMap((row) => row.names),
      'medicines.names',
    ),
    ...checkOnce(
      medicines.flatMap((row) => row.atc),
      'medicines.atc',
    ),
    ...medicines.flatMap((row) => [
      ...row.classes
        .filter((c) => !classes.includes(c))
        .map((c) => ({ at: `${row.id}.classes`, expected: `one of ${classes.join(', ')}`, got: show(c) })),
      ...row.names
        .filter((name) => name !== name.toLowerCase())
        .map((name) => ({ at: `${row.id}.names`, expected: 'lower case', got: show(name) })),
      ...row.atc
        .filter((code) => !/^[A-Z]\d\d([A-Z]([A-Z](\d\d)?)?)?$/.test(code))
        .map((code) => ({ at: `${row.id}.atc`, expected: 'an ATC code', got: show(code) })),
    ]),
  ];
}
