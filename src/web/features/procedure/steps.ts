import type { Site } from '../../../core/atlas/muscle.ts';
import type { Modality } from '../../../core/decide/candidacy.ts';
import type { KeptProcedure, Prepared, Setup } from '../../../core/treat/kept-procedure.ts';
import {
  nextDryNeedledSite,
  nextInjectedSite,
  TIME_OUT_CHECKS,
  type DryNeedledSite,
  type ElectricalSite,
  type InjectedSite,
  type Injectate,
  type ManualSite,
  type Procedure,
} from '../../../core/treat/procedure.ts';
import type { Day, Instant } from '../../../kit/time.ts';

/** The scale of before and after, unless another was used before. */
export const SCALE = 'NPRS now';

/** A procedure with needles. */
export type NeedleProcedure = Extract<Procedure, { readonly kind: 'injection' | 'dry-needling' }>;

/** Whether needles are used. */
export const hasNeedles = (p: Procedure): p is NeedleProcedure =>
  p.kind === 'injection' || p.kind === 'dry-needling';

/** A procedure that begins. Nothing in it is answered for anybody. */
export function begin(
  kind: Modality,
  who: { readonly day: Day; readonly operator: Procedure['operator'] },
): KeptProcedure {
  const common = { day: who.day, operator: who.operator };
  switch (kind) {
    case 'injection':
    case 'dry-needling':
      return {
        state: 'open',
        procedure: { kind, ...common, guidance: { kind: 'palpation' }, sites: [] },
        setup: { prepared: [] },
      };
    case 'manual':
    case 'electrical':
      return { state: 'open', procedure: { kind, ...common, sites: [] } };
  }
}

/** The same with some fields of the procedure changed; a field that is undefined is taken away. */
export function patch(kept: KeptProcedure, change: Readonly<Record<string, unknown>>): KeptProcedure {
  const entries = Object.entries({ ...kept.procedure, ...change }).filter(([, value]) => value !== undefined);
  return { ...kept, procedure: Object.fromEntries(entries) as unknown as Procedure };
}

/** The same with some fields of one site changed; a field that is undefined is taken away. */
export function patchSite(
  kept: KeptProcedure,
  at: number,
  change: Readonly<Record<string, unknown>>,
): KeptProcedure {
  const sites = kept.procedure.sites.map((site, i) =>
    i === at
      ? Object.fromEntries(Object.entries({ ...site, ...change }).filter(([, value]) => value !== undefined))
      : site,
  );
  return patch(kept, { sites });
}

/** What must be done before the first site: consent, time-out, and the pain before. */
export function isBegun({ consent, timeOut, before }: Procedure): boolean {
  const signed = consent !== undefined && consent.by.trim() !== '' && consent.version !== '';
  return (
    signed &&
    before !== undefined &&
    TIME_OUT_CHECKS.every((check) => timeOut?.checked.includes(check) === true)
  );
}

/** What the set-up still lacks before a needle goes in, by the name of the field. */
export function setupLacks(kept: KeptProcedure): readonly (keyof Setup | 'label' | 'expired' | 'volume')[] {
  const { procedure, setup } = kept;
  if (!hasNeedles(procedure)) return [];
  return [
    ...(procedure.kind === 'injection'
      ? syringeLacks(setup?.prepared ?? [], procedure.day)
      : ([setup?.technique === undefined && 'technique'] as const)),
    setup?.needle === undefined && ('needle' as const),
    (setup?.skinPreparation ?? '') === '' && ('skinPreparation' as const),
  ].filter((lack) => lack !== false);
}

const syringeLacks = (
  prepared: readonly Prepared[],
  day: Day,
): readonly (false | 'prepared' | 'volume' | 'label' | 'expired')[] => [
  prepared.length === 0 && 'prepared',
  prepared.some((p) => p.volume <= 0) && 'volume',
  prepared.some((p) => p.lot === undefined || p.expiry === undefined) && 'label',
  prepared.some((p) => p.expiry !== undefined && p.expiry < day) && 'expired',
];

/** How a hand that finds the site holds the muscle, as the approach of the first needle. */
const APPROACHES = {
  flat: 'flat palpation, straight in',
  pincer: 'pincer grip, tangential',
  deep: 'deep palpation, straight in',
  intraoral: 'through the mouth',
  internal: 'internal',
} as const;

/** The solutions of the next site: the volumes of the last, the vials that lie ready now. */
function nextInjectates(
  prepared: readonly Prepared[],
  last: InjectedSite | undefined,
): readonly Injectate[] | undefined {
  const ready = prepared.flatMap(({ lot, expiry, ...rest }) =>
    lot === undefined || expiry === undefined ? [] : [{ ...rest, lot, expiry }],
  );
  if (ready.length === 0 || ready.length < prepared.length) return undefined;
  return ready.map((p) => {
    const before = last?.injectates.find((i) => i.agent === p.agent);
    return before === undefined ? p : { ...p, volume: before.volume };
  });
}

/** One more site, from the settings of the last one, or from the set-up when it is the first. */
export function withSite(kept: KeptProcedure, site: Site, at: Instant): KeptProcedure {
  const { procedure } = kept;
  switch (procedure.kind) {
    case 'injection': {
      const next = nextInjection(kept, procedure.sites.at(-1), site);
      return next === undefined ? kept : needled(kept, [...procedure.sites, { ...next, at }]);
    }
    case 'dry-needling': {
      const next = nextDry(kept, procedure.sites.at(-1), site);
      return next === undefined ? kept : needled(kept, [...procedure.sites, { ...next, at }]);
    }
    case 'manual':
      return patch(kept, { sites: [...procedure.sites, nextManual(procedure.sites.at(-1), site)] });
    case 'electrical':
      return patch(kept, { sites: [...procedure.sites, nextElectrical(procedure.sites.at(-1), site)] });
  }
}

function nextInjection(
  { setup }: KeptProcedure,
  last: InjectedSite | undefined,
  site: Site,
): InjectedSite | undefined {
  const injectates = nextInjectates(setup?.prepared ?? [], last);
  const first = firstNeedled(setup, site);
  if (injectates === undefined || first === undefined) return undefined;
  const next: InjectedSite =
    last === undefined
      ? { ...first, aspiration: 'not-done', injectates }
      : { ...nextInjectedSite(last, site.id), injectates };
  return next;
}

function nextDry(
  { setup }: KeptProcedure,
  last: DryNeedledSite | undefined,
  site: Site,
): DryNeedledSite | undefined {
  if (last !== undefined) return nextDryNeedledSite(last, site.id);
  const first = firstNeedled(setup, site);
  if (first === undefined || setup?.technique === undefined) return undefined;
  return {
    ...first,
    technique: setup.technique,
    dwell: 0,
    ...(setup.current === undefined ? {} : { current: setup.current }),
  };
}

function firstNeedled(
  setup: Setup | undefined,
  site: Site,
): Omit<DryNeedledSite, 'technique' | 'dwell'> | undefined {
  if (setup?.needle === undefined || setup.skinPreparation === undefined) return undefined;
  return {
    site: site.id,
    needle: setup.needle,
    approach: APPROACHES[site.entry.palpation.grip],
    // Not entered yet: a depth is never proposed.
    depth: 0,
    skinPreparation: setup.skinPreparation,
    twitches: 0,
    referral: 'unknown',
  };
}

const nextManual = (last: ManualSite | undefined, site: Site): ManualSite =>
  last === undefined
    ? {
        site: site.id,
        technique: '',
        pressure: { scale: 'rated', value: 0 },
        seconds: 0,
        repetitions: 1,
        released: 'unknown',
      }
    : { ...last, site: site.id, released: 'unknown' };

const nextElectrical = (last: ElectricalSite | undefined, site: Site): ElectricalSite =>
  last === undefined
    ? { site: site.id, form: '', current: { frequency: 0, minutes: 0 }, electrodes: '' }
    : { ...last, site: site.id };

/** With these sites, and one needle more when each has its own. */
function needled(kept: KeptProcedure, sites: readonly (InjectedSite | DryNeedledSite)[]): KeptProcedure {
  const used = hasNeedles(kept.procedure) ? (kept.procedure.needlesIn ?? 0) : 0;
  const needlesIn = kept.setup?.needles === 'one-for-all' ? Math.max(1, used) : used + 1;
  return patch(kept, { sites, needlesIn });
}

/** A site that was planned and not done is taken back, with the needle that was counted for it. */
export function withoutSite(kept: KeptProcedure, at: number): KeptProcedure {
  const { procedure } = kept;
  const sites: readonly unknown[] = procedure.sites;
  const left = sites.filter((_, i) => i !== at);
  if (!hasNeedles(procedure)) return patch(kept, { sites: left });
  const used = procedure.needlesIn ?? 0;
  const needlesIn = kept.setup?.needles === 'one-for-all' && left.length > 0 ? used : Math.max(0, used - 1);
  return patch(kept, { sites: left, needlesIn: needlesIn === 0 ? undefined : needlesIn });
}

/** Whether what is asked for at one site is there. The server asks again, and for more. */
export function isSiteDone(procedure: Procedure, at: number): boolean {
  switch (procedure.kind) {
    case 'injection': {
      const site = procedure.sites[at];
      return site !== undefined && site.depth > 0 && site.aspiration === 'negative';
    }
    case 'dry-needling': {
      const site = procedure.sites[at];
      return site !== undefined && site.depth > 0;
    }
    case 'manual': {
      const site = procedure.sites[at];
      return site !== undefined && site.technique !== '' && site.seconds > 0 && site.pressure.value > 0;
    }
    case 'electrical': {
      const site = procedure.sites[at];
      return site !== undefined && site.current.frequency > 0 && site.current.minutes > 0;
    }
  }
}
