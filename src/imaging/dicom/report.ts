import type { Measurement, Unit } from '../measurements.ts';
import type { Point } from '../frame.ts';
import { ULTRASOUND_CLIP } from './clip.ts';
import { writeDicom, type Element } from './write.ts';

/** Comprehensive SR Storage. */
const COMPREHENSIVE_SR = '1.2.840.10008.5.1.4.1.1.88.33';
const EXPLICIT = '1.2.840.10008.1.2.1';

/** What a report is called and where it belongs. Identifiers are UIDs, made by the caller. */
export interface ReportIds {
  readonly study: string;
  readonly series: string;
  readonly instance: string;
  /** Of the sequence that was measured. */
  readonly tracking: string;
}

/** The image that what was drawn lies on. */
export interface ReportImage {
  readonly study: string;
  readonly series: string;
  readonly instance: string;
}

/** Something drawn or seen on one frame of the image. */
export interface ReportShape {
  /** Stable name, lower case with dashes: `pleura`, `needle`. */
  readonly name: string;
  readonly note: string;
  /** Pixels of the image, (0, 0) the middle of the first; a closed outline is closed here. */
  readonly points: readonly Point[];
  readonly isClosed: boolean;
  /** From 0. */
  readonly frame: number;
}

/** What a report says. */
export interface ReportContent {
  readonly rows: readonly Measurement[];
  /** Absent when no clip was written that it could lie on. */
  readonly drawn?: { readonly image: ReportImage; readonly shapes: readonly ReportShape[] };
}

interface Code {
  readonly value: string;
  readonly scheme: string;
  readonly meaning: string;
}

const dcm = (value: string, meaning: string): Code => ({ value, scheme: 'DCM', meaning });
const UNIT_MEANINGS: Readonly<Record<Unit, string>> = {
  mm: 'millimeter',
  '[px]': 'pixel of an uncalibrated picture',
  deg: 'degree',
  '1': 'no units',
  '%': 'percent',
  'mm/s': 'millimeter per second',
  ms: 'millisecond',
  '{frames}/s': 'frames per second',
};

/**
 * Measurements as a DICOM structured report after TID 1500, Imaging Measurement Report.
 *
 * One measurement group; the names are codes of our own scheme, 99TAUTBAND, because no standard code says what these
 * numbers are. `notice` is the report's comment and stands in the series description. No patient is named: whoever files it
 * says whose it is. What was drawn is there as coordinates on the frames of a clip that was written, when there is one.
 *
 * @source dicom-ps3.16 2024, TID 1500, 1501; dicom-ps3.3 2024, section C.18.6
 */
export function writeReport(
  { rows, drawn }: ReportContent,
  ids: ReportIds,
  notice: string,
  now: string,
): Uint8Array {
  const [date, time] = [now.slice(0, 10).replaceAll('-', ''), now.slice(11, 19).replaceAll(':', '')];
  const group = container(dcm('125007', 'Measurement Group'), [
    { ...text(dcm('112039', 'Tracking Identifier'), 'sequence'), relation: 'HAS OBS CONTEXT' },
    { ...uid(dcm('112040', 'Tracking Unique Identifier'), ids.tracking), relation: 'HAS OBS CONTEXT' },
    ...rows.map(numeric),
    ...(drawn?.shapes ?? []).map((shape) => region(shape, drawn?.image.instance ?? '')),
  ]);
  const content = [
    {
      ...code(dcm('121049', 'Language of Content Item and Descendants'), ENGLISH),
      relation: 'HAS CONCEPT MOD',
    },
    { ...code(dcm('121058', 'Procedure reported'), ULTRASOUND), relation: 'HAS CONCEPT MOD' },
    container(dcm('126010', 'Imaging Measurements'), [group]),
    text(dcm('121106', 'Comment'), notice),
  ];
  const root = container(dcm('126000', 'Imaging Measurement Report'), content);
  return writeDicom(EXPLICIT, { sopClass: COMPREHENSIVE_SR, instance: ids.instance }, [
    { tag: '00080020', vr: 'DA', value: date },
    { tag: '00080023', vr: 'DA', value: date },
    { tag: '00080030', vr: 'TM', value: time },
    { tag: '00080033', vr: 'TM', value: time },
    { tag: '00080050', vr: 'SH', value: '' },
    { tag: '00080060', vr: 'CS', value: 'SR' },
    { tag: '00080070', vr: 'LO', value: 'Tautband' },
    { tag: '00080090', vr: 'PN', value: '' },
    { tag: '0008103e', vr: 'LO', value: notice },
    { tag: '00081111', vr: 'SQ', value: [] },
    { tag: '00100010', vr: 'PN', value: '' },
    { tag: '00100020', vr: 'LO', value: '' },
    { tag: '00100030', vr: 'DA', value: '' },
    { tag: '00100040', vr: 'CS', value: '' },
    { tag: '0020000d', vr: 'UI', value: ids.study },
    { tag: '0020000e', vr: 'UI', value: ids.series },
    { tag: '00200010', vr: 'SH', value: '' },
    { tag: '00200011', vr: 'IS', value: '1' },
    { tag: '00200013', vr: 'IS', value: '1' },
    { tag: '0040a372', vr: 'SQ', value: [] },
    ...(drawn === undefined ? [] : [evidence(drawn.image)]),
    { tag: '0040a491', vr: 'CS', value: 'PARTIAL' },
    { tag: '0040a493', vr: 'CS', value: 'UNVERIFIED' },
    { tag: '0040a504', vr: 'SQ', value: [TEMPLATE] },
    ...root.elements,
  ]);
}

const ENGLISH: Code = { value: 'en', scheme: 'RFC5646', meaning: 'English' };
const ULTRASOUND: Code = { value: '16310003', scheme: 'SCT', meaning: 'Ultrasonography' };
const TEMPLATE: readonly Element[] = [
  { tag: '00080105', vr: 'CS', value: 'DCMR' },
  { tag: '0040db00', vr: 'CS', value: '1500' },
];

/** One node of the report: its own elements, and how it hangs on its parent. */
interface Item {
  readonly relation: string;
  readonly elements: readonly Element[];
}

const codeItem = ({ value, scheme, meaning }: Code): readonly Element[] => [
  { tag: '00080100', vr: 'SH', value },
  { tag: '00080102', vr: 'SH', value: scheme },
  { tag: '00080104', vr: 'LO', value: meaning },
];

function node(type: string, name: Code, more: readonly Element[]): Item {
  return {
    relation: 'CONTAINS',
    elements: [
      { tag: '0040a040', vr: 'CS', value: type },
      { tag: '0040a043', vr: 'SQ', value: [codeItem(name)] },
      ...more,
    ],
  };
}

const withRelation = ({ relation, elements }: Item): readonly Element[] => [
  { tag: '0040a010', vr: 'CS', value: relation },
  ...elements,
];

function container(name: Code, items: readonly Item[]): Item {
  return node('CONTAINER', name, [
    { tag: '0040a050', vr: 'CS', value: 'SEPARATE' },
    { tag: '0040a730', vr: 'SQ', value: items.map(withRelation) },
  ]);
}

const text = (name: Code, value: string): Item => node('TEXT', name, [{ tag: '0040a160', vr: 'UT', value }]);
const uid = (name: Code, value: string): Item => node('UIDREF', name, [{ tag: '0040a124', vr: 'UI', value }]);
const code = (name: Code, value: Code): Item =>
  node('CODE', name, [{ tag: '0040a168', vr: 'SQ', value: [codeItem(value)] }]);

/** A number with its unit; its time and what must be known about it hang below. */
function numeric({ at, name, value, unit, standardError, frame, note }: Measurement): Item {
  const measured: readonly Element[] = [
    { tag: '0040a30a', vr: 'DS', value: decimal(value) },
    {
      tag: '004008ea',
      vr: 'SQ',
      value: [codeItem({ value: unit, scheme: 'UCUM', meaning: UNIT_MEANINGS[unit] })],
    },
  ];
  const error = standardError === undefined ? '' : `, standard error ${decimal(standardError)}`;
  const about = `frame ${frame}, ${at}${error}${note === undefined ? '' : `, ${note}`}`;
  return node('NUM', { value: name.slice(0, 16), scheme: '99TAUTBAND', meaning: name.replaceAll('-', ' ') }, [
    { tag: '0040a300', vr: 'SQ', value: [measured] },
    {
      tag: '0040a730',
      vr: 'SQ',
      value: [withRelation({ ...text(dcm('121106', 'Comment'), about), relation: 'HAS PROPERTIES' })],
    },
  ]);
}

/** Coordinates on one frame. They count from the corner of the first pixel, ours from its middle. */
function region({ name, note, points, isClosed, frame }: ReportShape, instance: string): Item {
  const [first] = points;
  const path = isClosed && first !== undefined ? [...points, first] : points;
  const image: Item = {
    relation: 'SELECTED FROM',
    elements: [
      { tag: '0040a040', vr: 'CS', value: 'IMAGE' },
      {
        tag: '00081199',
        vr: 'SQ',
        value: [[...reference(instance), { tag: '00081160', vr: 'IS', value: `${frame + 1}` }]],
      },
    ],
  };
  const comment = { ...text(dcm('121106', 'Comment'), note), relation: 'HAS PROPERTIES' };
  const code = { value: name.slice(0, 16), scheme: '99TAUTBAND', meaning: name.replaceAll('-', ' ') };
  return node('SCOORD', code, [
    { tag: '00700022', vr: 'FL', value: path.flatMap(({ x, y }) => [x + 0.5, y + 0.5]) },
    { tag: '00700023', vr: 'CS', value: path.length === 1 ? 'POINT' : 'POLYLINE' },
    { tag: '0040a730', vr: 'SQ', value: [withRelation(image), withRelation(comment)] },
  ]);
}

const reference = (instance: string): readonly Element[] => [
  { tag: '00081150', vr: 'UI', value: ULTRASOUND_CLIP },
  { tag: '00081155', vr: 'UI', value: instance },
];

/** Every image that the report speaks of, where it belongs. */
const evidence = ({ study, series, instance }: ReportImage): Element => ({
  tag: '0040a375',
  vr: 'SQ',
  value: [
    [
      { tag: '0020000d', vr: 'UI', value: study },
      {
        tag: '00081115',
        vr: 'SQ',
        value: [
          [
            { tag: '0020000e', vr: 'UI', value: series },
            { tag: '00081199', vr: 'SQ', value: [reference(instance)] },
          ],
        ],
      },
    ],
  ],
});

/** A decimal string has at most 16 characters. */
function decimal(value: number): string {
  for (let digits = 10; digits > 0; digits--) {
    const shown = `${Number(value.toPrecision(digits))}`;
    if (shown.length <= 16) return shown;
  }
  return '0';
}
