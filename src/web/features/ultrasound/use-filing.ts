import { useState } from 'react';
import {
  MOST_BYTES,
  type AttachmentType,
  type ImagingAcquisition,
  type ImagingItem,
  type ImagingKind,
  type ImagingMeasurement,
  type ImagingSource,
} from '../../../core/imaging-item.ts';
import type { Instant } from '../../../kit/time.ts';
import { fileImaging } from '../../api/imaging.ts';
import type { Desk } from './desk.ts';
import { writtenClip } from './export/clip.ts';
import type { Source, Sources } from './use-sources.ts';
import type { VisitPlace } from './visit-place.ts';
import { words } from './words.ts';

/** What was measured and is filed along. */
export interface Measured {
  readonly measurements: readonly ImagingMeasurement[];
  readonly log: readonly ImagingAcquisition[];
}

/** The way into a visit. */
export interface Filing {
  readonly place: VisitPlace;
  readonly isBusy: boolean;
  /** What came of the last attempt. */
  readonly said: string;
  file(what: ImagingKind, measured: Measured): void;
}

interface Workspace {
  readonly sources: Sources;
  readonly desk: Desk;
  readonly picture: (at: string, most: number) => Promise<Blob | undefined>;
}

/** Files what the workspace shows into a visit; undefined when it was opened by itself. */
export function useFiling(place: VisitPlace | undefined, workspace: Workspace): Filing | undefined {
  const [isBusy, setBusy] = useState(false);
  const [said, setSaid] = useState('');
  if (place === undefined) return undefined;
  const file = async (what: ImagingKind, measured: Measured): Promise<void> => {
    setBusy(true);
    setSaid(words.filing.busy);
    const at = new Date().toISOString() as Instant;
    const made = await make(what, workspace, at);
    if (made === 'too-large') setSaid(words.filing.tooLarge);
    else {
      const { bytes, ...about } = made;
      const item = { ...itemOf(what, workspace, at), ...measured, ...about };
      const filed = await fileImaging(place, item, bytes);
      const name = words.filed.what[what];
      setSaid(
        filed.ok
          ? words.filing.done(about.note === undefined ? name : `${name} (${about.note})`)
          : `${words.filing.failed}: ${filed.error.said}`,
      );
    }
    setBusy(false);
  };
  return { place, isBusy, said, file: (what, measured) => void file(what, measured) };
}

interface Made {
  readonly bytes?: { readonly type: AttachmentType; readonly blob: Blob };
  readonly frames?: number;
  readonly note?: string;
}

async function make(
  what: ImagingKind,
  { sources, desk, picture }: Workspace,
  at: Instant,
): Promise<Made | 'too-large'> {
  if (what === 'measurements') return {};
  if (what === 'snapshot') {
    const blob = await picture(at, MOST_BYTES);
    return blob === undefined ? {} : { bytes: { type: 'image/png', blob }, frames: 1 };
  }
  const cine = [...sources.live.frames()];
  const clip = await writtenClip(cine, desk.calibration, MOST_BYTES);
  if (clip === undefined) return 'too-large';
  const { blob, frames } = clip;
  return {
    bytes: { type: 'application/dicom', blob },
    frames,
    note: frames < cine.length ? words.filing.newest(frames, cine.length) : words.filing.jpeg,
  };
}

function itemOf(
  what: ImagingKind,
  { sources: { live, source }, desk: { calibration, structures } }: Workspace,
  takenAt: Instant,
): Omit<ImagingItem, 'measurements' | 'log'> {
  const unique = live.read().rate?.unique;
  return {
    what,
    source: sourceOf(source),
    takenAt,
    ...(calibration !== undefined && {
      scale: { x: calibration.x, y: calibration.y, from: calibration.source },
    }),
    ...(unique !== undefined && { uniqueFps: unique }),
    structures: structures.map(({ kind, name, by, at }) => ({ kind, name, by, at })),
  };
}

function sourceOf({ kind }: Source): ImagingSource {
  switch (kind) {
    case 'dicom':
      return 'dicom';
    case 'clip':
      return 'clip';
    case 'phantom':
      return 'simulation';
    case 'training':
      return 'practice';
    case 'camera':
    case 'camera-failed':
    case 'clip-failed':
    case 'dicom-failed':
    case 'none':
    case 'opening':
      return 'live';
  }
}
