import type { SiteId } from '../atlas/muscle.ts';
import type { Agent } from './agent.ts';
import type { Concentration } from './dose.ts';
import type {
  DryNeedledSite,
  ElectricalSite,
  InjectedSite,
  Injectate,
  ManualSite,
  Procedure,
} from './procedure.ts';

/** Names that the sentences need. */
export interface SiteNames {
  readonly name: (site: SiteId) => string;
  readonly agents: readonly Agent[];
}

/** One numbered sentence for each site of a procedure, in the order in which they were treated. */
export function sitesInWords(p: Procedure, names: SiteNames): readonly string[] {
  const sentences = (): readonly string[] => {
    switch (p.kind) {
      case 'injection':
        return p.sites.map((s) => `${needled(s, names)} ${injectedPart(s, names.agents)}`);
      case 'dry-needling':
        return p.sites.map((s) => `${needled(s, names)} ${dryPart(s)}`);
      case 'manual':
        return p.sites.map((s) => manual(s, names));
      case 'electrical':
        return p.sites.map((s) => electrical(s, names));
    }
  };
  return sentences().map((text, i) => `${i + 1}. ${text}`);
}

function needled(s: InjectedSite | DryNeedledSite, { name }: SiteNames): string {
  const twitches =
    s.twitches === 0 ? 'no twitch' : s.twitches === 1 ? 'one twitch' : `${s.twitches} twitches`;
  const referral = {
    present: 'referral reproduced',
    absent: 'no referral',
    unknown: 'referral not recorded',
  }[s.referral];
  const measured = s.measured === undefined ? '' : `, ${s.measured} mm measured to what lies beneath`;
  return `${name(s.site)}: ${s.skinPreparation}; ${s.needle.gauge} G × ${s.needle.length} mm, ${s.approach}, ${s.depth} mm deep${measured}; ${twitches}, ${referral};`;
}

function injectedPart(s: InjectedSite, agents: readonly Agent[]): string {
  const aspiration = s.aspiration === 'not-done' ? 'aspiration not done' : `aspiration: ${s.aspiration}`;
  const given = s.injectates.map((i) => injectate(i, agents)).join('; ');
  return `${aspiration}; ${given}.${reasonOf(s)}`;
}

function injectate(
  { agent, concentration, volume, lot, expiry }: Injectate,
  agents: readonly Agent[],
): string {
  const name = agents.find((a) => a.id === agent)?.name ?? agent;
  return `${name} ${strength(concentration)}, ${volume} mL, lot ${lot}, expires ${expiry}`;
}

const strength = ({ value, unit }: Concentration): string => `${value} ${unit === 'percent' ? '%' : unit}`;

function dryPart(s: DryNeedledSite): string {
  const current =
    s.current === undefined ? 'no current' : `current ${s.current.frequency} Hz for ${s.current.minutes} min`;
  return `${s.technique}, ${s.dwell} s, ${current}.${reasonOf(s)}`;
}

const reasonOf = ({ reason }: { readonly reason?: string }): string =>
  reason === undefined ? '' : ` Why here: ${reason}`;

const manual = (s: ManualSite, { name }: SiteNames): string =>
  `${name(s.site)}: ${s.technique}, ${s.pressure.scale === 'rated' ? `pressure rated ${s.pressure.value} of 10` : `${s.pressure.value} kPa`}, ${s.repetitions} × ${s.seconds} s; ${{ present: 'release felt', absent: 'no release', unknown: 'release not recorded' }[s.released]}.`;

const electrical = (s: ElectricalSite, { name }: SiteNames): string =>
  `${name(s.site)}: ${s.form}, ${s.current.frequency} Hz for ${s.current.minutes} min, ${s.electrodes}.`;
