import { expect, test } from 'vitest';
import type { Elements } from '../../src/imaging/dicom/elements.ts';
import { decimal } from '../../src/imaging/dicom/elements.ts';
import { writeReport } from '../../src/imaging/dicom/report.ts';
import type { Measurement } from '../../src/imaging/measurements.ts';
import type { Instant } from '../../src/kit/time.ts';
import { parse } from '../../src/web/features/ultrasound/dicom/parse.ts';

const NOTICE = 'Research use only: not for diagnosis or needle guidance';
const AT = '2030-01-02T03:04:05.678Z' as Instant;
const rows: readonly Measurement[] = [
  { at: AT, name: 'tip-depth', value: 12.34, unit: 'mm', frame: 4, note: 'seen' },
  { at: AT, name: 'strain-ratio', value: -1 / 3, unit: '1', standardError: 0.21, frame: 9 },
];
const ids = { study: '2.25.1', series: '2.25.2', instance: '2.25.3', tracking: '2.25.4' };

const meaning = (item: Elements): string | undefined => item.items('0040a043')[0]?.text('00080104');
const find = (item: Elements, name: string): Elements => {
  const found = item.items('0040a730').find((child) => meaning(child) === name);
  if (found === undefined) throw new Error(`no ${name}`);
  return found;
};

test('a report read back by another program holds every number, its unit and the notice', () => {
  const parsed = parse(writeReport({ rows }, ids, NOTICE, AT));
  if (!parsed.ok) throw new Error(parsed.error.got);
  const { elements } = parsed.value;
  expect(elements.text('00080016')).toBe('1.2.840.10008.5.1.4.1.1.88.33');
  expect(elements.items('0040a504')[0]?.text('0040db00')).toBe('1500');
  expect(meaning(elements)).toBe('Imaging Measurement Report');
  expect(find(elements, 'Comment').text('0040a160')).toBe(NOTICE);
  expect(elements.text('0008103e')).toBe(NOTICE);
  const group = find(find(elements, 'Imaging Measurements'), 'Measurement Group');
  const numbers = group.items('0040a730').filter((item) => item.text('0040a040') === 'NUM');
  const read = numbers.map((item) => {
    const measured = item.items('0040a300')[0]!;
    const unit = measured.items('004008ea')[0]!;
    return [meaning(item), decimal(measured, '0040a30a'), unit.text('00080100')];
  });
  expect(read).toEqual([
    ['tip depth', 12.34, 'mm'],
    ['strain ratio', -0.3333333333, '1'],
  ]);
  expect(find(numbers[1]!, 'Comment').text('0040a160')).toContain('standard error 0.21');
});

test('a report names no patient', () => {
  const parsed = parse(writeReport({ rows }, ids, NOTICE, AT));
  if (!parsed.ok) throw new Error(parsed.error.got);
  for (const tag of ['00100010', '00100020', '00100030'])
    expect(parsed.value.elements.text(tag) ?? '').toBe('');
});

test('what was drawn stands on its frame of the clip, and the report names the clip', () => {
  const image = { study: '2.25.7', series: '2.25.8', instance: '2.25.9' };
  const shapes = [
    {
      name: 'vessel',
      note: 'artery, drawn by Dr A',
      points: [
        { x: 10, y: 20 },
        { x: 30, y: 20 },
        { x: 30, y: 40.25 },
      ],
      isClosed: true,
      frame: 4,
    },
    { name: 'target', note: 'set by Dr A', points: [{ x: 0, y: 0 }], isClosed: false, frame: 0 },
  ];
  const parsed = parse(writeReport({ rows, drawn: { image, shapes } }, ids, NOTICE, AT));
  if (!parsed.ok) throw new Error(parsed.error.got);
  const { elements } = parsed.value;
  const group = find(find(elements, 'Imaging Measurements'), 'Measurement Group');
  const found = group.items('0040a730').filter((item) => item.text('0040a040') === 'SCOORD');
  const read = found.map((item) => {
    const bytes = item.bytes('00700022') ?? new Uint8Array();
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const numbers = Array.from({ length: bytes.length / 4 }, (_, n) => view.getFloat32(4 * n, true));
    const [selected] = item.items('0040a730');
    const [image_] = selected?.items('00081199') ?? [];
    return [
      meaning(item),
      item.text('00700023'),
      numbers,
      image_?.text('00081155'),
      image_?.text('00081160'),
    ];
  });
  // The corner of the first pixel is (0, 0), so its middle is (0.5, 0.5); frames count from 1; the outline is closed.
  expect(read).toEqual([
    ['vessel', 'POLYLINE', [10.5, 20.5, 30.5, 20.5, 30.5, 40.75, 10.5, 20.5], '2.25.9', '5'],
    ['target', 'POINT', [0.5, 0.5], '2.25.9', '1'],
  ]);
  const [study] = elements.items('0040a375');
  expect(study?.text('0020000d')).toBe('2.25.7');
  expect(study?.items('00081115')[0]?.items('00081199')[0]?.text('00081155')).toBe('2.25.9');
});
