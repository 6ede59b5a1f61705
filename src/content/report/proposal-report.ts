import type { Atlas } from '../../core/atlas/atlas.ts';
import type { Change, ChangedField, Proposal } from '../../core/learn/proposal.ts';
import { html, raw } from './html.ts';

const TITLES: Readonly<Record<ChangedField, string>> = {
  strength: 'How strongly a site refers to a region',
  frequency: 'How often a site is met',
  'base-rate': 'How often an explanation other than muscle is at work',
  severity: 'Shares of patients by severity',
};
const FIELDS = Object.keys(TITLES) as readonly ChangedField[];

const ABOUT = [
  'Nothing is changed yet, and nothing changes by itself. Each line is a number that the confirmed cases would move, with the number of',
  'cases that speak for it; the atlas was held against them as the prior, so few cases move little.',
  'Cases count as confirmed when palpation reproduced the pain that the patient knows. Frequencies therefore hold among such patients.',
] as const;
const HOW =
  'To accept: set "accepted" to true in proposal.json for each line that you agree with, write your name in "acceptedBy", and run';

/** What a proposal is about, in the words of the atlas. */
interface Line {
  readonly what: string;
  readonly change: Change;
  /** What the sources say now, where they say different things. */
  readonly sources: string;
}

function linesOf(atlas: Atlas, changes: readonly Change[]): readonly Line[] {
  const sites = new Map(
    atlas.muscles.flatMap((m) =>
      m.sites.map((s) => [s.id, `${m.commonName ?? m.name}, ${s.label}`] as const),
    ),
  );
  const patterns = new Map(atlas.muscles.flatMap((m) => m.sites.map((s) => [s.id, s.patterns] as const)));
  const explanations = new Map(atlas.explanations.map(({ entry }) => [entry.id, entry] as const));
  const regions = new Map(atlas.regions.map((region) => [region.id, region]));
  // Rows of the midline name both sides; the others are written for the left and hold for both.
  const placeOf = (row: string, id: string): string => {
    const { name = id, side = 'midline' } = regions.get(id) ?? {};
    const isSided = explanations.get(row)?.paired === false && side !== 'midline';
    return isSided ? `${name}, ${side}` : name;
  };
  return changes.map((change) => {
    const { row, region } = change;
    const name = sites.get(row) ?? explanations.get(row)?.name ?? row;
    const list = patterns.get(row) ?? explanations.get(row)?.patterns ?? [];
    const said = list.flatMap(({ source, areas }) =>
      areas.filter((a) => a.region === region).map(({ strength }) => `${source} ${strength}`),
    );
    return {
      what: region === undefined ? name : `${name} → ${placeOf(row, region)}`,
      change,
      sources: said.join(', '),
    };
  });
}

/** The proposal as a page of Markdown: a diff that a clinician can read, with a box to tick on paper. */
export function proposalMarkdown(atlas: Atlas, proposal: Proposal, folder: string): string {
  const sections = FIELDS.flatMap((field) => {
    const lines = linesOf(
      atlas,
      proposal.changes.filter((change) => change.field === field),
    );
    if (lines.length === 0) return [];
    return [
      '',
      `## ${TITLES[field]}`,
      '',
      '| | row | what | sources say | now | proposed | cases |',
      '| --- | --- | --- | --- | --- | --- | --- |',
      ...lines.map(
        ({ what, change, sources }) =>
          `| ☐ | \`${change.row}\` | ${what.replaceAll('|', '/')} | ${sources} | ${change.from} | **${change.to}** | ${Math.round(change.cases)} |`,
      ),
    ];
  });
  return [
    `# Proposed content, from ${proposal.cases} confirmed cases`,
    '',
    `Against content ${proposal.content}, parameters ${proposal.parameters}.`,
    '',
    ...ABOUT,
    '',
    `${HOW} \`tautband learn accept ${folder}\`.`,
    ...(sections.length > 0 ? sections : ['', 'No number moves enough to be worth a change.']),
    '',
  ].join('\n');
}

/** The same as a page for a browser: self-contained, no scripts. */
export function proposalPage(atlas: Atlas, proposal: Proposal, folder: string): string {
  const tables = FIELDS.flatMap((field) => {
    const lines = linesOf(
      atlas,
      proposal.changes.filter((change) => change.field === field),
    );
    if (lines.length === 0) return [];
    const rows = lines.map(
      ({ what, change, sources }) =>
        html`<tr>
          <td>☐</td>
          <td>${what}<br /><code>${change.row}</code></td>
          <td>${sources}</td>
          <td><del>${change.from}</del></td>
          <td><ins>${change.to}</ins></td>
          <td>${Math.round(change.cases)}</td>
        </tr>`,
    );
    return [
      html`<h2>${TITLES[field]}</h2>
        <table>
          <tr>
            <th>Agreed</th>
            <th>What</th>
            <th>Sources say</th>
            <th>Now</th>
            <th>Proposed</th>
            <th>Cases</th>
          </tr>
          ${rows}
        </table>`,
    ];
  });
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>Proposed content</title>
        <style>
          ${raw(STYLE)}
        </style>
      </head>
      <body>
        <h1>Proposed content, from ${proposal.cases} confirmed cases</h1>
        <p>Against content ${proposal.content}, parameters ${proposal.parameters}.</p>
        <p>${ABOUT.join(' ')}</p>
        <p>${HOW} <code>tautband learn accept ${folder}</code>.</p>
        ${tables.length > 0 ? tables : html`<p>No number moves enough to be worth a change.</p>`}
      </body>
    </html>`.text;
}

const STYLE = `body{font:15px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%}td,th{border:1px solid #ccc;padding:.3rem .6rem;text-align:left;vertical-align:top}
del{color:#8a1f11}ins{color:#0b5d2a;text-decoration:none;font-weight:600}code{font-size:.85em;color:#555}`;
