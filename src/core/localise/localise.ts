import { discriminated, inOrder } from './discriminate.ts';
import { NO_EXAMINATION, type Likelihood } from './examination.ts';
import { err, ok, type Result } from '../../kit/result.ts';
import { accountsOf } from './accounts.ts';
import { askFirst } from './ask-first.ts';
import { asProbability, relevant } from './bars.ts';
import { because } from './because.ts';
import { groupsOf } from './groups.ts';
import { nextPalpations } from './next-palpation.ts';
import type { Solution } from './inference/solver.ts';
import { meanPrior, type Network } from './network.ts';
import { REGION_STATES } from './empty-regions.ts';
import { missLogOdds, observe, type Observation } from './observe.ts';
import { checkNames, parseRequest, type LocaliseError } from './parse.ts';
import type {
  Alternative,
  AnswerEffect,
  Explained,
  FindingEffect,
  Missed,
  RankedSite,
  Ranking,
  Unexplained,
  WouldChange,
} from './ranking.ts';
import { standsAbove } from './stands-above.ts';
import { SIGNS, type LocaliseRequest, type SiteFinding } from './request.ts';
import { wordEffects, type WordEffects } from './word-effects.ts';
import { answersAt, Clamped, likelihoodRatio, openSigns, reweighed } from './would-change.ts';

/** Version of the arithmetic: changed when the same input and content can give another number. */
export const ENGINE_VERSION = '7';

/**
 * `bars` leaves out `wouldChange`, which takes several times as long as everything else: for a ranking that
 * follows the finger.
 */
export type Detail = 'full' | 'bars';

/** How many leading sites are asked what would displace them. */
const CHALLENGED = 3;
/** A painted region whose pain is this likely to have an unknown reason is listed as unexplained. */
const UNEXPLAINED = 0.25;

/**
 * Rank what could make the painted regions hurt: trigger point sites, and explanations that are no muscle.
 *
 * Exact inference in a noisy-OR network of all causes at once, so that one cause's pain is not counted for another.
 * Order of regions and findings does not matter. Hypotheses to examine, never a diagnosis.
 *
 * @returns sites that share a region with the drawing or were examined, most probable first; ties in atlas order.
 *   - `nothing-painted`: no region is painted. A blank drawing is missing data, not "no pain".
 *   - `not-a-request`, `unknown-name`, `repeated`: with what was expected, what was got, and where
 */
export function localise(
  network: Network,
  request: LocaliseRequest,
  detail: Detail = 'full',
): Result<Ranking, LocaliseError> {
  const read = parseRequest(request);
  if (!read.ok) return read;
  const error = checkNames(network, read.value);
  if (error !== undefined) return err(error);
  const asked = canonical(network, read.value);
  const observation = observe(network, asked);
  const posterior = network.solver.solve(observation.question);
  const full = detail === 'full';
  const words = full ? wordEffects(network, { request: asked, observation, posterior }) : undefined;
  const scene: Scene = { network, request: asked, observation, posterior, words };
  const causes = relevant(network, observation, posterior.active);
  const sites = causes.filter((i) => network.causes[i]?.kind === 'site');
  const ranked = sites.map((i) => rankedSite(scene, i));
  const alternatives = causes
    .filter((i) => network.causes[i]?.kind === 'explanation')
    .map((i) => alternative(scene, i));
  const above = standsAbove(network, observation, asked, { alternatives, ranked });
  return ok({
    ranked,
    alternatives,
    standsAbove: above,
    askFirst: askFirst(network, observation, asked, { alternatives, standsAbove: above }),
    accounts: accountsOf(network, observation, posterior),
    unexplained: unexplained(scene),
    groups: groupsOf(network, ranked),
    next: full ? nextPalpations(network, asked, posterior) : [],
    wouldChange: full && posterior.error === 0 ? wouldChange(scene, sites) : [],
    error: asProbability(posterior.error),
    versions: {
      content: network.atlas.version,
      engine: ENGINE_VERSION,
      parameters: network.parameters.version,
    },
  });
}

/**
 * How much arithmetic a drawing takes, in modelled floating-point operations: some 0.7 ns each in WebAssembly.
 * Above `MOST_EXACT` the ranking is sampled; above some 2e7 it is better asked for in a worker.
 */
export function effort(network: Network, request: LocaliseRequest): number {
  const painted = request.regions.flatMap(({ id }) => network.regionIndex.get(id) ?? []);
  return network.solver.plan(Int32Array.from(painted).sort()).cost * network.parameters.severity.length;
}

interface Scene {
  readonly network: Network;
  readonly request: LocaliseRequest;
  readonly observation: Observation;
  readonly posterior: Solution;
  /** Absent when nobody asked how the pain feels, or when reasons are not wanted. */
  readonly words: WordEffects | undefined;
}

/** The same request whatever order it was written in: sums of doubles depend on order in the last bit. */
function canonical(network: Network, request: LocaliseRequest): LocaliseRequest {
  const bySite = (f: SiteFinding): number => network.causeIndex.get(f.site) ?? 0;
  return {
    ...request,
    findings: [...request.findings].sort(
      (a, b) => bySite(a) - bySite(b) || SIGNS.indexOf(a.sign) - SIGNS.indexOf(b.sign),
    ),
    ...(request.answers === undefined ? {} : { answers: [...request.answers].sort(inOrder) }),
  };
}

function rankedSite(scene: Scene, cause: number): RankedSite {
  const { network, observation, posterior } = scene;
  const site = network.atlas.sites[cause];
  if (site === undefined) throw new Error(`cause ${cause} is no site`);
  const probability = asProbability(posterior.active[cause] ?? 0);
  const words = scene.words?.(cause);
  const reasons = {
    site: site.id,
    muscle: site.muscle.id,
    side: site.side,
    probability,
    latent: asProbability((1 - probability) * latentWhenInactive(network, observation, cause)),
    prior: asProbability(meanPrior(network, cause)),
    explains: explained(scene, cause),
    misses: missed(scene, cause),
    findings: effects(scene, cause),
    ...(words !== undefined && { words }),
  };
  return { ...reasons, because: because(site, reasons, (id) => nameOf(network, id)) };
}

const nameOf = (network: Network, id: string): string =>
  network.atlas.regions[network.regionIndex.get(id) ?? -1]?.name ?? id;

/** P(latent | not active, examination). */
function latentWhenInactive(network: Network, { examined }: Observation, cause: number): number {
  const prior = network.causes[cause]?.latent ?? 0;
  const found = examined.get(cause);
  if (found === undefined) return prior;
  return (prior * found.latent) / (prior * found.latent + (1 - prior) * found.none);
}

function alternative(scene: Scene, cause: number): Alternative {
  const { sites, explanations } = scene.network.atlas;
  const explanation = explanations[cause - sites.length];
  if (explanation === undefined) throw new Error(`cause ${cause} is no explanation`);
  const { id, side, name, entry } = explanation;
  const words = scene.words?.(cause);
  return {
    id,
    entry: entry.id,
    name,
    family: entry.family,
    side,
    dangerous: entry.dangerous,
    flags: entry.flags,
    probability: asProbability(scene.posterior.active[cause] ?? 0),
    prior: asProbability(meanPrior(scene.network, cause)),
    explains: explained(scene, cause),
    misses: missed(scene, cause),
    answers: answerEffects(scene, cause),
    ...(words !== undefined && { words }),
  };
}

/** What each answer about an explanation did, by taking it away and leaving everything else. */
function answerEffects({ network, request, posterior }: Scene, cause: number): readonly AnswerEffect[] {
  const id = network.causes[cause]?.id ?? '';
  const own = (request.answers ?? []).filter((a) => a.explanation === id && a.answer !== 'unknown');
  const likely = (answers: typeof own): Likelihood =>
    discriminated(network, answers).get(cause) ?? NO_EXAMINATION;
  const all = likely(own);
  return own.map((row) => {
    const rest = likely(own.filter((other) => other !== row));
    const [active, inactive] = [rest.active / all.active, rest.none / all.none];
    const without = asProbability(reweighed(posterior, cause, active, inactive));
    return { item: row.item, answer: row.answer, logOdds: Math.log(inactive / active), without };
  });
}

function linksOf(network: Network, cause: number): readonly number[] {
  const links: number[] = [];
  for (let e = network.linkStart[cause] ?? 0; e < (network.linkStart[cause + 1] ?? 0); e++) links.push(e);
  return links;
}

const regionName = (network: Network, j: number): string => network.atlas.regions[j]?.id ?? '';

function explained({ network, observation, posterior }: Scene, cause: number): readonly Explained[] {
  return linksOf(network, cause)
    .filter((e) => observation.state[network.linkRegion[e] ?? 0] === REGION_STATES.painted)
    .map((e) => ({
      region: regionName(network, network.linkRegion[e] ?? 0),
      share: asProbability(posterior.link[e] ?? 0),
      strength: asProbability(network.linkStrength[e] ?? 0),
    }))
    .sort((a, b) => b.share - a.share);
}

function missed({ network, observation }: Scene, cause: number): readonly Missed[] {
  return linksOf(network, cause)
    .filter((e) => observation.state[network.linkRegion[e] ?? 0] === REGION_STATES.empty)
    .map((e) => {
      const strength = asProbability(network.linkStrength[e] ?? 0);
      return {
        region: regionName(network, network.linkRegion[e] ?? 0),
        strength,
        logOdds: missLogOdds(observation.omission, strength),
      };
    })
    .sort((a, b) => a.logOdds - b.logOdds);
}

/** What each answer at a site did, by taking it away and leaving everything else. */
function effects(scene: Scene, cause: number): readonly FindingEffect[] {
  const { network, request, posterior } = scene;
  const site = network.causes[cause]?.id ?? '';
  const own = request.findings.filter((f) => f.site === site && f.answer !== 'unknown');
  return own.map((finding) => {
    const { sign, answer } = finding;
    if (finding.regions !== undefined) {
      const without = withoutFinding(scene, finding)[cause] ?? 0;
      const logOdds = logit(posterior.active[cause] ?? 0) - logit(without);
      return { sign, answer, logOdds, without: asProbability(without) };
    }
    const all = answersAt(own, site);
    const rest = all.filter((f) => f.sign !== sign);
    const [active, inactive] = likelihoodRatio(network, cause, all, rest);
    const without = asProbability(reweighed(posterior, cause, active, inactive));
    return { sign, answer, logOdds: Math.log(inactive / active), without };
  });
}

const logit = (p: number): number => Math.log(p / (1 - p));

function withoutFinding({ network, request }: Scene, finding: SiteFinding): Float64Array {
  const findings = request.findings.filter((f) => f !== finding);
  return network.solver.solve(observe(network, { ...request, findings }).question).active;
}

function unexplained({ network, observation, posterior }: Scene): readonly Unexplained[] {
  return [...observation.question.painted]
    .map((j, at) => ({ region: regionName(network, j), leak: asProbability(posterior.leak[at] ?? 0) }))
    .filter(({ leak }) => leak >= UNEXPLAINED)
    .sort((a, b) => b.leak - a.leak);
}

/** The most probable site; of equals the one that stood before. */
const mostProbable = (sites: readonly number[], active: Float64Array): number =>
  sites.reduce((best, i) => ((active[i] ?? 0) > (active[best] ?? 0) ? i : best));

/** Answers at one of the leading sites that would put another site first. */
function wouldChange(scene: Scene, sites: readonly number[]): readonly WouldChange[] {
  const { network, request, observation, posterior } = scene;
  const [first] = sites;
  const name = (cause: number): string => network.causes[cause]?.id ?? '';
  return sites.slice(0, CHALLENGED).flatMap((cause) => {
    const clamped = new Clamped(network, observation, posterior, cause);
    const before = answersAt(request.findings, name(cause));
    return openSigns(request.findings, name(cause)).flatMap((sign) =>
      (['present', 'absent'] as const).flatMap((answer): readonly WouldChange[] => {
        const [on, off] = likelihoodRatio(network, cause, before, [...before, { sign, answer }]);
        const { active, chance } = clamped.after(on, off);
        const leader = mostProbable(sites, active);
        if (leader === first) return [];
        const becomes = asProbability(active[cause] ?? 0);
        return [
          { site: name(cause), sign, answer, first: name(leader), becomes, chance: asProbability(chance) },
        ];
      }),
    );
  });
}
