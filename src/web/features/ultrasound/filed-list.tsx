import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, type ReactElement } from 'react';
import type { AnyPart, PartRecord } from '../../../core/episode.ts';
import type { ImagingFile, ImagingItem } from '../../../core/imaging-item.ts';
import { blobOf, imagingReads } from '../../api/imaging.ts';
import { partsOfKind } from '../../api/parts.ts';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/states.tsx';
import { download } from './export/download.ts';
import type { VisitPlace } from './visit-place.ts';
import { RESEARCH_ONLY, words } from './words.ts';
import './filed-list.css';

interface FiledListProps {
  readonly place: VisitPlace;
  readonly parts: readonly AnyPart[];
}

/** What the workspace has filed into this visit, latest first. */
export function FiledList({ place, parts }: FiledListProps): ReactElement {
  const filed = partsOfKind(parts, 'imaging').filter(({ visitId }) => visitId === place.visitId);
  return (
    <section className="filed" aria-labelledby="filed-title">
      <header className="filed__head">
        <h2 id="filed-title">{words.filed.title}</h2>
        <p>{RESEARCH_ONLY}</p>
      </header>
      {filed.length === 0 ? (
        <Empty title={words.filed.none}>{words.filed.noneText}</Empty>
      ) : (
        <ul className="filed__list">
          {filed.toReversed().map((part) => (
            <FiledItem key={part.id} part={part} visit={place.visitId} />
          ))}
        </ul>
      )}
    </section>
  );
}

interface FiledItemProps {
  readonly part: PartRecord<'imaging'>;
  readonly visit: string;
}

function FiledItem({ part: { body, id }, visit }: FiledItemProps): ReactElement {
  const { what, takenAt, measurements, log, file } = body;
  return (
    <li className="card filed__item" aria-labelledby={`filed-${id}`}>
      {file?.type === 'image/png' && <Picture file={file} visit={visit} />}
      <div>
        <h3 id={`filed-${id}`}>
          {words.filed.what[what]}, {takenAt.slice(11, 19)} UTC
        </h3>
        <p className="panel__note">{aboutOf(body)}</p>
        {measurements.length > 0 && (
          <dl className="filed__values">
            {measurements.slice(-8).map(({ name, value, unit, standardError }, n) => (
              <div key={n}>
                <dt>{name.replaceAll('-', ' ')}</dt>
                <dd className="number">
                  {value.toFixed(2)} {unit === '1' ? '' : unit.replace('[px]', 'px').replace('deg', '°')}
                  {standardError !== undefined && ` ± ${standardError.toFixed(2)} SE`}
                </dd>
              </div>
            ))}
          </dl>
        )}
        {log.length > 0 && <p className="panel__note">{words.filed.log(log.length)}</p>}
        {file !== undefined && <Save file={file} visit={visit} takenAt={takenAt} />}
      </div>
    </li>
  );
}

const aboutOf = ({ source, scale, frames, uniqueFps, note }: ImagingItem): string =>
  [
    words.filed.source[source],
    frames === undefined || frames === 1 ? '' : `${frames} frames`,
    uniqueFps === undefined ? '' : `${uniqueFps.toFixed(0)} different frames a second`,
    scale === undefined ? 'no scale: px' : `${scale.y.toFixed(4)} mm/px, ${scale.from}`,
    note ?? '',
  ]
    .filter((text) => text !== '')
    .join(' · ');

function Picture({ file, visit }: { readonly file: ImagingFile; readonly visit: string }): ReactElement {
  const { data } = useQuery(imagingReads.attachment(visit, file.id));
  const url = useMemo(() => (data === undefined ? undefined : URL.createObjectURL(blobOf(data))), [data]);
  useEffect(
    () => () => {
      if (url !== undefined) URL.revokeObjectURL(url);
    },
    [url],
  );
  if (url === undefined) return <div className="filed__picture" aria-hidden="true" />;
  return <img className="filed__picture" src={url} alt={words.filed.alt} />;
}

interface SaveProps {
  readonly file: ImagingFile;
  readonly visit: string;
  readonly takenAt: string;
}

function Save({ file, visit, takenAt }: SaveProps): ReactElement {
  const attachment = useQuery({ ...imagingReads.attachment(visit, file.id), enabled: false });
  const save = async (): Promise<void> => {
    const { data } = attachment.data === undefined ? await attachment.refetch() : attachment;
    const ending = file.type === 'image/png' ? 'png' : 'dcm';
    if (data !== undefined)
      download(blobOf(data), `ultrasound-${takenAt.slice(0, 19).replaceAll(':', '')}.${ending}`);
  };
  return (
    <Button onPress={() => void save()}>
      {words.filed.save} ({(file.bytes / 1e6).toFixed(1)} MB)
    </Button>
  );
}
