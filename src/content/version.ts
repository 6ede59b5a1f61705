/** Version of everything in `content`. Raise the middle number when a change can change advice. */
export const CONTENT_VERSION = '0.3.0';
