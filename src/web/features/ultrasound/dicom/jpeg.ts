import type { ImageInfo } from '../../../../imaging/dicom/image.ts';
import { fromColour, type Picture } from '../../../../imaging/dicom/picture.ts';

/**
 * Picture of a JPEG frame, by the browser: WebCodecs where there is one, otherwise through an image bitmap.
 *
 * Brightness is taken from the Y plane as it was stored: turning it into red, green and blue and back costs a grey
 * level here and there. Rejects with whatever the browser says about a damaged stream.
 */
export async function jpegPicture(bytes: Uint8Array, info: ImageInfo): Promise<Picture> {
  const picture = 'ImageDecoder' in self ? await byWebCodecs(bytes) : await byBitmap(bytes);
  if (picture.width !== info.width || picture.height !== info.height)
    throw new Error(`${picture.width} x ${picture.height} pixels`);
  if (info.colours !== 'MONOCHROME1') return picture;
  return { ...picture, grey: picture.grey.map((value) => 255 - value) };
}

async function byWebCodecs(bytes: Uint8Array): Promise<Picture> {
  const decoder = new ImageDecoder({ data: bytes.slice(), type: 'image/jpeg' });
  try {
    const { image } = await decoder.decode();
    try {
      return image.format?.startsWith('I4') === true ? await fromPlanes(image) : await fromPixels(image);
    } finally {
      image.close();
    }
  } finally {
    decoder.close();
  }
}

async function fromPlanes(image: VideoFrame): Promise<Picture> {
  const { width, height } = image.visibleRect ?? { width: image.codedWidth, height: image.codedHeight };
  const buffer = new Uint8Array(image.allocationSize());
  const [y, u, v] = await image.copyTo(buffer);
  if (y === undefined || u === undefined || v === undefined) return fromPixels(image);
  const grey = new Uint8Array(width * height);
  for (let row = 0; row < height; row++)
    grey.set(buffer.subarray(y.offset + row * y.stride, y.offset + row * y.stride + width), row * width);
  // Rounding in the encoder leaves chroma of grey pictures one step off centre.
  const isGrey = buffer
    .subarray(Math.min(u.offset, v.offset))
    .every((c) => (c >= 126 && c <= 130) || c === 0);
  if (isGrey) return { width, height, grey };
  const { colour } = await fromPixels(image);
  return colour === undefined ? { width, height, grey } : { width, height, grey, colour };
}

async function fromPixels(image: VideoFrame): Promise<Picture> {
  const { width, height } = image.visibleRect ?? { width: image.codedWidth, height: image.codedHeight };
  const rgba = new Uint8Array(image.allocationSize({ format: 'RGBA' }));
  await image.copyTo(rgba, { format: 'RGBA' });
  return fromColour(width, height, withoutAlpha(rgba, width * height));
}

async function byBitmap(bytes: Uint8Array): Promise<Picture> {
  const bitmap = await createImageBitmap(new Blob([bytes.slice()], { type: 'image/jpeg' }), {
    colorSpaceConversion: 'none',
  });
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('no canvas');
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  return fromColour(
    width,
    height,
    withoutAlpha(context.getImageData(0, 0, width, height).data, width * height),
  );
}

function withoutAlpha(rgba: ArrayLike<number>, count: number): Uint8Array {
  const colour = new Uint8Array(3 * count);
  for (let n = 0; n < count; n++) for (let c = 0; c < 3; c++) colour[3 * n + c] = rgba[4 * n + c] ?? 0;
  return colour;
}
