import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits that fit into a cookie or an address. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** What is kept of a token. It has too much chance in it to be guessed from its digest, so no salt is needed. */
export const digestOf = (token: string): string => createHash('sha256').update(token).digest('base64url');
