/** Packs samples as lossless JPEG (process 14, predictor 1), for files that tests read back. @source itu-t81, annex H */
export function packLossless(
  data: Uint8Array | Uint16Array,
  size: { readonly width: number; readonly height: number; readonly components: number },
): Uint8Array {
  const { width, height, components } = size;
  const precision = data instanceof Uint8Array ? 8 : 16;
  const ids = Array.from({ length: components }, (_, n) => n + 1);
  const bits = new BitWriter();
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let c = 0; c < components; c++) {
        const at = (px: number, py: number): number => data[(py * width + px) * components + c] ?? 0;
        const first = y === 0 ? 2 ** (precision - 1) : at(0, y - 1);
        bits.difference(at(x, y) - (x === 0 ? first : at(x - 1, y)));
      }
  const [high, low] = [(n: number) => n >> 8, (n: number) => n & 255];
  return Uint8Array.from([
    // Seventeen categories, all with codes of five bits: 00000 is category 0, and so on.
    ...[0xff, 0xd8, 0xff, 0xc4, 0, 36, 0],
    ...[0, 0, 0, 0, 17, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    ...Array.from({ length: 17 }, (_, n) => n),
    ...[0xff, 0xc3, 0, 8 + 3 * components, precision, high(height), low(height), high(width), low(width)],
    ...[components, ...ids.flatMap((id) => [id, 0x11, 0])],
    ...[0xff, 0xda, 0, 6 + 2 * components, components, ...ids.flatMap((id) => [id, 0]), 1, 0, 0],
    ...bits.finish(),
    ...[0xff, 0xd9],
  ]);
}

class BitWriter {
  private readonly bytes: number[] = [];
  private held = 0;
  private count = 0;

  /**
   * Five bits of category, then the difference itself; negative ones are written one less, in that many bits.
   * Differences are taken modulo 65,536, and category 16 stands for 32,768 without further bits.
   */
  difference(whole: number): void {
    const value = ((whole + 32_767) & 0xffff) - 32_767;
    const category = value === 0 ? 0 : 32 - Math.clz32(Math.abs(value));
    this.put(category, 5);
    if (category < 16) this.put(value < 0 ? value - 1 : value, category);
  }

  finish(): readonly number[] {
    if (this.count > 0) this.put(0xff, 8 - this.count);
    return this.bytes;
  }

  private put(value: number, length: number): void {
    for (let n = length - 1; n >= 0; n--) {
      this.held = (this.held << 1) | ((value >> n) & 1);
      if (++this.count < 8) continue;
      this.bytes.push(this.held);
      if (this.held === 0xff) this.bytes.push(0);
      [this.held, this.count] = [0, 0];
    }
  }
}
