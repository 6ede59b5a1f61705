import type { Atlas } from '../core/atlas/atlas.ts';
import type { RankingShown } from '../core/episode.ts';
import { ratesOfVersion, withAcceptedRates, type ClinicRates } from '../core/localise/accepted-rates.ts';
import { ENGINE_VERSION, localise } from '../core/localise/localise.ts';
import { compileNetwork, type Network } from '../core/localise/network.ts';
import { clinicRates } from '../core/rates-decision.ts';
import type { Engine } from '../store/sql/engine.ts';
import { sqlStore } from '../store/sql/store.ts';
import type { Anchor } from '../core/audit.ts';
import { verifyChains } from '../store/verify.ts';
import { verifyAudit } from '../store/verify-audit.ts';
import { verifyNotes } from '../store/verify-notes.ts';

/** What a look through everything that is kept found. */
export interface Verification {
  /** Sentences; empty when all is well. */
  readonly faults: readonly string[];
  /** How much was looked at, in a line. */
  readonly summary: string;
}

const OTHER_VERSIONS = 'made by other versions';

/**
 * Check every version chain and the audit trail, and compute every ranking again that this content and code produced.
 *
 * @param anchors ends of audit trails that were noted elsewhere, by clinic
 */
export async function verifyStore(
  engine: Engine,
  atlas: Atlas,
  anchors: ReadonlyMap<string, readonly Anchor[]> = new Map(),
): Promise<Verification> {
  const store = sqlStore(engine);
  await store.chainAudit('all');
  const shipped = compileNetwork(atlas);
  const faults: string[] = [];
  const count = { clinics: 0, patients: 0, visits: 0, same: 0, others: 0, audited: 0, notes: 0 };
  const ends: string[] = [];
  for (const { id: clinic } of await store.clinics()) {
    count.clinics++;
    for (const { kind, id, what } of await verifyChains(engine, clinic))
      faults.push(`${kind} ${id}: ${what}`);
    const audit = await verifyAudit(engine, clinic, anchors.get(clinic));
    count.audited += audit.end.position;
    if (audit.end.position > 0) ends.push(`${clinic}=${audit.end.position}:${audit.end.digest}`);
    for (const { position, what } of audit.faults) faults.push(`audit event ${position}: ${what}`);
    for (const { kind, id, version, what } of audit.records)
      faults.push(`${kind} ${id} version ${version}: ${what} since it was written`);
    const { rankings, rates } = await store.transaction(clinic, async (records) => {
      const shown: RankingShown[] = [];
      for (const { patient } of await records.patients()) {
        count.patients++;
        const notes = await verifyNotes(records, patient.id);
        count.notes += notes.signed;
        faults.push(...notes.faults);
        for (const visit of await records.visitsOf(patient.id)) {
          count.visits++;
          shown.push(...(await records.rankingsOf(visit.id)));
        }
      }
      return { rankings: shown, rates: clinicRates(await records.ratesDecisions()) };
    });
    const networkOf = networksOf(shipped, rates);
    for (const ranking of rankings) {
      const outcome = recompute(networkOf(ranking.versions.parameters), ranking);
      if (outcome === OTHER_VERSIONS) count.others++;
      else if (outcome === undefined) count.same++;
      else faults.push(`ranking ${ranking.id}: ${outcome}`);
    }
  }
  const others =
    count.others === 0 ? '' : `; ${count.others} were made by other versions and cannot be computed here`;
  const summary =
    `${count.clinics} clinics, ${count.patients} patients, ${count.visits} visits; ` +
    `${count.same} rankings computed again to the bit${others}; ${count.notes} signed notes with their digests; ${count.audited} audited accesses` +
    ends.map((end) => `\nEnd of the audit trail: ${end}`).join('');
  return { faults, summary };
}

/** The network of each version of the parameters: of those that ship, or with rates that the clinic accepted. */
function networksOf(shipped: Network, rates: ClinicRates | undefined): (version: string) => Network {
  const compiled = new Map<string, Network>();
  return (version) => {
    const accepted = ratesOfVersion(rates, version);
    if (accepted === undefined) return shipped;
    const known = compiled.get(accepted.name);
    if (known !== undefined) return known;
    const network = compileNetwork(shipped.atlas, withAcceptedRates(shipped.parameters, accepted));
    compiled.set(accepted.name, network);
    return network;
  };
}

/** What is wrong with a ranking that was shown; undefined when every probability has the same bits again. */
export function recompute(network: Network, shown: RankingShown): string | undefined {
  const { content, engine, parameters } = shown.versions;
  const isOurs =
    content === network.atlas.version &&
    engine === ENGINE_VERSION &&
    parameters === network.parameters.version;
  if (!isOurs) return OTHER_VERSIONS;
  const again = localise(network, shown.request, 'bars');
  if (!again.ok) return 'its question is not understood';
  const probabilities = new Map(again.value.ranked.map(({ site, probability }) => [site, probability]));
  const wrong = shown.sites.find(({ site, probability }) => !Object.is(probabilities.get(site), probability));
  if (wrong === undefined) return undefined;
  const computed = probabilities.get(wrong.site);
  return `${wrong.site} was shown with ${wrong.probability} and computes to ${computed ?? 'nothing'}`;
}
