import type { Sourced } from '../../core/atlas/source.ts';
import { html, type Html } from './html.ts';

/** One row of a table of facts: what, and what is known of it. */
export function fact(name: string, value: Html | string, span = 1): Html {
  return html`<tr>
    <th scope="row">${name}</th>
    <td colspan="${span}">${value}</td>
  </tr>`;
}

/** Where a fact comes from and how far it can be trusted. */
export const cite = ({ source, status }: Sourced): Html =>
  html`<span class="${status}">${status}</span> <a href="index.html#${source}">${source}</a>`;
