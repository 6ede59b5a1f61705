import type { Point } from '../frame.ts';

/** A round, well-bonded lump in softer or harder surroundings. Lengths in millimetres. */
export interface Inclusion {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  /** Shear modulus of the lump over that of its surroundings: 1 is mechanically invisible. */
  readonly stiffness: number;
  /** Brightness of the lump against its surroundings, in decibel; negative is darker. */
  readonly echo: number;
}

/**
 * Displacement (mm) of the point (x, y) when tissue that holds one inclusion is squeezed by `strain`.
 *
 * The closed-form answer for an incompressible circular inclusion in plane strain, from Muskhelishvili's complex
 * potentials with κ = 1. Outside, with z measured from the centre and β = (μ₁ − μ₀)/(μ₁ + μ₀):
 *
 *     u + iv = e [ z̄ − β a²/z − β a² z/z̄² + β a⁴/z̄³ ]
 *
 * and inside e (1 − β) z̄, so that the inclusion strains uniformly and surroundings : inclusion = (1 + μ₁/μ₀)/2.
 * A rigid shift is added that keeps the skin (y = 0) and the line x = `middle` still far from the inclusion.
 *
 * @param strain positive squeezes: tissue moves towards the skin and sideways away from the middle
 */
export function squeeze(at: Point, strain: number, middle: number, inclusion: Inclusion | undefined): Point {
  const far = { x: strain * (at.x - middle), y: -strain * at.y };
  if (inclusion === undefined) return far;
  const { x: cx, y: cy, radius: a, stiffness } = inclusion;
  const beta = (stiffness - 1) / (stiffness + 1);
  const [x, y] = [at.x - cx, at.y - cy];
  const r2 = x * x + y * y;
  if (r2 <= a * a) return { x: far.x - strain * beta * x, y: far.y + strain * beta * y };
  // 1/z = z̄/r², z/z̄² = z³/r⁴, 1/z̄³ = z³/r⁶.
  const cubeX = x * x * x - 3 * x * y * y;
  const cubeY = 3 * x * x * y - y * y * y;
  const near = (a * a) / r2;
  const cube = (near * (near - 1)) / r2;
  return {
    x: far.x + strain * beta * (-near * x + cube * cubeX),
    y: far.y + strain * beta * (near * y + cube * cubeY),
  };
}

/**
 * Axial strain (positive where tissue is shortened along the beam) of the same field, differentiated by hand.
 *
 * Inside it is e (1 − β). Outside it tends to e.
 */
export function axialStrain(at: Point, strain: number, inclusion: Inclusion | undefined): number {
  if (inclusion === undefined) return strain;
  const { x: cx, y: cy, radius: a, stiffness } = inclusion;
  const beta = (stiffness - 1) / (stiffness + 1);
  const [x, y] = [at.x - cx, at.y - cy];
  const r2 = x * x + y * y;
  if (r2 <= a * a) return strain * (1 - beta);
  // v/(eβ) = a² y/r² + (a⁴/r⁶ − a²/r⁴)(3x²y − y³); the strain is −∂v/∂y.
  const a2 = a * a;
  const cubeY = 3 * x * x * y - y * y * y;
  const slope =
    a2 / r2 -
    (2 * a2 * y * y) / (r2 * r2) +
    ((-6 * a2 * a2 * y) / r2 ** 4 + (4 * a2 * y) / r2 ** 3) * cubeY +
    ((a2 * a2) / r2 ** 3 - a2 / r2 ** 2) * 3 * (x * x - y * y);
  return strain * (1 - beta * slope);
}
