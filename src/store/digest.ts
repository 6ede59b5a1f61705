import { createHash } from 'node:crypto';
import type { EpisodeRecord } from '../core/episode.ts';
import type { RatesDecision } from '../core/rates-decision.ts';
import { canonicalJson } from '../kit/canonical.ts';

/** SHA-256 in hexadecimal. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** SHA-256 of bytes that are given in base 64, in hexadecimal. */
export const sha256OfBase64 = (data: string): string =>
  createHash('sha256').update(Buffer.from(data, 'base64')).digest('hex');

/** Digest of one version of a record, the same however its fields are ordered. */
export const digestOfRecord = (record: EpisodeRecord): string =>
  // Through JSON, as it is kept: a field that is undefined and one that is absent are the same.
  sha256(canonicalJson(JSON.parse(JSON.stringify(record))));

/** How audit events name decisions about the rates of signs. */
export const RATES_DECISION = 'rates-decision';

/** Digest of a decision about the rates of signs. */
export const digestOfDecision = (decision: RatesDecision): string =>
  sha256(canonicalJson(JSON.parse(JSON.stringify(decision))));
