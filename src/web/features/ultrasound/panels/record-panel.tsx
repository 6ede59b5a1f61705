import { useState, type ReactElement } from 'react';
import { compareSides, repeated } from '../../../../imaging/elastography-log.ts';
import { writeReport } from '../../../../imaging/dicom/report.ts';
import { measurementsCsv, type Measurement } from '../../../../imaging/measurements.ts';
import type { TwitchEvent } from '../../../../imaging/twitch/detector.ts';
import type { Instant } from '../../../../kit/time.ts';
import { Button } from '../../../ui/button.tsx';
import { Notice } from '../../../ui/states.tsx';
import type { Desk } from '../desk.ts';
import { download } from '../export/download.ts';
import {
  drawnOn,
  measure,
  measureTwitches,
  newUid,
  SIDES,
  type LogEntry,
  type SavedClip,
  type Side,
} from '../export/record.ts';
import type { Live } from '../live.ts';
import { useLiveSlowly } from '../stage/use-live.ts';
import type { Filing, Measured } from '../use-filing.ts';
import { RESEARCH_ONLY, words } from '../words.ts';
import './record-panel.css';

interface RecordPanelProps {
  readonly live: Live;
  readonly desk: Desk;
  readonly isStale: boolean;
  readonly twitches: readonly TwitchEvent[];
  readonly filing: Filing | undefined;
  readonly savedClip: SavedClip | undefined;
  /** Whether the picture is known to hold no text that names a patient. */
  readonly maySave: boolean;
}

const instant = (): Instant => new Date().toISOString() as Instant;
const nameOf = (what: string, ending: string): string =>
  `${what}-${instant().slice(0, 19).replaceAll(':', '')}.${ending}`;

/** Measurements and the elastography log of this sitting, and how they leave the workspace. */
export function RecordPanel(props: RecordPanelProps): ReactElement {
  const { live, desk, isStale, filing, maySave } = props;
  const [rows, setRows] = useState<readonly Measurement[]>([]);
  const [log, setLog] = useState<readonly LogEntry[]>([]);
  const [said, setSaid] = useState('');
  const measured = [...rows, ...measureTwitches(props.twitches, instant())];
  const record = (): void => {
    const { analysed } = live.read();
    const found = analysed === undefined ? [] : measure(analysed, desk, instant(), isStale);
    setSaid(found.length === 0 ? 'Nothing is measured in this picture' : `${found.length} values recorded`);
    setRows([...rows, ...found]);
  };
  const acquire = (side: Side): void => {
    const ratio = live.read().analysed?.ratio;
    if (ratio?.ok !== true) {
      setSaid('There is no strain ratio to log: set A and B and press evenly');
      return;
    }
    const { ratio: value, standardError, pairs } = ratio.value;
    setLog([...log, { side, at: instant(), ratio: value, standardError, pairs }]);
    setSaid(`Logged for the ${side}`);
  };
  const csv = (): void => {
    const fromLog = log.map(({ at, ratio, standardError, pairs, side }, n): Measurement => ({
      at,
      name: 'acquisition',
      value: ratio,
      unit: '1',
      standardError,
      frame: n,
      note: `${side}, ${pairs} pairs`,
    }));
    const text = measurementsCsv([...measured, ...fromLog], RESEARCH_ONLY);
    download(new Blob([text], { type: 'text/csv' }), nameOf('ultrasound', 'csv'));
  };
  const report = (): void => {
    const ids = { study: newUid(), series: newUid(), instance: newUid(), tracking: newUid() };
    const drawn = drawnOn(props.savedClip, live.read().analysed, desk);
    const content = { rows: measured, ...(drawn !== undefined && { drawn }) };
    const bytes = writeReport(content, ids, RESEARCH_ONLY, instant());
    download(new Blob([bytes.slice()], { type: 'application/dicom' }), nameOf('ultrasound-sr', 'dcm'));
  };
  return (
    <section className="panel" aria-labelledby="record-title">
      <h2 id="record-title">Record</h2>
      <Button onPress={record}>Record this picture</Button>
      <p className="panel__note" role="status">
        {said}
      </p>
      {rows.length > 0 && (
        <table className="recorded">
          <caption className="hidden-visually">Recorded values, the newest first</caption>
          <tbody>
            {rows
              .slice(-6)
              .toReversed()
              .map((row, n) => (
                <tr key={n}>
                  <th scope="row">{row.name.replaceAll('-', ' ')}</th>
                  <td className="number">
                    {row.value.toFixed(2)}{' '}
                    {row.unit === '1' ? '' : row.unit.replace('[px]', 'px').replace('deg', '°')}
                    {row.standardError !== undefined && ` ± ${row.standardError.toFixed(2)}`}
                  </td>
                </tr>
              ))}
          </tbody>
        </table>
      )}
      <h3>Elastography log</h3>
      <div className="row">
        {SIDES.map((side) => (
          <Button key={side} onPress={() => acquire(side)}>
            Add {side}
          </Button>
        ))}
      </div>
      <Log log={log} />
      <IntoVisit filing={filing} live={live} maySave={maySave} measured={{ measurements: measured, log }} />
      <h3>Save to this computer</h3>
      <div className="row">
        <Button isDisabled={measured.length + log.length === 0} onPress={csv}>
          CSV
        </Button>
        <Button isDisabled={measured.length === 0} onPress={report}>
          DICOM SR
        </Button>
      </div>
      {desk.structures.length > 0 && props.savedClip === undefined && (
        <p className="panel__note">{words.clipFirst}</p>
      )}
      <p className="panel__note">No patient is named in these files. Each says: {RESEARCH_ONLY}.</p>
    </section>
  );
}

interface IntoVisitProps {
  readonly filing: Filing | undefined;
  readonly live: Live;
  readonly maySave: boolean;
  readonly measured: Measured;
}

/** What can be filed into the visit from which the workspace was opened. */
function IntoVisit({ filing, live, maySave, measured }: IntoVisitProps): ReactElement {
  const { length } = useLiveSlowly(live);
  const { measurements, log } = measured;
  if (filing === undefined) return <p className="panel__note">{words.filing.alone}</p>;
  const { place, isBusy, said } = filing;
  const mayFile = maySave && length > 0 && !isBusy;
  return (
    <>
      <h3>{words.filing.title}</h3>
      <p className="panel__note">{words.filing.place(place.label, place.day)}</p>
      <div className="row">
        <Button isDisabled={!mayFile} onPress={() => filing.file('snapshot', measured)}>
          {words.filing.snapshot}
        </Button>
        <Button isDisabled={!mayFile} onPress={() => filing.file('clip', measured)}>
          {words.filing.clip}
        </Button>
      </div>
      <Button
        isDisabled={isBusy || measurements.length + log.length === 0}
        onPress={() => filing.file('measurements', measured)}
      >
        {words.filing.measurements}
      </Button>
      {length > 0 && !maySave && <p className="panel__note">{words.filing.region}</p>}
      <p className="panel__note" role="status">
        {said}
      </p>
    </>
  );
}

function Log({ log }: { readonly log: readonly LogEntry[] }): ReactElement {
  const of = (side: Side): readonly LogEntry[] => log.filter((entry) => entry.side === side);
  const both = compareSides(of('site'), of('other side'));
  return (
    <>
      <dl className="log">
        {SIDES.map((side) => {
          const summary = repeated(of(side));
          return (
            <div key={side}>
              <dt>{side}</dt>
              <dd className="number">
                {summary.ok
                  ? `${summary.value.mean.toFixed(2)}, CV ${(summary.value.variation * 100).toFixed(0)} %, n ${summary.value.count}`
                  : `${of(side).length} of at least 3`}
              </dd>
            </div>
          );
        })}
      </dl>
      {both.ok && (
        <Notice tone="calm">
          Site over other side: {both.value.ratio.toFixed(2)} ± {both.value.standardError.toFixed(2)} SE. A
          measurement with its repeatability, not a finding.
        </Notice>
      )}
    </>
  );
}
