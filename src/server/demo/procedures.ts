import { medicines } from '../../content/decide/medicines.ts';
import { rules } from '../../content/decide/rules.ts';
import { scopeRows } from '../../content/scope/scope.ts';
import { agents } from '../../content/treat/agents.ts';
import { CONSENT_VERSION, INSTRUCTIONS_VERSION } from '../../content/treat/consent.ts';
import { depths } from '../../content/treat/depths.ts';
import type { Atlas } from '../../core/atlas/atlas.ts';
import { isPart, type AnyPart, type EpisodeRecord, type Patient, type Visit } from '../../core/episode.ts';
import { checkProcedure, type ProcedureCheck } from '../../core/treat/check-procedure.ts';
import { contextOf, heldAgainst, type Around } from '../../core/treat/hold-procedure.ts';
import type { Procedure } from '../../core/treat/procedure.ts';
import { TIME_OUT_CHECKS } from '../../core/treat/procedure.ts';
import { scopeOf } from '../../core/treat/scope.ts';
import type { Day, Instant } from '../../kit/time.ts';

/** One invented treatment: whose, at which visit counted from 0, how, where, and pain before and after. */
interface Told {
  readonly story: string;
  readonly visit: number;
  readonly kind: 'injection' | 'dry-needling' | 'manual';
  readonly sites: readonly string[];
  readonly pain: readonly [before: number, after: number];
}

/** Invented treatments of invented patients; a test holds each against everything that a real one is held against. */
export const TREATMENTS: readonly Told[] = [
  {
    story: '02',
    visit: 0,
    kind: 'injection',
    sites: ['quadratus-lumborum-superficial-lower-right'],
    pain: [6, 3],
  },
  { story: '03', visit: 0, kind: 'manual', sites: ['masseter-superficial-1-right'], pain: [6, 4] },
  { story: '06', visit: 0, kind: 'dry-needling', sites: ['infraspinatus-1-right'], pain: [7, 4] },
  { story: '07', visit: 0, kind: 'manual', sites: ['infraspinatus-2-left'], pain: [6, 5] },
];

/** The procedures of an invented patient, from everything else that was invented about them. */
export function procedureRecords(
  patient: Patient,
  records: readonly EpisodeRecord[],
  { atlas, newId }: { readonly atlas: Atlas; readonly newId: () => string },
): readonly AnyPart[] {
  const number = /^Synthetic (\d+)/.exec(patient.label)?.[1];
  const visits = records.filter((r): r is Visit => r.kind === 'visit');
  return TREATMENTS.filter((told) => told.story === number).flatMap((told): readonly AnyPart[] => {
    const visit = visits[told.visit];
    if (visit === undefined) return [];
    const at = `${visit.day}T09:40:00.000Z` as Instant;
    const plain = procedureOf(told, patient, visit.day);
    const about = { records, visit, atlas, at };
    const asks = holdDemo(plain, about).check.complaints.some((c) => c.at === 'override.reason');
    const procedure = asks ? { ...plain, override: OVERRIDE } : plain;
    const { check, held } = holdDemo(procedure, about);
    if (check.complaints.length > 0)
      throw new Error(`demo procedure of ${patient.label}: ${JSON.stringify(check.complaints)}`);
    return [
      {
        kind: 'procedure',
        id: newId(),
        clinicId: patient.clinicId,
        patientId: patient.id,
        visitId: visit.id,
        version: 1,
        by: patient.by,
        at,
        body: { state: 'finished', procedure, held },
      },
    ];
  });
}

/** Why a treatment was done with questions of the screen still open. */
const OVERRIDE = { reason: 'What was open was asked and answered by word of mouth', by: 'Dr Demo' };

function holdDemo(
  procedure: Procedure,
  about: {
    readonly records: readonly EpisodeRecord[];
    readonly visit: Visit;
    readonly atlas: Atlas;
    readonly at: Instant;
  },
): { readonly check: ProcedureCheck; readonly held: ReturnType<typeof heldAgainst> } {
  const { records, visit, atlas, at } = about;
  const parts = records.filter(isPart);
  const background = parts.find((p) => p.kind === 'background')?.body;
  const screening = parts.find((p) => p.kind === 'screening' && p.id === visit.id)?.body;
  const born = parts.find((p) => p.kind === 'identity')?.body.born;
  const around = {
    sites: new Map(atlas.sites.map((site) => [site.id, site] as const)),
    agents,
    depths,
    rules,
    medicines,
    ...(background === undefined ? {} : { background }),
    ...(screening === undefined ? {} : { screening }),
    ...(born === undefined ? {} : { born }),
    others: [],
  } as Around;
  const context = contextOf(procedure, around);
  const check = checkProcedure(procedure, context);
  const scope = scopeOf(scopeRows, {
    place: undefined,
    role: 'physician',
    procedure: procedure.kind,
    day: procedure.day,
  });
  return {
    check,
    held: heldAgainst(check, context, { at, content: atlas.version, scope, place: undefined }),
  };
}

function procedureOf(told: Told, patient: Patient, day: Day): Procedure {
  const [before, after] = told.pain;
  const common = {
    day,
    operator: { name: 'Dr Demo', credential: 'physician' },
    consent: {
      version: CONSENT_VERSION,
      signed: `${day}T09:15:00.000Z` as Instant,
      by: patient.label,
      signature: { kind: 'typed' as const },
    },
    timeOut: { at: `${day}T09:17:00.000Z` as Instant, checked: [...TIME_OUT_CHECKS] },
    before: { scale: 'NPRS now', value: before },
    after: { scale: 'NPRS now', value: after },
    adverse: [],
    instructions: { version: INSTRUCTIONS_VERSION, call: '555 0100 (invented)' },
  };
  const needles = {
    guidance: { kind: 'palpation' as const },
    needlesIn: told.sites.length,
    needlesOut: told.sites.length,
  };
  const needled = (site: string) => ({
    site,
    approach: 'flat palpation, straight in',
    skinPreparation: 'Chlorhexidine 2 % in alcohol',
    twitches: 2,
    referral: 'present' as const,
    at: `${day}T09:20:00.000Z` as Instant,
  });
  switch (told.kind) {
    case 'injection':
      return {
        ...common,
        ...needles,
        kind: 'injection',
        sites: told.sites.map((site) => ({
          ...needled(site),
          needle: { gauge: 25, length: 38 },
          depth: 30,
          aspiration: 'negative' as const,
          injectates: [
            {
              agent: 'lidocaine',
              concentration: { value: 1, unit: 'percent' as const },
              volume: 1,
              lot: 'INVENTED-1',
              expiry: '2027-12-31' as Day,
            },
          ],
        })),
      };
    case 'dry-needling':
      return {
        ...common,
        ...needles,
        kind: 'dry-needling',
        sites: told.sites.map((site) => ({
          ...needled(site),
          needle: { gauge: 32, length: 30 },
          depth: 15,
          technique: 'pistoning' as const,
          dwell: 20,
        })),
      };
    case 'manual':
      return {
        ...common,
        kind: 'manual',
        sites: told.sites.map((site) => ({
          site,
          technique: 'Sustained pressure',
          pressure: { scale: 'rated' as const, value: 6 },
          seconds: 60,
          repetitions: 3,
          released: 'present' as const,
        })),
      };
  }
}
