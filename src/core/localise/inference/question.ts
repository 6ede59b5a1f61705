/**
 * One question to the elimination, in numbers only. `inference` knows no medicine: causes, regions and links
 * are indices into the network, weights are likelihoods on any common scale.
 */
export interface Question {
  /** Painted regions, ascending. All other regions must already be folded into `w0` and `w1`. */
  readonly painted: Int32Array;
  /** Per painted region: P(what was drawn | nothing made it hurt) and P(… | something did). */
  readonly lambda0: Float64Array;
  readonly lambda1: Float64Array;
  /** Per painted region: weights of "no unknown reason at work" and "an unknown reason at work". */
  readonly leak0: Float64Array;
  readonly leak1: Float64Array;
  /** Per link of the network, read for painted regions only: weights of "not at work" and "at work", cause active. */
  readonly linkOff: Float64Array;
  readonly linkOn: Float64Array;
  /** Hypotheses about the whole patient, such as severity; each with its own weights of every cause. */
  readonly levels: readonly Level[];
}

/** One hypothesis about the whole patient. */
export interface Level {
  /** P(level) before anything is known. */
  readonly share: number;
  /**
   * Per cause: weight of inactive and of active, everything but the painted regions included.
   * For a cause of the exclusive group, `w0` is 1 and `w1` the odds.
   */
  readonly w0: Float64Array;
  readonly w1: Float64Array;
}

/** Which cause reaches which region: the part of the network that the elimination needs. */
export interface Graph {
  readonly linkStart: Int32Array;
  readonly linkRegion: Int32Array;
  readonly linkCause: Int32Array;
  readonly regionStart: Int32Array;
  readonly regionLinks: Int32Array;
  /**
   * 1 for the causes of which at most one is active at a time. They reach so many regions that tables over them
   * would be too large; as hypotheses about the whole patient they cost one run each.
   */
  readonly isExclusive: Uint8Array;
}

/** What one level says. */
export interface LevelPosterior {
  /** P(level | everything). */
  readonly probability: number;
  /** P(cause active | everything, level), per cause. */
  readonly active: Float64Array;
}

/** The answer to a question. */
export interface Posterior {
  /** Natural logarithm of the probability of the evidence. */
  readonly logEvidence: number;
  /** P(active | everything), per cause. */
  readonly active: Float64Array;
  /** P(active and this link at work | everything), per link; 0 for links into regions that are not painted. */
  readonly link: Float64Array;
  /** P(an unknown reason is at work | everything), per painted region. */
  readonly leak: Float64Array;
  readonly levels: readonly LevelPosterior[];
}
