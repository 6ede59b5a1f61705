import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { checkPayerRules } from '../content/payers/rules.ts';
import { checkPathways } from '../content/treat/pathways.ts';
import { join } from 'node:path';
import { checkExplanations, checkMuscles, checkSourceRows } from '../content/atlas/check.ts';
import { explanationRows, muscleRows, shippedAtlas, sourceRows } from '../content/atlas/load.ts';
import { bodyRegions, bodyView, VIEW_IDS } from '../content/bodymap/neutral.ts';
import { checkRules, rules } from '../content/decide/rules.ts';
import { atlasReport } from '../content/report/report.ts';
import { agents, checkAgents } from '../content/treat/agents.ts';
import { checkDepths, depths } from '../content/treat/depths.ts';
import { checkVignettes, vignetteRows } from '../content/vignettes/vignettes.ts';
import type { Atlas } from '../core/atlas/atlas.ts';
import type { MuscleEntry, Site } from '../core/atlas/muscle.ts';
import type { Source } from '../core/atlas/source.ts';
import { printComplaint, show, type Complaint } from '../kit/complaint.ts';
import type { Said } from './said.ts';

/** `tautband atlas list [--json]`. */
export function listAtlas({ muscles, version }: Atlas, json: boolean): Said {
  if (json) {
    const rows = muscles.map(({ id, name, latin, area, paired, status, sites }) => ({
      id,
      name,
      latin,
      area,
      paired,
      status,
      sites: sites.map((site) => site.id),
    }));
    return { out: `${JSON.stringify({ content: version, muscles: rows })}\n` };
  }
  const width = Math.max(...muscles.map((m) => m.id.length));
  const lines = muscles.map(
    (m) =>
      `${m.id.padEnd(width)}  ${m.area.padEnd(8)}  ${String(m.sites.length).padStart(2)} sites  ${m.name}`,
  );
  const sites = muscles.reduce((sum, m) => sum + m.sites.length, 0);
  return { out: `${lines.join('\n')}\n${muscles.length} muscles, ${sites} sites, content ${version}\n` };
}

/** `tautband atlas show ID [--json]`: a muscle, a site with or without its side, or a region. */
export function showAtlas(atlas: Atlas, id: string, json: boolean): Said {
  const muscle = atlas.muscles.find((m) => m.id === id || m.sites.some((s) => s.id === id));
  const sited = atlas.sites.find((s) => s.id === id);
  const shown = muscle ?? sited?.muscle;
  if (shown !== undefined) return { out: json ? `${JSON.stringify(shown)}\n` : printMuscle(shown, id) };
  const region = atlas.regions.find((r) => r.id === id);
  if (region === undefined) {
    const complaint = { at: 'id', expected: 'the id of a muscle, a site or a region', got: show(id) };
    return { complaints: [`${printComplaint(complaint)}${nearest(atlas, id)}`] };
  }
  const referring = atlas.sites
    .flatMap((site) => site.links.filter((link) => link.region === id).map((link) => ({ site, link })))
    .sort((a, b) => b.link.strength - a.link.strength);
  if (json) {
    const referredBy = referring.map(({ site, link }) => ({
      site: site.id,
      muscle: site.muscle.id,
      ...link,
    }));
    return { out: `${JSON.stringify({ ...region, referredBy })}\n` };
  }
  const rows = referring.map(
    ({ site, link }) => `  ${link.strength.toFixed(2)}  ${link.kind.padEnd(9)}  ${nameOf(site)}`,
  );
  return { out: [`${region.name} (${region.id}), referred to by`, ...rows, ''].join('\n') };
}

const nameOf = (site: Site): string => `${site.muscle.name}, ${site.side}  ${site.id}`;

function printMuscle(muscle: MuscleEntry, id: string): string {
  const { name, latin, attachments, nerve, action, source, status } = muscle;
  const lines = [
    `${name} (${latin})`,
    `  attachments  ${attachments}`,
    `  nerve        ${nerve}`,
    `  action       ${action}`,
    `  source       ${source}, ${status}`,
  ];
  const named = muscle.sites.filter((s) => id === s.id || id.startsWith(`${s.id}-`));
  for (const site of named.length > 0 ? named : muscle.sites) {
    lines.push('', `${site.id}  ${site.label} (${site.frequency})`);
    for (const { areas, source: from, status: how } of site.patterns) {
      lines.push(`  refers, according to ${from} (${how}), written for the left side:`);
      for (const area of areas)
        lines.push(`    ${area.strength.toFixed(2)}  ${area.kind.padEnd(9)}  ${area.region}`);
    }
    lines.push(
      `  palpation    ${site.palpation.position}; ${site.palpation.grip}; ${site.palpation.technique}`,
    );
    for (const { structure, kind } of site.beneath) lines.push(`  beneath      ${structure} (${kind})`);
  }
  return `${lines.join('\n')}\n`;
}

function nearest({ muscles, regions }: Atlas, id: string): string {
  const ids = [...muscles.map((m) => m.id), ...regions.map((r) => r.id)];
  const near = ids.filter((other) => other.includes(id) || id.includes(other)).slice(0, 5);
  return near.length === 0 ? '' : `; did you mean ${near.join(', ')}?`;
}

/** `tautband atlas check`. */
export function checkAtlas(): Said {
  const known = {
    sources: sourceRows as readonly Source[],
    regions: bodyRegions,
    view: (id: string) => (VIEW_IDS.includes(id) ? bodyView(id) : undefined),
  };
  const complaints = [
    ...checkSourceRows(sourceRows),
    ...checkMuscles(muscleRows, known),
    ...checkExplanations(explanationRows, known, new Set(rules.map((rule) => rule.id))),
  ];
  // The other tables refer to the atlas, so they are held against it only when it holds.
  const all = complaints.length > 0 ? complaints : checkOtherTables();
  if (all.length > 0) return { complaints: all.map(printComplaint) };
  const counts = [
    `${muscleRows.length} muscles`,
    `${explanationRows.length} explanations`,
    `${rules.length} rules`,
    `${agents.length} agents`,
    `${depths.length} needle depths`,
    `${vignetteRows.length} vignettes`,
    `${sourceRows.length} sources`,
  ];
  return { out: `${counts.join(', ')}: every row is well formed, placed and sourced\n` };
}

function checkOtherTables(): readonly Complaint[] {
  const atlas = shippedAtlas();
  const sources = new Set(atlas.sources.map((s) => s.id));
  return [
    ...checkRules(sources),
    ...checkAgents(sources),
    ...checkPathways(sources),
    ...checkPayerRules(sources),
    ...checkDepths(sources, new Set(atlas.muscles.map((m) => m.id))),
    ...checkVignettes(vignetteRows, atlas),
  ];
}

/** `tautband atlas report FOLDER`: into a folder that is new or empty, so that nothing is written over. */
export function reportAtlas(atlas: Atlas, folder: string): Said {
  if (existsSync(folder) && readdirSync(folder).length > 0)
    return { complaints: [`${folder}: expected a new or empty folder, got one with files in it`] };
  const pages = atlasReport(atlas, bodyView);
  mkdirSync(folder, { recursive: true });
  for (const { file, html } of pages) writeFileSync(join(folder, file), html);
  return { out: `${pages.length} pages: open ${join(folder, 'index.html')}\n` };
}
