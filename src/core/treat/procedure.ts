import type { Answer } from '../answer.ts';
import type { SiteId } from '../atlas/muscle.ts';
import type { Score } from '../examine/score.ts';
import type { Day, Instant } from '../../kit/time.ts';
import type { Concentration } from './dose.ts';

/** A needle: its gauge, and its length in millimetres. */
export interface Needle {
  readonly gauge: number;
  readonly length: number;
}

/** What went through the needle at one site. */
export interface Injectate {
  readonly agent: string;
  readonly concentration: Concentration;
  /** Millilitres. */
  readonly volume: number;
  readonly lot: string;
  readonly expiry: Day;
}

/** What every needled site records. */
interface Needled {
  readonly site: SiteId;
  readonly needle: Needle;
  /** Direction and grip: `pincer, tangential`. */
  readonly approach: string;
  /** How deep the tip went, millimetres. */
  readonly depth: number;
  /** Skin to the nearest dangerous structure by ultrasound at this site today, millimetres. */
  readonly measured?: number;
  readonly skinPreparation: string;
  /** Local twitch responses counted. */
  readonly twitches: number;
  /** Whether the needle reproduced the referral. */
  readonly referral: Answer;
  /** Why it was done although something advised against it here. */
  readonly reason?: string;
  /** When the site was begun. Absent: not known, only the day. */
  readonly at?: Instant;
}

/** What drawing back the plunger showed. */
export const ASPIRATIONS = ['negative', 'blood', 'air', 'not-done'] as const;
export type Aspiration = (typeof ASPIRATIONS)[number];

/** One site into which something was injected. */
export interface InjectedSite extends Needled {
  readonly aspiration: Aspiration;
  readonly injectates: readonly Injectate[];
}

/** How a dry needle was moved. */
export const NEEDLING_TECHNIQUES = ['pistoning', 'static', 'superficial', 'rotation'] as const;
export type NeedlingTechnique = (typeof NEEDLING_TECHNIQUES)[number];

/** Current through needles or electrodes. */
export interface Current {
  /** Hertz. */
  readonly frequency: number;
  /** Microseconds. */
  readonly pulse?: number;
  readonly minutes: number;
}

/** One site that was needled without injecting anything. */
export interface DryNeedledSite extends Needled {
  readonly technique: NeedlingTechnique;
  /** Seconds that the needle stayed. */
  readonly dwell: number;
  readonly current?: Current;
}

/** One site that was treated by hand. */
export interface ManualSite {
  readonly site: SiteId;
  readonly technique: string;
  /** Pressure as the patient rated it, 0 to 10, or as an algometer showed it. */
  readonly pressure: { readonly scale: 'rated' | 'kPa'; readonly value: number };
  readonly seconds: number;
  readonly repetitions: number;
  readonly released: Answer;
}

/** One site that was treated with current through the skin. */
export interface ElectricalSite {
  readonly site: SiteId;
  /** The form of current: `TENS`. */
  readonly form: string;
  readonly current: Current;
  readonly electrodes: string;
}

/** What is compared aloud before the first site. */
export const TIME_OUT_CHECKS = ['patient', 'side-and-site', 'allergies', 'consent'] as const;
export type TimeOutCheck = (typeof TIME_OUT_CHECKS)[number];

/** How bad something was, from a nuisance to an emergency. */
export const SEVERITIES = ['mild', 'moderate', 'severe'] as const;

/** How a consent was signed: a name that was typed, or lines drawn in a box 1 wide, x to the right and y down. */
export type Signature =
  | { readonly kind: 'typed' }
  | { readonly kind: 'drawn'; readonly lines: readonly (readonly (readonly [x: number, y: number])[])[] };

/** What every procedure records. */
interface Common {
  readonly day: Day;
  readonly operator: { readonly name: string; readonly credential: string };
  readonly timeOut?: { readonly at: Instant; readonly checked: readonly TimeOutCheck[] };
  readonly consent?: {
    /** Of the text that was signed: `content/treat/consent`. */
    readonly version: string;
    readonly signed: Instant;
    /** The name, whichever way it was signed. */
    readonly by: string;
    /** Absent: on paper. */
    readonly signature?: Signature;
  };
  /** Pain before and after, on one scale. */
  readonly before?: Pick<Score, 'scale' | 'value'>;
  readonly after?: Pick<Score, 'scale' | 'value'>;
  /** Untoward events at the bedside. Empty: watched for, and there was none. Absent: nobody said. */
  readonly adverse?: readonly { readonly what: string; readonly severity: (typeof SEVERITIES)[number] }[];
  /** Instructions that were given, by version, and whom to call. */
  readonly instructions?: { readonly version: string; readonly call: string };
  /** Why it was done against the candidacy of the screen. Kept with the record. */
  readonly override?: { readonly reason: string; readonly by: string };
}

/** How the needle was guided. Ultrasound needs its reason, since payers often do not cover it. */
export type Guidance =
  | { readonly kind: 'palpation' }
  | {
      readonly kind: 'ultrasound';
      readonly reason: string;
      readonly image: string;
      readonly needleSeen: Answer;
    };

/** What every procedure with needles records. */
interface WithNeedles extends Common {
  readonly guidance: Guidance;
  readonly needlesIn?: number;
  readonly needlesOut?: number;
}

/** Each way to treat is a record of its own form. */
export type Procedure =
  | (WithNeedles & {
      readonly kind: 'injection';
      readonly sites: readonly InjectedSite[];
      /** Why a steroid was given. */
      readonly steroidReason?: string;
    })
  | (WithNeedles & { readonly kind: 'dry-needling'; readonly sites: readonly DryNeedledSite[] })
  | (Common & { readonly kind: 'manual'; readonly sites: readonly ManualSite[] })
  | (Common & { readonly kind: 'electrical'; readonly sites: readonly ElectricalSite[] });

/**
 * The next injected site, from the settings of the last: needle, approach, depth, skin preparation and syringe stay.
 *
 * What was found there does not: depth measured by ultrasound, twitches, referral, aspiration and reason start anew.
 */
export function nextInjectedSite(last: InjectedSite, site: SiteId): InjectedSite {
  return { ...settingsOf(last), site, aspiration: 'not-done', injectates: last.injectates };
}

/** The next dry-needled site, from the settings of the last, as for an injected one. */
export function nextDryNeedledSite(last: DryNeedledSite, site: SiteId): DryNeedledSite {
  const { technique, dwell, current } = last;
  return { ...settingsOf(last), site, technique, dwell, ...(current === undefined ? {} : { current }) };
}

const settingsOf = ({ needle, approach, depth, skinPreparation }: Needled): Omit<Needled, 'site'> => ({
  needle,
  approach,
  depth,
  skinPreparation,
  twitches: 0,
  referral: 'unknown',
});
