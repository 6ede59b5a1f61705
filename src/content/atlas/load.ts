import { expandExplanations, expandSites, type Atlas } from '../../core/atlas/atlas.ts';
import type { ExplanationEntry } from '../../core/atlas/explanation.ts';
import type { MuscleEntry } from '../../core/atlas/muscle.ts';
import type { Source } from '../../core/atlas/source.ts';
import { bodyRegions } from '../bodymap/neutral.ts';
import { CONTENT_VERSION } from '../version.ts';
import sources from '../sources.json' with { type: 'json' };
import abdomen from './abdomen.json' with { type: 'json' };
import arm from './arm.json' with { type: 'json' };
import back from './back.json' with { type: 'json' };
import chest from './chest.json' with { type: 'json' };
import explanations from './explanations.json' with { type: 'json' };
import foot from './foot.json' with { type: 'json' };
import forearm from './forearm.json' with { type: 'json' };
import hand from './hand.json' with { type: 'json' };
import head from './head.json' with { type: 'json' };
import hip from './hip.json' with { type: 'json' };
import leg from './leg.json' with { type: 'json' };
import neck from './neck.json' with { type: 'json' };
import pelvis from './pelvis.json' with { type: 'json' };
import shoulder from './shoulder.json' with { type: 'json' };
import thigh from './thigh.json' with { type: 'json' };

/** Every muscle row as it stands in the files, head to foot. Not yet checked: see `check.ts`. */
export const muscleRows: readonly unknown[] = [
  head,
  neck,
  shoulder,
  arm,
  forearm,
  hand,
  chest,
  abdomen,
  back,
  pelvis,
  hip,
  thigh,
  leg,
  foot,
].flat();

/** Every row of the explanations other than muscle. */
export const explanationRows: readonly unknown[] = explanations;

/** Every source row as it stands in the file. */
export const sourceRows: readonly unknown[] = sources;

/** The atlas that ships with this version. `tautband atlas check` and the tests prove its rows. */
export function shippedAtlas(): Atlas {
  const muscles = muscleRows as readonly MuscleEntry[];
  return {
    version: CONTENT_VERSION,
    regions: bodyRegions,
    muscles,
    sites: expandSites(muscles),
    explanations: expandExplanations(explanationRows as readonly ExplanationEntry[]),
    sources: sourceRows as readonly Source[],
  };
}
