import { RESEARCH_ONLY } from '../words.ts';

/** Strip below the pictures that says what they are, in pixels. */
const FOOT = 44;

/**
 * One PNG with the raw picture on the left and the picture with its overlays on the right, the time and what it must not
 * be used for. The words are part of the picture, so they cannot be lost from it.
 */
export async function snapshot(
  panes: { readonly raw: HTMLCanvasElement; readonly layers: Element },
  at: string,
): Promise<Blob> {
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
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob === null ? reject(new Error('no picture')) : resolve(blob)), 'image/png'),
  );
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

/** Hand a file to the browser's downloads. */
export function download(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
