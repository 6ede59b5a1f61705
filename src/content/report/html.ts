/** Markup that is safe to put into a page. Only `html` and `raw` make it. */
export interface Html {
  readonly text: string;
}

/** Text between the tags: escaped unless it is markup already; a list is joined. */
type Part = Html | string | number | readonly Part[];

/** Markup from a template; everything put in is escaped. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return { text: strings.map((s, i) => s + (i < parts.length ? print(parts[i] ?? '') : '')).join('') };
}

/** Markup that we wrote ourselves and that needs no escaping. */
export function raw(text: string): Html {
  return { text };
}

function print(part: Part): string {
  if (typeof part === 'number') return String(part);
  if (typeof part === 'string') return escape(part);
  return 'text' in part ? part.text : part.map(print).join('');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escape = (text: string): string => text.replace(/[&<>"']/g, (c) => ENTITIES[c] ?? c);
