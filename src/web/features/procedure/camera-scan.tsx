import { useEffect, useRef, useState, type ReactElement } from 'react';
import { Notice } from '../../ui/states.tsx';
import { words } from './words.ts';

/** The browser's own reader of barcodes, where it has one. */
interface Detector {
  detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>;
}
type DetectorMaker = new (options: { readonly formats: readonly string[] }) => Detector;

const maker = (): DetectorMaker | undefined =>
  (window as { readonly BarcodeDetector?: DetectorMaker }).BarcodeDetector;

/** Whether this browser reads barcodes from pictures. Without, a scanner that types or a keyboard does. */
export const hasBarcodeDetector = (): boolean => maker() !== undefined;

const FORMATS = ['data_matrix', 'code_128', 'ean_13', 'qr_code'] as const;
/** Milliseconds between two looks. */
const EVERY = 200;

/** The camera, until it reads a barcode. No picture is kept or sent. */
export function CameraScan({ onRead }: { readonly onRead: (text: string) => void }): ReactElement {
  const video = useRef<HTMLVideoElement>(null);
  const [isFaulty, setFaulty] = useState(false);
  const read = useRef(onRead);
  useEffect(() => {
    read.current = onRead;
  }, [onRead]);
  useEffect(() => {
    const Made = maker();
    if (Made === undefined) return undefined;
    const detector = new Made({ formats: FORMATS });
    let stream: MediaStream | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const look = async (): Promise<void> => {
      const shown = video.current;
      if (isOver || shown === null) return;
      const [found] = shown.readyState < 2 ? [] : await detector.detect(shown);
      if (found !== undefined) read.current(found.rawValue);
      else timer = setTimeout(() => void look(), EVERY);
    };
    const start = async (): Promise<void> => {
      try {
        stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
        if (video.current === null || isOver) return;
        video.current.srcObject = stream;
        await video.current.play();
        await look();
      } catch {
        setFaulty(true);
      }
    };
    void start();
    return () => {
      isOver = true;
      clearTimeout(timer);
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
  }, []);
  if (isFaulty) return <Notice tone="caution">{words.cameraFault}</Notice>;
  return <video ref={video} className="procedure__camera" muted playsInline aria-label={words.camera} />;
}
