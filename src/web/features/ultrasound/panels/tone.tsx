import { useEffect, type ReactElement } from 'react';
import type { TipDistance } from '../../../../imaging/path/live.ts';
import { Switch } from './switch.tsx';

interface ToneProps {
  readonly level: TipDistance['level'] | undefined;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

/** Hertz and beats per second; silence says nothing, so it is never a sign that all is well. */
const BEATS = { near: { pitch: 520, every: 600 }, inside: { pitch: 880, every: 200 } } as const;

/** A beat while the tip is within a margin, faster when it touches. */
export function Tone({ level, isOn, onChange }: ToneProps): ReactElement {
  useEffect(() => {
    if (!isOn || level === undefined || level === 'clear') return;
    const { pitch, every } = BEATS[level];
    const sound = new AudioContext();
    const timer = window.setInterval(() => beat(sound, pitch), every);
    return () => {
      window.clearInterval(timer);
      void sound.close();
    };
  }, [isOn, level]);
  return (
    <Switch isOn={isOn} onChange={onChange}>
      Tone near structures
    </Switch>
  );
}

function beat(sound: AudioContext, pitch: number): void {
  const [voice, volume] = [sound.createOscillator(), sound.createGain()];
  voice.frequency.value = pitch;
  volume.gain.setValueAtTime(0.12, sound.currentTime);
  volume.gain.exponentialRampToValueAtTime(0.001, sound.currentTime + 0.12);
  voice.connect(volume).connect(sound.destination);
  voice.start();
  voice.stop(sound.currentTime + 0.13);
}
