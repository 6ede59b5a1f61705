import type { Frequency, Pattern } from './muscle.ts';
import type { Sourced } from './source.ts';

/** Kinds of explanation for pain other than a trigger point. */
export const FAMILIES = [
  'root',
  'nerve',
  'facet',
  'joint',
  'visceral',
  'vascular',
  'headache',
  'widespread',
] as const;
export type Family = (typeof FAMILIES)[number];

/** A question or test that tells this explanation from a muscle. */
export interface Discriminator extends Sourced {
  /** In our own words, as a clinician would ask or do it. */
  readonly text: string;
  /** Present speaks for this explanation, or against it. */
  readonly speaks: 'for' | 'against';
  /** P(present | this explanation), when the source measured it. */
  readonly sensitivity?: number;
  /** P(absent | another reason for the same pain), when the source measured it. Both or neither. */
  readonly specificity?: number;
}

/**
 * Something other than a muscle that can make the same regions hurt: written for the left side when it
 * exists on both.
 */
export interface ExplanationEntry extends Sourced {
  readonly id: string;
  readonly name: string;
  readonly family: Family;
  readonly paired: boolean;
  /** Missing it can cost life, limb or sight: it may not fall out of the list. */
  readonly dangerous: boolean;
  readonly frequency: Frequency;
  readonly patterns: readonly Pattern[];
  /** What to ask. */
  readonly ask: readonly Discriminator[];
  /** What to examine. */
  readonly examine: readonly Discriminator[];
  /** Ids of rules in `content/decide/rules.json` that this pattern calls for. */
  readonly flags: readonly string[];
  /** One sentence: what to do when it stands above the muscles. */
  readonly then: string;
}
