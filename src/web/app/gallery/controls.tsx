import { useState, type ReactElement } from 'react';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Expander } from '../../ui/expander.tsx';
import { StatusBadge } from '../../ui/facts/provenance.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { Sample } from './sample.tsx';

/** Buttons, fields, choices, badges. */
export function Controls(): ReactElement {
  const [text, setText] = useState('');
  const [choice, setChoice] = useState<'one' | 'two' | 'three'>('two');
  return (
    <section className="gallery__row" aria-label="Controls">
      <h2>Controls</h2>
      <Sample title="Buttons">
        <div className="gallery__line">
          <Button look="main">Main</Button>
          <Button>Plain</Button>
          <Button look="quiet">Quiet</Button>
          <Button look="danger">Danger</Button>
          <Button isDisabled>Disabled</Button>
        </div>
      </Sample>
      <Sample title="Fields">
        <TextField label="A field" value={text} onChange={setText} hint="What it is for." />
        <TextField
          label="A field with a fault"
          value="61"
          onChange={() => undefined}
          fault="Expected a year from 1900 to 2026, got “61”"
        />
      </Sample>
      <Sample title="One of a few">
        <Segmented
          label="One of a few"
          options={[
            { id: 'one', text: 'One' },
            { id: 'two', text: 'Two' },
            { id: 'three', text: 'Three' },
          ]}
          value={choice}
          onChange={setChoice}
        />
        <Expander title="Opens what stands beneath">Here it is.</Expander>
      </Sample>
      <Sample title="Badges">
        <div className="gallery__line">
          <StatusBadge status="verified" />
          <StatusBadge status="textbook" />
          <StatusBadge status="unreviewed" />
          <Badge tone="danger">Lung</Badge>
          <Badge tone="calm">Bone</Badge>
        </div>
      </Sample>
      <Sample title="Pain, 1 to 10">
        <div className="gallery__ramp">
          {Array.from({ length: 10 }, (_, i) => (
            <span key={i} className={`pain-swatch pain-${i + 1}`}>
              {i + 1}
            </span>
          ))}
        </div>
      </Sample>
    </section>
  );
}
