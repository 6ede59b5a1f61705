import type { Frequency, Learned, Pattern } from './muscle.ts';
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

/** How often something is at work in a patient of such a clinic, where a source measured it. */
export interface BaseRate extends Sourced {
  /** P(at work, on one side when it has sides), before anything is drawn. In (0, 1). */
  readonly value: number;
  /** How the figure follows from what was measured, to be checked by hand. */
  readonly reckoning: string;
}

/** How often both sides hurt together. */
export interface BothSides extends Sourced {
  /** Share of patients with it in whom both sides hurt. In (0, 1). */
  readonly share: number;
}

/**
 * How soon to act when a dangerous explanation cannot be ruled out; the most urgent first.
 *
 * The same words as the rules of safety use.
 */
export const URGENCIES = ['emergency', 'same-day', 'refer'] as const;
export type ExplanationUrgency = (typeof URGENCIES)[number];

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
  /** Instead of the word above, where it was measured. */
  readonly baseRate?: BaseRate;
  /** Absent: hurts on one side at a time, or too few regions for it to matter. */
  readonly bothSides?: BothSides;
  /** Of a dangerous one, and of no other. */
  readonly urgency?: ExplanationUrgency;
  readonly patterns: readonly Pattern[];
  readonly learned?: readonly Learned[];
  /** What to ask. */
  readonly ask: readonly Discriminator[];
  /** What to examine. */
  readonly examine: readonly Discriminator[];
  /** Ids of rules in `content/decide/rules.json` that this pattern calls for; the one that asks for it comes first. */
  readonly flags: readonly string[];
  /** One sentence: what to do when it stands above the muscles. */
  readonly then: string;
}
