/** Side of the patient, never of the screen. */
export const SIDES = ['left', 'right', 'midline'] as const;
export type Side = (typeof SIDES)[number];

/** Stable id of a surface region, such as `temple-left`. Never reused. */
export type RegionId = string;

/** One named area of the body surface. */
export interface Region {
  readonly id: RegionId;
  readonly name: string;
  readonly side: Side;
  /** Part of the body it belongs to, such as `head` or `forearm`. */
  readonly part: string;
  /** Share of the body surface, percent. */
  readonly surface: number;
  /** Regions that touch it on the body surface. */
  readonly neighbours: readonly RegionId[];
}

/** The same place on the other side of the patient; midline ids are their own mirror. */
export function mirrorId(id: string): string {
  if (id.endsWith('-left')) return `${id.slice(0, -'-left'.length)}-right`;
  if (id.endsWith('-right')) return `${id.slice(0, -'-right'.length)}-left`;
  return id;
}
