/**
 * How the pain of one region feels. Null where nobody asked, as in every drawing that was written before; an empty list
 * where none of the words fitted. Inside a second drawing they lie in its JSON.
 */
export const PAIN_WORDS = `
alter table drawing_region add column words jsonb;
`;
