import type { Atlas } from '../../core/atlas/atlas.ts';
import type { BodyView } from '../../core/atlas/body-view.ts';
import {
  AREAS,
  type Area,
  type MuscleEntry,
  type Pattern,
  type Site,
  type SiteEntry,
} from '../../core/atlas/muscle.ts';
import { picture } from './picture.ts';
import { familyPages, familyRows } from './explanations.ts';
import { cite, fact } from './facts.ts';
import { html, raw, type Html } from './html.ts';

/** One page of the report. */
export interface Page {
  readonly file: string;
  readonly html: string;
}

/**
 * The atlas as pages that a clinician can read and mark: one per area, a table per muscle, a picture per
 * site, every row with its source and status; one per family of explanations other than muscle; and a page of sources.
 *
 * Self-contained: no scripts, no links to other places than its own pages.
 */
export function atlasReport(atlas: Atlas, viewOf: (id: string) => BodyView): readonly Page[] {
  const areas = AREAS.filter((area) => atlas.muscles.some((m) => m.area === area));
  return [
    {
      file: 'index.html',
      html: page(atlas, 'Atlas', [contents(atlas, areas), others(atlas), sources(atlas)]),
    },
    ...areas.map((area) => ({
      file: `${area}.html`,
      html: page(
        atlas,
        title(area),
        atlas.muscles.filter((m) => m.area === area).map((m) => muscle(m, atlas, viewOf)),
      ),
    })),
    ...familyPages(atlas, viewOf).map((family) => ({
      file: family.file,
      html: page(atlas, family.title, family.body),
    })),
  ];
}

const title = (area: Area): string => area.charAt(0).toUpperCase() + area.slice(1);

function contents(atlas: Atlas, areas: readonly Area[]): Html {
  const rows = areas.map((area) => {
    const muscles = atlas.muscles.filter((m) => m.area === area);
    const sites = muscles.flatMap((m) => m.sites);
    return html`<tr>
      <td><a href="${area}.html">${title(area)}</a></td>
      <td>${muscles.length}</td>
      <td>${sites.length}</td>
      <td>${sites.filter((s) => s.patterns.some((p) => p.status === 'verified')).length}</td>
      <td>${sites.filter((s) => s.patterns.every((p) => p.status === 'unreviewed')).length}</td>
    </tr>`;
  });
  return html`<table>
    <caption>
      What the atlas holds, before mirroring
    </caption>
    <tr>
      <th>Area</th>
      <th>Muscles</th>
      <th>Sites</th>
      <th>Sites with a verified pattern</th>
      <th>Sites with unreviewed patterns only</th>
    </tr>
    ${rows}
  </table>`;
}

function others(atlas: Atlas): Html {
  return html`<table>
    <caption>
      Explanations other than muscle, before mirroring
    </caption>
    <tr>
      <th>Family</th>
      <th>Explanations</th>
      <th>Dangerous</th>
      <th>With a measured base rate</th>
      <th>With measured questions</th>
    </tr>
    ${familyRows(atlas)}
  </table>`;
}

function sources(atlas: Atlas): Html {
  const rows = atlas.sources.map(
    (s) =>
      html`<tr id="${s.id}">
        <td><code>${s.id}</code></td>
        <td>
          ${[s.authors, s.title, s.published, s.year, s.citation].filter((part) => part !== undefined).join('. ')}
          ${s.doi === undefined ? '' : `doi:${s.doi}`}
        </td>
        <td>${s.note ?? ''}</td>
        <td>${s.reviewed === undefined ? 'nobody yet' : `${s.reviewed.by}, ${s.reviewed.day}`}</td>
      </tr>`,
  );
  return html`<table>
    <caption>
      Sources
    </caption>
    <tr>
      <th>Key</th>
      <th>Work</th>
      <th>How it was read</th>
      <th>Our rows compared with it by</th>
    </tr>
    ${rows}
  </table>`;
}

function muscle(entry: MuscleEntry, atlas: Atlas, viewOf: (id: string) => BodyView): Html {
  const sites = atlas.sites.filter(
    (s) => s.muscle.id === entry.id && (s.side !== 'right' || s.entry.side === 'right'),
  );
  return html`<section>
    <h2>${entry.name}</h2>
    <p class="latin">${entry.latin}${entry.commonName === undefined ? '' : ` · ${entry.commonName}`}</p>
    <table>
      ${fact('Attachments', entry.attachments)} ${fact('Nerve', entry.nerve)} ${fact('Action', entry.action)}
      ${fact('Acts with', entry.synergists.join(', '))} ${fact('Source', cite(entry))}
    </table>
    ${sites.map((site) => siteRows(site, viewOf))}
  </section>`;
}

function caption({ side, entry }: Site): string {
  if (entry.side !== undefined) return `Described on the ${entry.side} only`;
  return side === 'midline' ? 'Midline' : 'Left side; the right is its mirror';
}

function siteRows(site: Site, viewOf: (id: string) => BodyView): Html {
  const { entry } = site;
  const { palpation } = entry;
  return html`<article>
    <figure>
      ${picture(site, viewOf)}
      <figcaption>${caption(site)}</figcaption>
    </figure>
    <div>
      <h3>${entry.label} <code>${entry.id}</code></h3>
      <table>
        ${fact('Frequency', entry.frequency)} ${fact('Provoked by', entry.provokes)}
        ${fact('Eased by', entry.eases)} ${fact('Position', palpation.position)}
        ${fact('Grip', palpation.grip)} ${fact('Technique', html`${palpation.technique} ${cite(palpation)}`)}
        ${fact('Satellites', entry.satellites.join(', ') || 'none named')}
        ${entry.beneath.map((b) =>
          fact(
            `Beneath: ${b.kind}`,
            html`<strong>${b.structure}</strong>${b.note === undefined ? '' : `. ${b.note}`} ${cite(b)}`,
          ),
        )}
        ${fact('Source', cite(entry))}
      </table>
      ${patternsOf(site)}
    </div>
  </article>`;
}

/** What a registry put in the place of the sources. */
function learned({ learned: list = [] }: Pick<SiteEntry, 'learned'>, region: string): string {
  const own = list.find((row) => row.region === region);
  return own === undefined ? '' : `, learned from ${own.cases} cases, accepted by ${own.by}`;
}

/** Every source's version side by side, and what the ranking makes of them. */
function patternsOf({ entry, links }: Site): Html {
  const strengthIn = (pattern: Pattern, region: string): string => {
    const area = pattern.areas.find((a) => a.region === region);
    return area === undefined ? '·' : `${area.strength} ${area.kind}`;
  };
  return html`<table>
    <tr>
      <th>Refers to</th>
      ${entry.patterns.map((p) => html`<th>${cite(p)}${p.n === undefined ? '' : ` n = ${p.n}`}</th>`)}
      <th>Used</th>
    </tr>
    ${links.map(
      (link) =>
        html`<tr>
          <td>${link.region}</td>
          ${entry.patterns.map((p) => html`<td>${strengthIn(p, link.region)}</td>`)}
          <td>
            ${link.strength.toFixed(2)}${link.disputed ? ', sources disagree' : ''}${learned(entry, link.region)}
          </td>
        </tr>`,
    )}
    ${entry.patterns
      .filter((p) => p.method !== undefined)
      .map((p) => fact(p.source, p.method ?? '', entry.patterns.length + 1))}
  </table>`;
}

const STYLE = `body{font:15px/1.45 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#16212b}
table{border-collapse:collapse;width:100%;margin:.5rem 0 1rem}caption{text-align:left;font-weight:600;padding:.5rem 0}
th,td{border:1px solid #d4dce3;padding:.25rem .5rem;text-align:left;vertical-align:top}th{background:#f3f6f8;font-weight:600}
article{display:grid;grid-template-columns:14rem 1fr;gap:1.5rem;border-top:1px solid #d4dce3;padding:1rem 0;break-inside:avoid}
figure{margin:0}figcaption{font-size:.85em;color:#51606e}.latin{font-style:italic;color:#51606e}svg{width:100%;height:auto}
.verified,.textbook,.unreviewed{font-size:.8em;border-radius:.6em;padding:0 .5em}.verified{background:#d9efe0}
.textbook{background:#e3e8f5}.unreviewed{background:#f7e6cf}section{break-before:page}@media print{body{margin:0;max-width:none}}`;

function page(atlas: Atlas, heading: string, body: readonly Html[]): string {
  const document = html`<html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width" />
      <title>${heading} · Tautband atlas ${atlas.version}</title>
      <style>
        ${raw(STYLE)}
      </style>
    </head>
    <body>
      <h1>${heading}</h1>
      <p>
        Tautband atlas ${atlas.version}. Hypotheses for a clinician to examine; no referral pattern is fixed.
        Verified: seen in the source or its abstract. Textbook: stated by the named book, from memory of it.
        Unreviewed: our proposal.
      </p>
      ${body}
    </body>
  </html>`;
  return `<!doctype html>\n${document.text}\n`;
}
