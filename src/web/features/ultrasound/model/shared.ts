import type { ModelError, ModelInfo, Segmentation } from '../../../../imaging/model/segmentation.ts';
import type { Result } from '../../../../kit/result.ts';

/** What the page sends to the model's thread. */
export type ToModel =
  | { readonly kind: 'open'; readonly bytes: Uint8Array }
  | {
      readonly kind: 'look';
      readonly ticket: number;
      readonly grey: Uint8Array;
      readonly width: number;
      readonly height: number;
    };

/** What comes back. */
export type FromModel =
  | { readonly kind: 'opened'; readonly info: Result<ModelInfo, ModelError> }
  | { readonly kind: 'seen'; readonly ticket: number; readonly seen: Result<Segmentation, ModelError> };
