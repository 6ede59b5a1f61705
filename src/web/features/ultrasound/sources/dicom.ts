import type { DicomError } from '../../../../imaging/dicom/error.ts';
import type { ImageInfo } from '../../../../imaging/dicom/image.ts';
import { crop } from '../../../../imaging/dicom/picture.ts';
import type { Rect } from '../../../../imaging/dicom/regions.ts';
import { err, ok, type Result } from '../../../../kit/result.ts';
import type { AnalysisClient } from '../analysis/client.ts';
import { DicomReader } from '../dicom/client.ts';

/** An opened DICOM file. */
export interface DicomFile {
  readonly info: ImageInfo;
  /** Play all frames once, cut to `rect`; the next call replaces the one before. Resolves with the first error, if any. */
  play(rect: Rect, analysis: AnalysisClient): Promise<DicomError | undefined>;
  close(): void;
}

const STILL_MS = 40;

/** Open a DICOM file in a reader of its own. */
export async function openDicom(file: File): Promise<Result<DicomFile, DicomError>> {
  const reader = new DicomReader();
  const info = await reader.open(new Uint8Array(await file.arrayBuffer()));
  if (!info.ok) {
    reader.close();
    return err(info.error);
  }
  let run = 0;
  return ok({
    info: info.value,
    async play(rect, analysis) {
      const mine = ++run;
      const { frames, frameMs = STILL_MS } = info.value;
      for (let index = 0; index < frames && mine === run; index++) {
        const due = performance.now() + frameMs;
        const picture = await reader.frame(index);
        if (mine !== run) return undefined;
        if (!picture.ok) return picture.error;
        const { grey, colour, width, height } = crop(picture.value, rect);
        const arrived = performance.timeOrigin + performance.now();
        const at = index * frameMs;
        analysis.take({ grey, width, height, at, ...(colour !== undefined && { colour }) }, arrived);
        await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
      }
      return undefined;
    },
    close() {
      run++;
      reader.close();
    },
  });
}
