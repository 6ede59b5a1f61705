import { expect, test } from 'vitest';
import { shippedAtlas } from '../atlas/load.ts';
import { bodyView } from '../bodymap/neutral.ts';
import { html } from './html.ts';
import { atlasReport } from './report.ts';

const atlas = shippedAtlas();
const pages = atlasReport(atlas, bodyView);
const all = pages.map((p) => p.html).join('');

test('every muscle and every site of the atlas has its place in the report, with a picture', () => {
  for (const muscle of atlas.muscles) expect(all).toContain(`<h2>${html`${muscle.name}`.text}</h2>`);
  const entries = atlas.muscles.flatMap((m) => m.sites);
  for (const { id } of entries) expect(all).toContain(`<code>${id}</code>`);
  expect(all.match(/<svg\s/g)?.length).toBeGreaterThanOrEqual(entries.length);
});

test('every source that a row cites is on the page of sources', () => {
  const cited = new Set([...all.matchAll(/index\.html#([a-z0-9-]+)"/g)].map((m) => m[1]));
  for (const id of cited) expect(pages[0]?.html).toContain(`id="${id ?? ''}"`);
  expect(cited.size).toBeGreaterThan(10);
});

test('where sources disagree the page says so', () => {
  expect(atlas.sites.some((s) => s.links.some((l) => l.disputed))).toBe(true);
  expect(all).toContain('sources disagree');
});

test('text that looks like markup stays text', () => {
  expect(html`<p>${'<script>alert("1")</script>'}</p>`.text).toBe(
    '<p>&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;</p>',
  );
});

test('every explanation other than muscle has its place: picture, urgency, base rate with its reckoning, measured questions', () => {
  for (const { entry } of atlas.explanations) {
    const own = pages.find(({ file }) => file === `other-${entry.family}.html`)!.html;
    expect(own).toContain(`<code>${entry.id}</code>`);
    expect(own).toContain(html`${entry.then}`.text);
    if (entry.baseRate !== undefined) expect(own).toContain(html`${entry.baseRate.reckoning}`.text);
    if (entry.urgency !== undefined) expect(own).toContain(`${entry.urgency}; asked for by RF-`);
    for (const { text } of [...entry.ask, ...entry.examine]) expect(own).toContain(html`${text}`.text);
  }
  // Laslett 2005: three or more of six tests, sensitivity 94 %, specificity 78 %.
  expect(all).toContain('sensitivity 94 %, specificity 78 %');
});
