import { useEffect, useId, useRef, type ReactElement, type ReactNode } from 'react';
import { Button } from './button.tsx';
import './dialog.css';

interface DialogProps {
  readonly title: string;
  /** Word on the button that closes it. */
  readonly close: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A page above the page: the browser's own dialog, which keeps the focus inside and closes with Escape. */
export function Dialog({ title, close, onClose, children }: DialogProps): ReactElement {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const shown = dialog.current;
    // A dialog that is open already throws when opened again, as in a second run of this effect.
    if (shown?.open === false) shown.showModal();
    return () => shown?.close();
  }, []);
  return (
    <dialog ref={dialog} className="dialog" aria-labelledby={id} onCancel={onClose}>
      <div className="dialog__head">
        <h2 id={id}>{title}</h2>
        <Button look="quiet" onPress={onClose}>
          {close}
        </Button>
      </div>
      <div className="dialog__body" tabIndex={0}>
        {children}
      </div>
    </dialog>
  );
}
