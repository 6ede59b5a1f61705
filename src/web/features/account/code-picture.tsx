import type { ReactElement } from 'react';
import { encode } from 'uqr';

/** A QR code, drawn as one path. */
export function CodePicture({
  text,
  label,
}: {
  readonly text: string;
  readonly label: string;
}): ReactElement {
  const { data, size } = encode(text, { border: 2 });
  const path = data
    .flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')))
    .filter((part) => part !== '')
    .join('');
  return (
    <svg className="account__picture" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <path d={path} />
    </svg>
  );
}
