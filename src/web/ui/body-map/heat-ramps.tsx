import type { ReactElement } from 'react';

/**
 * The colour ramps of every heat map, mounted once per page.
 *
 * Each takes the strength of a blurred field from the red channel and turns it into colour and cover: nothing
 * at zero, then amber, orange, red, wine. The dark ramp ends bright, because on a dark body bright is strong.
 */
export function HeatRamps(): ReactElement {
  return (
    <svg className="hidden-visually" aria-hidden="true" width="0" height="0">
      <defs>
        <Ramp
          id="heat-ramp-light"
          red=".99 .98 .96 .92 .84 .72"
          green=".88 .79 .62 .41 .24 .12"
          blue=".58 .42 .32 .29 .28 .29"
          cover="0 .5 .72 .82 .87 .9"
        />
        <Ramp
          id="heat-ramp-dark"
          red=".5 .7 .86 .95 .98 1"
          green=".36 .5 .47 .38 .29 .36"
          blue=".16 .2 .23 .26 .31 .38"
          cover="0 .42 .62 .76 .84 .88"
        />
      </defs>
    </svg>
  );
}

interface RampProps {
  readonly id: string;
  readonly red: string;
  readonly green: string;
  readonly blue: string;
  readonly cover: string;
}

function Ramp({ id, red, green, blue, cover }: RampProps): ReactElement {
  return (
    <filter id={id} x="0" y="0" width="1" height="1" colorInterpolationFilters="sRGB">
      <feColorMatrix values="1 0 0 0 0  1 0 0 0 0  1 0 0 0 0  1 0 0 0 0" />
      <feComponentTransfer>
        <feFuncR type="table" tableValues={red} />
        <feFuncG type="table" tableValues={green} />
        <feFuncB type="table" tableValues={blue} />
        <feFuncA type="table" tableValues={cover} />
      </feComponentTransfer>
    </filter>
  );
}
