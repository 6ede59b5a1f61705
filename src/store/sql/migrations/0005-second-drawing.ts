/**
 * A second drawing of the same pain, and answers about explanations other than a muscle.
 *
 * Both belong to a version of a record that is there already, and are null in every version that was written before.
 */
export const SECOND_DRAWING = `
alter table drawing_version add column again jsonb;
alter table findings_version add column answers jsonb;
`;
