import { STATUSES } from '../../core/atlas/source.ts';
import { MODALITIES, type Modality } from '../../core/decide/candidacy.ts';
import {
  CONSENT_WEIGHTS,
  INSTRUCTION_PARTS,
  type ConsentLine,
  type InstructionLine,
} from '../../core/treat/consent.ts';
import { show, type Complaint } from '../../kit/complaint.ts';
import { checkRows, type Shape } from '../reader.ts';
import consentRows from './consent.json' with { type: 'json' };
import instructionRows from './instructions.json' with { type: 'json' };

/** Version of the text that is signed. Raised with every change of a word in it. */
export const CONSENT_VERSION = 'C-1';
/** Version of the instructions that are handed out. Raised with every change of a word in them. */
export const INSTRUCTIONS_VERSION = 'I-1';

const LINE: Shape = { source: 'text', status: STATUSES, id: 'text', modalities: ['text'], says: 'text' };

/** Benefits and risks, with numbers where somebody counted. */
export const consentLines: readonly ConsentLine[] = consentRows as readonly ConsentLine[];
/** What to expect, what to do, and when to call. */
export const instructionLines: readonly InstructionLine[] = instructionRows as readonly InstructionLine[];

/** What is said about one way to treat. */
export const consentFor = (modality: Modality): readonly ConsentLine[] =>
  consentLines.filter((line) => line.modalities.includes(modality));

/** What is handed out after one way to treat. */
export const instructionsFor = (modality: Modality): readonly InstructionLine[] =>
  instructionLines.filter((line) => line.modalities.includes(modality));

/** Every fault in these rows: shape, sources, ways to treat that do not exist or that nothing is said about. */
export function checkConsent(sources: ReadonlySet<string>): readonly Complaint[] {
  const known: readonly string[] = MODALITIES;
  const all = [...consentLines, ...instructionLines];
  return [
    ...checkRows(consentRows, 'consent', { ...(LINE as object), weight: CONSENT_WEIGHTS }, sources),
    ...checkRows(instructionRows, 'instructions', { ...(LINE as object), part: INSTRUCTION_PARTS }, sources),
    ...all.flatMap((line) =>
      line.modalities
        .filter((m) => !known.includes(m))
        .map((m) => ({ at: `${line.id}.modalities`, expected: `one of ${known.join(', ')}`, got: show(m) })),
    ),
    ...MODALITIES.flatMap((m) => [
      ...(consentFor(m).some((line) => line.weight !== 'benefit')
        ? []
        : [{ at: `consent.${m}`, expected: 'a risk', got: 'none' }]),
      ...(instructionsFor(m).some((line) => line.part === 'call')
        ? []
        : [{ at: `instructions.${m}`, expected: 'when to call', got: 'nothing' }]),
    ]),
  ];
}
