import type { ImagingKind, ImagingSource } from '../../../core/imaging-item.ts';
import type { DicomError } from '../../../imaging/dicom/error.ts';
import type { ModelError } from '../../../imaging/model/segmentation.ts';
import type { NeedleState } from '../../../imaging/needle/track.ts';
import type { Staleness, TipDistance } from '../../../imaging/path/live.ts';
import type { PathPlan, PlanError } from '../../../imaging/path/plan.ts';
import type { StructureKind } from '../../../imaging/path/structures.ts';
import type { RatioError } from '../../../imaging/strain/elastography.ts';
import type { Refusal } from '../../../imaging/strain/quality.ts';
import type { CameraError, Tier } from './sources/camera.ts';
import type { Layer } from './desk.ts';
import type { ModelState } from './use-model.ts';

/** On screen all the time, and in everything that leaves the workspace. */
export const RESEARCH_ONLY = 'Research use only: not for diagnosis or needle guidance';

const FROZEN: Readonly<Record<Refusal | 'waiting', string>> = {
  waiting: 'Waiting for frames',
  'too-little': 'Press a little more',
  'too-much': 'Press less, more slowly',
  decorrelated: 'Speckle lost: hold the probe in one plane',
  inconsistent: 'Uneven: press straight down',
  'not-reversible': 'Not reversible: move more slowly',
};

const DICOM: Readonly<Record<DicomError['code'], string>> = {
  'not-dicom': 'This is not a DICOM file that can be read',
  'no-image': 'There is no picture in this file',
  'bad-image': 'The file contradicts itself',
  unsupported: 'This kind of DICOM is not supported',
  'too-large': 'The file is too large',
  'bad-frame': 'A frame is damaged',
  'too-slow': 'Reading took too long and was stopped',
  stopped: 'The reader stopped',
};

const NEEDLE: Readonly<Record<NeedleState['state'], string>> = {
  seen: 'Seen',
  predicted: 'Predicted',
  lost: 'Lost',
  'not-seen': 'Not seen',
};

const PLAN_ERRORS: Readonly<Record<PlanError['code'], string>> = {
  'no-pleura': 'Refused: the site is thoracic and no pleura is drawn. Not drawn is not absent.',
  stale: 'Refused: the probe has moved since the structures were drawn. Draw them again.',
  outside: 'The target lies outside the calibrated picture.',
  'bad-outline': 'A structure has too few points.',
  'bad-number': 'A length or margin is not a number of 0 mm or more.',
};

const VERDICTS: Readonly<Record<PathPlan['verdict'], string>> = {
  'margins-kept': 'Entries that keep every margin exist among what was drawn',
  'no-path-meets-the-margins': 'No path meets the margins',
  'no-entry-reaches-the-target': 'No entry reaches the target with this needle',
};

const MODEL_ERRORS: Readonly<Record<ModelError['code'], string>> = {
  'not-readable': 'This is not a model that can be read',
  contract: 'The model does not fit',
  'not-probabilities': 'What the model says are no probabilities',
  'too-slow': 'The model took too long and was stopped',
  'too-large': 'The model is too large',
  stopped: 'The model stopped',
};

const RATIO: Readonly<Record<RatioError['code'], string>> = {
  'too-few-pairs': 'Too few separate pairs of frames: keep pressing and releasing',
  'empty-region': 'A region lies outside the picture',
  'no-strain': 'The target did not strain',
};

const CAMERA: Readonly<Record<CameraError['code'], string>> = {
  'no-devices': 'No capture device was found',
  denied: 'The browser was not allowed to use the capture device',
  busy: 'Another program uses the capture device',
  unsupported: 'This browser cannot read live video',
  failed: 'The capture device could not be opened',
};

/** Words of the ultrasound workspace. */
export const words = {
  title: 'Ultrasound workspace',
  researchOnly: RESEARCH_ONLY,
  loading: 'Opening the ultrasound workspace',
  failed: 'The workspace cannot be opened',
  noVisit: 'The visit cannot be opened',
  tryAgain: 'Try again',
  notDecided: 'Nothing was decided. Try again.',
  off: 'Off for this clinic',
  offLead: 'The ultrasound workspace is switched on by an owner who has read what it is for.',
  intendedUse: 'Intended use',
  accept: 'Accept and switch on',
  hasRead: 'I have read all of this and answer for it in this clinic',
  acceptHint: (name: string): string =>
    `Kept for the whole clinic with your name, ${name}, the time and the version of this text.`,
  onlyOwners: 'Only an owner of the clinic can switch it on.',
  switchOff: 'Switch off',
  accepted: (by: string, day: string, text: number): string =>
    `Intended use, version ${text}, accepted by ${by}, ${day}`,
  frozen: (why: Refusal | 'waiting'): string => FROZEN[why],
  dicom: (error: DicomError): string => DICOM[error.code],
  needleState: (state: NeedleState['state']): string => NEEDLE[state],
  planError: (error: PlanError): string => PLAN_ERRORS[error.code],
  verdict: (verdict: PathPlan['verdict']): string => VERDICTS[verdict],
  ratioError: (error: RatioError): string => RATIO[error.code],
  camera: (error: CameraError): string => CAMERA[error.code],
  tier: {
    worker: 'Frames go straight to the analysis',
    window: 'Frames pass through the window',
    canvas: 'Frames are read back from a canvas',
  } satisfies Record<Tier, string>,
  layer: { strain: 'Strain', needle: 'Needle', drawn: 'Drawn', model: 'Model' } satisfies Record<
    Layer,
    string
  >,
  structure: {
    pleura: 'Pleura',
    vessel: 'Vessel',
    nerve: 'Nerve',
    bone: 'Bone',
    other: 'Other',
  } satisfies Record<StructureKind, string>,
  model: {
    title: 'Model',
    lead: 'A segmentation model that your clinic brings. It runs on this computer; nothing is sent anywhere.',
    open: 'Open ONNX model',
    file: 'ONNX model file',
    remove: 'Put away',
    show: 'Show what it says',
    nowhere: 'nowhere',
    confidence: (confidence: number, share: number): string =>
      `${Math.round(confidence * 100)} % sure, ${(share * 100).toFixed(share < 0.01 ? 2 : 0)} % of the picture`,
    state: (state: ModelState): string => {
      switch (state.kind) {
        case 'none':
          return 'No model';
        case 'opening':
          return `Opening ${state.name} …`;
        case 'failed':
          return `${state.name} is not used`;
        case 'open':
          return `${state.name}, ${state.info.width} × ${state.info.height} px`;
      }
    },
    error: ({ code, expected, got }: ModelError): string =>
      `${MODEL_ERRORS[code]}. Expected ${expected}, got ${got}.`,
    honest:
      'How sure it is, is the model’s own word. Nobody here has tested it. What it leaves out may be there, and nothing of it counts for paths or distances: draw and sign what you see.',
    contractTitle: 'What a model has to look like',
    contract: [
      'One ONNX file of at most 64 MB, without outside data.',
      'One input, 32-bit floats, 1 × 1 × height × width, 16 to 1024 each: the picture, stretched, grey from 0 to 1.',
      'One output of the same height and width, 1 × classes × height × width, two to six classes: probabilities that add up to 1 in each pixel. The first class is the background.',
      'The name of the output may name the classes: background|nerve|vessel.',
      'A class is shown where it is the likeliest and at least 50 % sure.',
    ],
  },
  filed: {
    title: 'Filed into this visit',
    none: 'Nothing was filed',
    noneText:
      'Snapshots, clips and measurements that are filed appear here. They enter no ranking and no advice.',
    what: { snapshot: 'Snapshot', clip: 'Clip', measurements: 'Measurements' } satisfies Record<
      ImagingKind,
      string
    >,
    source: {
      live: 'live video',
      dicom: 'DICOM file',
      clip: 'recorded clip',
      simulation: 'simulated tissue',
      practice: 'practice',
    } satisfies Record<ImagingSource, string>,
    log: (count: number): string => `${count} acquisitions in the elastography log`,
    alt: 'Raw picture and picture with overlays',
    save: 'Save to this computer',
  },
  filing: {
    title: 'File into the visit',
    place: (label: string, day: string): string => `${label}, visit of ${day}`,
    snapshot: 'File snapshot',
    clip: 'File clip',
    measurements: 'File measurements',
    busy: 'Filing …',
    done: (what: string): string => `${what} filed`,
    newest: (frames: number, all: number): string => `the newest ${frames} of ${all} frames, in JPEG`,
    jpeg: 'all frames, in JPEG',
    failed: 'Not filed',
    tooLarge: 'One frame alone is larger than 3 MB. Mark a smaller region.',
    region: 'Mark the image region first: text around it may name the patient.',
    alone: 'Opened by itself the workspace keeps nothing. Open it from a visit to file into it.',
  },
  training: {
    title: 'Practice',
    lead: 'Bring the tip to the cross without touching pleura or vessel. The hand aims a little past the plane: keep the tip in the picture with the probe. What ends in the picture need not be the tip.',
    aim: 'Aim at a place on the picture',
    notTurnable: 'Too deep to turn. Come back to 5 mm.',
    finish: 'Finish and show the truth',
    again: 'Begin again',
    close: 'Leave the practice',
    endedInView: 'The dashed line is the needle as it was. Its tip was in the picture.',
    endedOutOfView: 'The dashed line is the needle as it was. Its tip was not in the picture.',
    honest:
      'A game with simulated tissue: no resistance, no bending, no breathing. Nobody has shown that this score says anything about needling a person.',
  },
  clipFirst: 'Save a clip first, and the report says where on it the structures and the needle are.',
  device: 'Capture device',
  chooseDevice: 'Choose a capture device',
  level: { clear: 'outside the margin', near: 'within the margin', inside: 'touching' } satisfies Record<
    TipDistance['level'],
    string
  >,
  stale: {
    fresh: 'fits the picture',
    'probe-moved': 'stale: the probe moved',
    'tracking-lost': 'stale: tracking was lost',
    'too-old': 'stale: drawn too long ago',
  } satisfies Record<Staleness, string>,
} as const;
