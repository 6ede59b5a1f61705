/**
 * Writes the operations of a program one word after another, into a buffer that all writers share and nobody else
 * sees: most programs are written once per stroke, and an array that grows word by word would cost more than the
 * thinking. One writer at a time.
 */
export class CodeWriter {
  /** Words written so far. */
  length = 0;
  #operations = 0;

  /** Begin an operation of at most so many words: they go into the buffer from `length` on, and `length` moves after. */
  begin(words: number): Int32Array {
    if (this.length + words > buffers.code.length) buffers.code = grown(buffers.code, this.length + words);
    if (this.#operations >= buffers.starts.length) buffers.starts = grown(buffers.starts, this.#operations);
    buffers.starts[this.#operations++] = this.length;
    return buffers.code;
  }

  /** What was written, and where each operation starts. */
  finish(): { readonly code: Int32Array; readonly starts: Int32Array } {
    return { code: buffers.code.slice(0, this.length), starts: buffers.starts.slice(0, this.#operations) };
  }
}

const buffers: { code: Int32Array; starts: Int32Array } = {
  code: new Int32Array(4096),
  starts: new Int32Array(512),
};

function grown(buffer: Int32Array, least: number): Int32Array {
  const larger = new Int32Array(2 * least);
  larger.set(buffer);
  return larger;
}
