import { err, ok, type Result } from '../../kit/result.ts';
import type { Complaint } from '../../kit/complaint.ts';
import { checkWeight } from './dose.ts';

/** Lipid emulsion 20 % for local anaesthetic systemic toxicity, for one patient. Millilitres, rounded down. */
export interface LipidVolumes {
  readonly bolus: number;
  /** Minutes over which the bolus is given. */
  readonly bolusMinutes: readonly [least: number, most: number];
  /** Millilitres per minute. */
  readonly infusionPerMinute: readonly [least: number, most: number];
  /** Upper limit over the whole treatment. */
  readonly most: number;
}

/**
 * Volumes of the 2020 checklist: a fixed bolus from 70 kg, by weight below.
 *
 * The source says "below" and "above" 70 kg; at exactly 70 kg we give the fixed, slightly smaller, bolus.
 *
 * @source asra-last-2020
 */
export function lipidVolumes(weight: number | undefined): Result<LipidVolumes, readonly Complaint[]> {
  const complaints = checkWeight(weight);
  if (weight === undefined || complaints.length > 0) return err(complaints);
  const most = down(12 * weight);
  if (weight >= 70)
    // 250 mL over 15 to 20 minutes.
    return ok({ bolus: 100, bolusMinutes: [2, 3], infusionPerMinute: [12.5, down(250 / 15)], most });
  const perMinute = down(0.25 * weight);
  return ok({
    bolus: down(1.5 * weight),
    bolusMinutes: [2, 3],
    infusionPerMinute: [perMinute, perMinute],
    most,
  });
}

/** Down to a tenth of a millilitre. */
const down = (ml: number): number => Math.floor(Number((ml * 10).toPrecision(12))) / 10;
