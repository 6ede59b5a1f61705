/* Exact Euclidean distance to the nearest marked pixel. path/distance.ts is the specification. */
#include "kernel.h"

#define FAR 1e9f

/* `near` holds, for each pixel, the rows to the nearest marked pixel of its column; rows are swept, so columns are
 * neighbours in memory. */
static void columns(const u8 *mask, int w, int h, f32 *near) {
  v128_t one = wasm_f32x4_splat(1), far = wasm_f32x4_splat(FAR);
  for (int y = 0; y < h; y++) {
    const u8 *m = mask + y * w;
    f32 *d = near + y * w, *last = d - w;
    int x = 0;
    for (; x + 4 <= w; x += 4) {
      v128_t set = wasm_i32x4_ne(wasm_u32x4_extend_low_u16x8(wasm_u16x8_extend_low_u8x16(wasm_v128_load32_zero(m + x))),
                                 wasm_i32x4_splat(0));
      v128_t next = y == 0 ? far : wasm_f32x4_add(wasm_v128_load(last + x), one);
      wasm_v128_store(d + x, wasm_v128_andnot(next, set));
    }
    for (; x < w; x++) d[x] = m[x] ? 0 : y == 0 ? FAR : last[x] + 1;
  }
  for (int y = h - 2; y >= 0; y--) {
    f32 *d = near + y * w, *next = d + w;
    int x = 0;
    for (; x + 4 <= w; x += 4)
      wasm_v128_store(d + x, wasm_f32x4_pmin(wasm_v128_load(d + x), wasm_f32x4_add(wasm_v128_load(next + x), one)));
    for (; x < w; x++) if (next[x] + 1 < d[x]) d[x] = next[x] + 1;
  }
}

/* `out` and `near` hold w × h + 4 floats (they may be the same); `at`, `from`, `height` hold w + 2, `inverse` w + 1. */
EXPORT(distance) void distance(const u8 *mask, int w, int h, f32 sx, f32 sy, f32 *out, int *at, f32 *from, f32 *height, f32 *inverse) {
  columns(mask, w, h, out);
  f32 sx2 = sx * sx, sy2 = sy * sy;
  for (int n = 1; n <= w; n++) inverse[n] = 1 / (2 * sx2 * n);
  for (int y = 0; y < h; y++) {
    f32 *d = out + y * w;
    int k = -1;
    for (int q = 0; q < w; q++) {
      if (d[q] >= FAR) continue;
      f32 f = sy2 * d[q] * d[q], start = 0;
      /* The lower envelope of one parabola per column; a parabola that never shows is dropped. */
      while (k >= 0) {
        int v = at[k];
        start = (f - height[k] + sx2 * (f32)(q - v) * (f32)(q + v)) * inverse[q - v];
        if (start > from[k]) break;
        k--;
      }
      k++;
      at[k] = q;
      height[k] = f;
      from[k] = k == 0 ? -FAR : start;
    }
    if (k < 0) {
      for (int q = 0; q < w; q++) d[q] = FAR;
      continue;
    }
    from[k + 1] = FAR;
    int q = 0;
    for (int n = 0; n <= k; n++) {
      f32 end = from[n + 1];
      int last = end >= w ? w : (int)__builtin_ceilf(end < 0 ? 0 : end), v = at[n];
      f32 f = height[n];
      for (; q < last; q++) d[q] = sx2 * (f32)(q - v) * (f32)(q - v) + f;
    }
  }
  int n = w * h;
  for (int i = 0; i < n; i += 4) {
    v128_t v = wasm_v128_load(out + i);
    v128_t root = wasm_f32x4_sqrt(v), far = wasm_f32x4_splat(FAR);
    wasm_v128_store(out + i, wasm_v128_bitselect(far, root, wasm_f32x4_ge(v, far)));
  }
}
