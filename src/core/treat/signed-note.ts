import { canonicalJson } from '../../kit/canonical.ts';
import type { Instant } from '../../kit/time.ts';
import type { CodeEdit } from './codes.ts';
import type { Note } from './note.ts';

/** One version of one record that a note was written from. */
export interface SourceVersion {
  readonly kind: string;
  readonly id: string;
  readonly version: number;
}

/** Who signed, in their own words and by the account, and when by the server's clock. */
export interface Signature {
  /** Id of the account. */
  readonly by: string;
  readonly name: string;
  /** Their role in the clinic when they signed. */
  readonly role: string;
  readonly at: Instant;
}

/** What was added to a signed note. Never changed; the note itself stays as it was signed. */
export interface Amendment extends Signature {
  readonly text: string;
  readonly reason: string;
  /** Digest over the digest before it and everything above. */
  readonly hash: string;
}

/** What a clinician adds to a note beside what the chart says. */
export interface NoteRemarks {
  /** What the clinician makes of it. Absent: nothing was written. */
  readonly assessment?: string;
  readonly codes: readonly CodeEdit[];
}

/** A note that nobody signed yet: only what is not in the chart. The rest is written from the chart whenever it is shown. */
export interface DraftNote extends NoteRemarks {
  readonly state: 'draft';
}

/** A note that was signed, the versions that it was written from, and what was added since. */
export interface SignedNote {
  readonly state: 'signed';
  readonly note: Note;
  readonly sources: readonly SourceVersion[];
  readonly signed: Signature;
  /** Digest over note, sources and signature. */
  readonly hash: string;
  readonly amendments: readonly Amendment[];
}

/** One note of a visit. */
export type NoteBody = DraftNote | SignedNote;

/**
 * What is asked of a note. Its text is never sent: whoever keeps the chart writes it, from the versions that the signer
 * saw and no others.
 */
export type NoteRequest =
  | DraftNote
  | (NoteRemarks & { readonly state: 'sign'; readonly seen: readonly SourceVersion[] })
  | { readonly state: 'amend'; readonly text: string; readonly reason: string };

/** Turns text into its SHA-256, in hexadecimal; given by whoever has one. */
export type Digest = (text: string) => string;

/** Sign a note: from here on it is locked, and its digest tells any change. */
export function signNote(
  note: Note,
  sources: readonly SourceVersion[],
  signed: Signature,
  digest: Digest,
): SignedNote {
  const hash = digest(canonicalJson({ note, sources, signed }));
  return { state: 'signed', note, sources, signed, hash, amendments: [] };
}

/** Add to a signed note. */
export function amendNote(
  signed: SignedNote,
  { text, reason, by, name, role, at }: Omit<Amendment, 'hash'>,
  digest: Digest,
): SignedNote {
  const before = signed.amendments.at(-1)?.hash ?? signed.hash;
  const added = { text, reason, by, name, role, at };
  const hash = digest(canonicalJson({ before, ...added }));
  return { ...signed, amendments: [...signed.amendments, { ...added, hash }] };
}

/** Where a signed note was changed: `note`, the number of an amendment, or undefined when nothing was. */
export function changedAt(signed: SignedNote, digest: Digest): 'note' | number | undefined {
  if (signNote(signed.note, signed.sources, signed.signed, digest).hash !== signed.hash) return 'note';
  let before = signed.hash;
  for (const [i, { hash, ...added }] of signed.amendments.entries()) {
    if (digest(canonicalJson({ before, ...added })) !== hash) return i;
    before = hash;
  }
  return undefined;
}

/** A source of a signed note that has another version now, or is there no more. */
export interface ChangedSource extends SourceVersion {
  /** The version that is current. Absent: the record is not among those given. */
  readonly now?: number;
}

/** What changed after a note was signed: its sources that have newer versions, and records that came since. */
export function changedSince(
  sources: readonly SourceVersion[],
  now: readonly SourceVersion[],
): readonly ChangedSource[] {
  const keyOf = (s: SourceVersion): string => `${s.kind} ${s.id}`;
  const current = new Map(now.map((s) => [keyOf(s), s.version]));
  const known = new Set(sources.map(keyOf));
  return [
    ...sources.flatMap((s) => {
      const version = current.get(keyOf(s));
      if (version === s.version) return [];
      return [version === undefined ? s : { ...s, now: version }];
    }),
    ...now.filter((s) => !known.has(keyOf(s))).map((s) => ({ ...s, version: 0, now: s.version })),
  ];
}
