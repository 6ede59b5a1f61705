import type { Atlas } from '../core/atlas/atlas.ts';
import type { NoteLibrary } from '../core/treat/compose-note.ts';
import { medicines } from './decide/medicines.ts';
import { rules } from './decide/rules.ts';
import { neuroContent } from './examine/neuro.ts';
import { agents } from './treat/agents.ts';
import { CONTENT_VERSION } from './version.ts';

/** What a note needs to know beside the chart, from the content of this version: the same on server and screen. */
export const noteLibrary = ({ sites, regions }: Pick<Atlas, 'sites' | 'regions'>): NoteLibrary => ({
  sites: new Map(sites.map((site) => [site.id, site])),
  regions: new Map(regions.map((r) => [r.id, r.side === 'midline' ? r.name : `${r.name} ${r.side}`])),
  agents,
  safety: { rules, medicines },
  neuro: neuroContent,
  versions: { content: CONTENT_VERSION },
});
