import { useState, type SubmitEvent, type ReactElement } from 'react';
import type { Prepared } from '../../../core/treat/kept-procedure.ts';
import { readExpiry, readVialLabel } from '../../../core/treat/vial-label.ts';
import type { Day } from '../../../kit/time.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { CameraScan, hasBarcodeDetector } from './camera-scan.tsx';
import { solutionName } from './setup.view.tsx';
import { words } from './words.ts';

interface VialFieldProps {
  readonly prepared: Prepared;
  readonly day: Day;
  readonly onRead: (label: Pick<Prepared, 'lot' | 'expiry'>) => void;
}

/** Lot and expiry of a vial: scanned by what types like a keyboard, by the camera where there is one, or typed. */
export function VialField({ prepared, day, onRead }: VialFieldProps): ReactElement {
  const { lot, expiry } = prepared;
  const [text, setText] = useState('');
  const [until, setUntil] = useState('');
  const [fault, setFault] = useState<'label' | 'expiry'>();
  const [isAgain, setAgain] = useState(false);
  const [isCamera, setCamera] = useState(false);
  const take = (read: string): void => {
    const label = readVialLabel(read, day);
    if (!label.ok) {
      setFault('label');
      return;
    }
    setFault(undefined);
    setCamera(false);
    const next = { lot: label.value?.lot ?? (label.value === undefined ? read.trim() : undefined) };
    const found = label.value?.expiry ?? readExpiry(until, day);
    if (next.lot === undefined || next.lot === '') return;
    onRead({ lot: next.lot, ...(found === undefined ? {} : { expiry: found }) });
    setText('');
    if (found !== undefined) setAgain(false);
  };
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (text.trim() !== '') take(text);
    if (until.trim() === '') return;
    const day2 = readExpiry(until, day);
    setFault(day2 === undefined ? 'expiry' : undefined);
    const known = text.trim() === '' ? lot : undefined;
    if (day2 !== undefined && known !== undefined) onRead({ lot: known, expiry: day2 });
  };
  if (lot !== undefined && expiry !== undefined && !isAgain)
    return (
      <p className="procedure__done number" data-expired={expiry < day ? '' : undefined}>
        {words.vial(lot, expiry)}{' '}
        <Button look="quiet" onPress={() => setAgain(true)}>
          {words.otherVial}
        </Button>
      </p>
    );
  return (
    <form className="procedure__fields" onSubmit={submit}>
      <TextField
        label={words.scanOf(solutionName(prepared))}
        hint={lot === undefined || isAgain ? words.scanHint : words.vialLot(lot)}
        value={text}
        maxLength={120}
        hasFocus
        fault={fault === 'label' ? words.scanFault : undefined}
        onChange={setText}
      />
      <TextField
        label={words.expiry}
        hint={words.expiryHint}
        value={until}
        maxLength={10}
        fault={fault === 'expiry' ? words.expiryFault : undefined}
        onChange={setUntil}
      />
      <Button type="submit">{words.take}</Button>
      {hasBarcodeDetector() && (
        <Button look="quiet" onPress={() => setCamera(!isCamera)}>
          {isCamera ? words.stopCamera : words.camera}
        </Button>
      )}
      {isCamera && <CameraScan onRead={take} />}
    </form>
  );
}
