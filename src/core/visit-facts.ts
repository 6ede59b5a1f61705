import type { Site, SiteId } from './atlas/muscle.ts';
import type { Screening } from './decide/screening.ts';
import type { VisitFacts } from './decide/visit-candidacy.ts';
import type { AnyPart, Patient, PartRecord, Visit } from './episode.ts';
import type { PartKind } from './chart-part.ts';
import { bornOn } from './identity.ts';

/** What of a chart is read here. */
export interface ChartParts {
  readonly patient: Patient;
  readonly visit: Visit;
  readonly parts: readonly AnyPart[];
}

/**
 * Collect from a chart what decides candidacy at its visit: background, safety screen, age, and every site that is
 * planned at the screen or stands in a procedure of this visit.
 *
 * @param siteOf the atlas; a site that it does not know says nothing about where it lies
 */
export function visitFacts(
  { patient, visit, parts }: ChartParts,
  siteOf: (id: SiteId) => Site | undefined,
): VisitFacts {
  const background = find(parts, 'background', patient.id)?.body;
  const screening = find(parts, 'screening', visit.id)?.body;
  const born = bornOn(find(parts, 'identity', patient.id)?.body, patient.birthYear);
  const treated = parts.flatMap((part) =>
    part.kind === 'procedure' && part.visitId === visit.id
      ? part.body.procedure.sites.map(({ site }) => site)
      : [],
  );
  const ids = new Set([...(screening?.sites ?? []), ...treated]);
  return {
    ...(background !== undefined && { background }),
    ...(screening !== undefined && { screening }),
    ...(born !== undefined && { born }),
    sites: [...ids].map(siteOf).filter((s) => s !== undefined),
    today: visit.day,
  };
}

/** The safety screens of other visits, those of the past last. */
export function otherScreenings({ visit, parts }: ChartParts): readonly Screening[] {
  return parts.flatMap((part) => (part.kind === 'screening' && part.id !== visit.id ? [part.body] : []));
}

const find = <K extends PartKind>(
  parts: readonly AnyPart[],
  kind: K,
  id: string,
): PartRecord<K> | undefined =>
  parts.find((part) => part.kind === kind && part.id === id) as PartRecord<K> | undefined;
