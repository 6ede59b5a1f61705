import type { Calibration } from '../../../imaging/calibration.ts';
import { mm, type Millimetres, type Point } from '../../../imaging/frame.ts';
import { ASSUMED_MARGINS, type Margins } from '../../../imaging/path/plan.ts';
import type { Structure, StructureKind } from '../../../imaging/path/structures.ts';
import type { Region } from '../../../imaging/strain/elastography.ts';
import type { PLANS } from '../../../imaging/strain/tracker.ts';

/** What a press on the picture means. */
export const TOOLS = [
  'none',
  'target-region',
  'reference-region',
  'structure',
  'target',
  'ruler',
  'crop',
  'aim',
] as const;
export type Tool = (typeof TOOLS)[number];

/** Parts of the overlay that can be hidden one by one. */
export const LAYERS = ['strain', 'needle', 'drawn', 'model'] as const;
export type Layer = (typeof LAYERS)[number];

/** Everything a person has set or drawn on the workspace. Places are pixels of the shown picture. */
export interface Desk {
  readonly hasOverlays: boolean;
  readonly layers: Readonly<Record<Layer, boolean>>;
  /** How strongly the strain map covers the picture, 0 to 1. */
  readonly opacity: number;
  readonly resolution: keyof typeof PLANS;
  readonly keep: number;
  readonly tool: Tool;
  /** Points set so far with the tool. */
  readonly draft: readonly Point[];
  readonly kind: StructureKind;
  readonly name: string;
  readonly structures: readonly Structure[];
  /** Counts the drawings, so that drift is measured from the newest. 0: nothing is drawn. */
  readonly drawing: number;
  readonly target: Point | undefined;
  readonly targetRegion: Region | undefined;
  readonly referenceRegion: Region | undefined;
  readonly calibration: Calibration | undefined;
  readonly margins: Margins;
  readonly needle: { readonly length: Millimetres; readonly diameter: Millimetres };
  /** Standard deviation of a drawn outline, mm. Our own assumption. */
  readonly annotation: Millimetres;
  readonly isThoracic: boolean;
  readonly hasTone: boolean;
  readonly hasTwitch: boolean;
}

/** The workspace before anything is set. A site is taken to be thoracic until somebody says that it is not. */
export const EMPTY_DESK: Desk = {
  hasOverlays: true,
  layers: { strain: true, needle: true, drawn: true, model: true },
  opacity: 0.45,
  resolution: 'normal',
  keep: 16,
  tool: 'none',
  draft: [],
  kind: 'pleura',
  name: '',
  structures: [],
  drawing: 0,
  target: undefined,
  targetRegion: undefined,
  referenceRegion: undefined,
  calibration: undefined,
  margins: ASSUMED_MARGINS,
  needle: { length: mm(40), diameter: mm(0.3) },
  annotation: mm(0.5),
  isThoracic: true,
  hasTone: false,
  hasTwitch: false,
};

/** What can happen on the desk. */
export type Move =
  | { readonly kind: 'set'; readonly change: Partial<Desk> }
  | { readonly kind: 'margin'; readonly of: StructureKind; readonly value: Millimetres }
  | { readonly kind: 'pick'; readonly tool: Tool }
  | { readonly kind: 'point'; readonly at: Point }
  | { readonly kind: 'sign'; readonly structure: Pick<Structure, 'id' | 'by' | 'at'> }
  | { readonly kind: 'erase'; readonly id: string }
  | { readonly kind: 'cut' }
  | { readonly kind: 'new-sequence'; readonly calibration: Calibration | undefined };

/** Radius of a region of interest in pixels. */
const REGION = 26;
/** Drawn as a line with the unknown behind it. */
const SURFACES: ReadonlySet<StructureKind> = new Set(['pleura', 'bone']);

/** Nothing that was drawn on one picture holds on another, or on the same one cut differently. */
const UNDRAWN = {
  structures: [],
  drawing: 0,
  target: undefined,
  targetRegion: undefined,
  referenceRegion: undefined,
  tool: 'none',
  draft: [],
} as const satisfies Partial<Desk>;

/** The desk after a move. */
export function moved(desk: Desk, move: Move): Desk {
  switch (move.kind) {
    case 'set':
      return { ...desk, ...move.change };
    case 'margin':
      return { ...desk, margins: { ...desk.margins, [move.of]: move.value } };
    case 'pick':
      return { ...desk, tool: move.tool === desk.tool ? 'none' : move.tool, draft: [] };
    case 'point':
      return pointed(desk, move.at);
    case 'sign':
      return signed(desk, move.structure);
    case 'erase':
      return { ...desk, structures: desk.structures.filter(({ id }) => id !== move.id) };
    case 'cut':
      return { ...desk, ...UNDRAWN };
    case 'new-sequence':
      return { ...desk, ...UNDRAWN, calibration: move.calibration };
  }
}

function pointed(desk: Desk, at: Point): Desk {
  switch (desk.tool) {
    case 'none':
    case 'aim':
      return desk;
    case 'target':
      return { ...desk, target: at, tool: 'none' };
    case 'target-region':
      return { ...desk, targetRegion: { ...at, radius: REGION }, tool: 'none' };
    case 'reference-region':
      return { ...desk, referenceRegion: { ...at, radius: REGION }, tool: 'none' };
    case 'ruler':
    case 'crop':
      return { ...desk, draft: [...desk.draft, at].slice(-2) };
    case 'structure':
      return { ...desk, draft: [...desk.draft, at] };
  }
}

/** Points that a structure needs before it can be signed: two of a surface, three of a region. */
export const pointsNeeded = (kind: StructureKind): number => (SURFACES.has(kind) ? 2 : 3);

function signed(desk: Desk, signature: Pick<Structure, 'id' | 'by' | 'at'>): Desk {
  const { kind, draft } = desk;
  const name = desk.name.trim();
  if (draft.length < pointsNeeded(kind) || name === '') return desk;
  const shape: Structure['shape'] = SURFACES.has(kind)
    ? { form: 'surface', line: draft }
    : { form: 'region', outline: draft };
  return {
    ...desk,
    structures: [...desk.structures, { ...signature, kind, name, shape }],
    drawing: desk.drawing + 1,
    tool: 'none',
    draft: [],
    name: '',
  };
}
