import { useRef, type ReactElement } from 'react';
import { Button } from '../../../ui/button.tsx';
import type { Source, Sources } from '../use-sources.ts';
import { words } from '../words.ts';

/** Choose where frames come from, and see what came of it. */
export function SourceBar({ sources }: { readonly sources: Sources }): ReactElement {
  const input = useRef<HTMLInputElement>(null);
  const { source } = sources;
  return (
    <div className="source-bar">
      <Button look={source.kind === 'camera' ? 'main' : 'plain'} onPress={() => sources.openCamera()}>
        Live video
      </Button>
      {sources.devices.length > 1 && (
        <label className="source-bar__device">
          <span className="hidden-visually">{words.device}</span>
          <select
            value={source.kind === 'camera' ? source.camera.deviceId : ''}
            onChange={(event) => sources.openCamera(event.target.value)}
          >
            {source.kind !== 'camera' && <option value="">{words.chooseDevice}</option>}
            {sources.devices.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      <Button look="plain" onPress={() => input.current?.click()}>
        Open DICOM or clip
      </Button>
      <input
        ref={input}
        type="file"
        className="hidden-visually"
        tabIndex={-1}
        aria-label="DICOM file or clip"
        accept=".dcm,.ima,application/dicom,video/mp4,video/webm"
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file !== undefined) sources.openFile(file);
          event.target.value = '';
        }}
      />
      <Button look={source.kind === 'phantom' ? 'main' : 'plain'} onPress={() => sources.openPhantom()}>
        Simulated tissue
      </Button>
      <Button look={source.kind === 'training' ? 'main' : 'plain'} onPress={() => sources.openTraining()}>
        Practise
      </Button>
      <p className="source-bar__state" role="status">
        {describe(source)}
      </p>
    </div>
  );
}

function describe(source: Source): string {
  switch (source.kind) {
    case 'none':
      return 'No source';
    case 'opening':
      return `${source.what}${source.share === undefined ? ' …' : `, ${Math.round(source.share * 100)} %`}`;
    case 'camera':
      return `${source.camera.name}, ${source.camera.width} × ${source.camera.height}. ${words.tier[source.camera.tier]}.`;
    case 'camera-failed':
      return `${words.camera(source.error)} (${source.error.said})`;
    case 'clip':
      return source.isOver ? `${source.name}, at its end` : source.name;
    case 'clip-failed':
      return `${source.name} cannot be played by this browser`;
    case 'dicom':
      return `${source.name}, ${source.info.frames} frames, ${source.info.packing}`;
    case 'dicom-failed':
      return `${source.name}: ${words.dicom(source.error)}. Expected ${source.error.expected}, got ${source.error.got}.`;
    case 'phantom':
      return 'Simulated tissue with a hard lump; the needle comes in from the left';
    case 'training':
      return 'Practice on simulated tissue';
  }
}
