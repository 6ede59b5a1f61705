import type { Atlas, Explanation } from '../../core/atlas/atlas.ts';
import type { BodyView } from '../../core/atlas/body-view.ts';
import { FAMILIES, type Discriminator, type Family } from '../../core/atlas/explanation.ts';
import type { Pattern } from '../../core/atlas/muscle.ts';
import { cite, fact } from './facts.ts';
import { html, type Html } from './html.ts';
import { patternPicture } from './picture.ts';

/** The explanations other than muscle of one family, for a clinician to read and mark. */
export interface FamilyPage {
  readonly file: string;
  readonly title: string;
  readonly body: readonly Html[];
}

const TITLES: Readonly<Record<Family, string>> = {
  root: 'Roots',
  nerve: 'Nerves',
  facet: 'Facet joints',
  joint: 'Joints, tendons and bone',
  visceral: 'Organs',
  vascular: 'Vessels',
  headache: 'Headaches',
  widespread: 'Widespread pain',
};

/** One page per family: a picture and a table for each explanation, every row with its source and status. */
export function familyPages(atlas: Atlas, viewOf: (id: string) => BodyView): readonly FamilyPage[] {
  return FAMILIES.map((family) => ({
    file: `other-${family}.html`,
    title: TITLES[family],
    body: firstOfEach(atlas)
      .filter(({ entry }) => entry.family === family)
      .map((explanation) => section(explanation, viewOf)),
  }));
}

/** Lines of the table of contents. */
export function familyRows(atlas: Atlas): readonly Html[] {
  return FAMILIES.map((family) => {
    const rows = firstOfEach(atlas).filter(({ entry }) => entry.family === family);
    const measured = rows.filter(({ entry }) =>
      [...entry.ask, ...entry.examine].some(({ sensitivity }) => sensitivity !== undefined),
    );
    return html`<tr>
      <td><a href="other-${family}.html">${TITLES[family]}</a></td>
      <td>${rows.length}</td>
      <td>${rows.filter(({ entry }) => entry.dangerous).length}</td>
      <td>${rows.filter(({ entry }) => entry.baseRate !== undefined).length}</td>
      <td>${measured.length}</td>
    </tr>`;
  });
}

/** Each row of content once: on the left, or on the midline. */
const firstOfEach = ({ explanations }: Atlas): readonly Explanation[] =>
  explanations.filter(({ id, side }) => side !== 'right' && !id.endsWith('-both'));

const percent = (p: number): string => `${(100 * p).toFixed(p < 0.01 ? 2 : 0)} %`;

function section({ entry, links, side }: Explanation, viewOf: (id: string) => BodyView): Html {
  const { baseRate, bothSides, urgency } = entry;
  return html`<article>
    <figure>
      ${patternPicture(entry.name, links, viewOf)}
      <figcaption>${side === 'midline' ? 'As it is' : 'Left side; the right is its mirror'}</figcaption>
    </figure>
    <div>
      <h3>${entry.name} <code>${entry.id}</code></h3>
      <table>
        ${urgency === undefined ? '' : fact('Dangerous', `${urgency}; asked for by ${entry.flags[0] ?? ''}`)}
        ${
          baseRate === undefined
            ? fact('Frequency', entry.frequency)
            : fact('At work in', html`${percent(baseRate.value)}: ${baseRate.reckoning} ${cite(baseRate)}`)
        }
        ${bothSides === undefined ? '' : fact('Both sides', html`in ${percent(bothSides.share)} ${cite(bothSides)}`)}
        ${entry.ask.map((d) => question('Ask', d))} ${entry.examine.map((d) => question('Examine', d))}
        ${fact('Then', entry.then)} ${fact('Flags', entry.flags.join(', ') || 'none')}
        ${fact('Source', cite(entry))}
      </table>
      ${patterns(entry.patterns, links)}
    </div>
  </article>`;
}

const question = (what: string, d: Discriminator): Html =>
  fact(`${what}, speaks ${d.speaks}`, html`${d.text} <em>(${measured(d)})</em> ${cite(d)}`);

function measured({ speaks, sensitivity, specificity }: Discriminator): string {
  if (sensitivity === undefined || specificity === undefined) return 'not measured';
  return speaks === 'for'
    ? `sensitivity ${percent(sensitivity)}, specificity ${percent(specificity)}`
    : `there in ${percent(sensitivity)} of those with it, in ${percent(1 - specificity)} of others`;
}

function patterns(list: readonly Pattern[], links: Explanation['links']): Html {
  const strengthIn = (pattern: Pattern, region: string): string => {
    const area = pattern.areas.find((a) => a.region === region);
    return area === undefined ? '·' : `${area.strength} ${area.kind}`;
  };
  return html`<table>
    <tr>
      <th>Hurts</th>
      ${list.map((p) => html`<th>${cite(p)}${p.n === undefined ? '' : ` n = ${p.n}`}</th>`)}
      <th>Used</th>
    </tr>
    ${links.map(
      (link) =>
        html`<tr>
          <td>${link.region}</td>
          ${list.map((p) => html`<td>${strengthIn(p, link.region)}</td>`)}
          <td>${link.strength.toFixed(2)}${link.disputed ? ', sources disagree' : ''}</td>
        </tr>`,
    )}
    ${list.filter((p) => p.method !== undefined).map((p) => fact(p.source, p.method ?? '', list.length + 1))}
  </table>`;
}
