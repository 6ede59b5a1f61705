import { RESEARCH_ONLY } from '../words.ts';

/** Strip below the pictures that says what they are, in pixels. */
const FOOT = 44;

/**
 * One PNG with the raw picture on the left and the picture with its overlays on the right, the time and what it must not
 * be used for. The words are part of the picture, so they cannot be lost from it.
 *
 * @param most bytes; a larger picture is made smaller until it fits
 */
export async function snapshot(
  panes: { readonly raw: HTMLCanvasElement; readonly layers: Element },
  at: string,
  most = Infinity,
): Promise<Blob> {
  const canvas = await drawn(panes, at);
  for (let share = 1; ; share *= 0.8) {
    const blob = await pngOf(share === 1 ? canvas : smaller(canvas, share));
    if (blob.size <= most) return blob;
  }
}

async function drawn(
  panes: { readonly raw: HTMLCanvasElement; readonly layers: Element },
  at: string,
): Promise<HTMLCanvasElement> {
  const { width, height } = panes.raw;
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width: 2 * width, height: height + FOOT });
  const context = canvas.getContext('2d', { alpha: false });
  if (context === null) throw new Error('no canvas');
  context.drawImage(panes.raw, 0, 0);
  for (const layer of panes.layers.querySelectorAll('canvas')) {
    context.globalAlpha = Number(getComputedStyle(layer).opacity);
    context.drawImage(layer, width, 0, width, height);
  }
  context.globalAlpha = 1;
  const marks = panes.layers.querySelector('svg');
  if (marks !== null) context.drawImage(await pictureOf(marks, width, height), width, 0);
  context.fillStyle = '#ffffff';
  context.font = '600 15px system-ui, sans-serif';
  context.fillText(RESEARCH_ONLY, 10, height + 19);
  context.font = '13px system-ui, sans-serif';
  context.fillText(at, 10, height + 37);
  return canvas;
}

const pngOf = (canvas: HTMLCanvasElement): Promise<Blob> =>
  new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob === null ? reject(new Error('no picture')) : resolve(blob)), 'image/png'),
  );

function smaller(canvas: HTMLCanvasElement, share: number): HTMLCanvasElement {
  const small = document.createElement('canvas');
  const [width, height] = [Math.round(canvas.width * share), Math.round(canvas.height * share)];
  Object.assign(small, { width, height });
  small.getContext('2d', { alpha: false })?.drawImage(canvas, 0, 0, width, height);
  return small;
}

/** The line drawing as a picture. What the style sheet says must be copied onto the elements first. */
async function pictureOf(marks: SVGSVGElement, width: number, height: number): Promise<HTMLImageElement> {
  const copy = marks.cloneNode(true) as SVGSVGElement;
  const [from, to] = [marks.querySelectorAll('*'), copy.querySelectorAll('*')];
  from.forEach((element, n) => {
    const style = getComputedStyle(element);
    for (const name of COPIED) to[n]?.setAttribute(name, style.getPropertyValue(name));
  });
  copy.setAttribute('width', `${width}`);
  copy.setAttribute('height', `${height}`);
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  const image = new Image();
  const text = new XMLSerializer().serializeToString(copy);
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  return image;
}

const COPIED = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'opacity',
  'font-size',
  'font-family',
  'text-anchor',
  'paint-order',
] as const;
