/* The loops of the needle detector once more, with WebAssembly SIMD. The TypeScript in needle/ is the specification. */
#include "kernel.h"

#define AROUND 12
#define CAP 1.0f
#define NEUTRAL 0.45f

/* Sums of 2 by 2 grey values. `half` has (w >> 1) × (h >> 1) whole numbers. */
static void half_size(const u8 *src, int w, int h, int *half) {
  int hw = w >> 1, hh = h >> 1;
  v128_t low = wasm_i16x8_splat(0xff);
  for (int y = 0; y < hh; y++) {
    const u8 *a = src + 2 * y * w, *b = a + w;
    int *d = half + y * hw, x = 0;
    for (; x + 8 <= hw; x += 8) {
      v128_t p = wasm_v128_load(a + 2 * x), q = wasm_v128_load(b + 2 * x);
      v128_t sum = wasm_i16x8_add(wasm_i16x8_add(wasm_v128_and(p, low), wasm_u16x8_shr(p, 8)),
                                  wasm_i16x8_add(wasm_v128_and(q, low), wasm_u16x8_shr(q, 8)));
      wasm_v128_store(d + x, wasm_u32x4_extend_low_u16x8(sum));
      wasm_v128_store(d + x + 4, wasm_u32x4_extend_high_u16x8(sum));
    }
    for (; x < hw; x++) d[x] = a[2 * x] + a[2 * x + 1] + b[2 * x] + b[2 * x + 1];
  }
}

/* Add or take away one row from the column sums. `pair` holds sum and square of each column, AROUND columns of zero
 * before and after. */
static void add_row(const int *row, int *sum, int *square, int n, int sign) {
  v128_t s = wasm_i32x4_splat(sign);
  int x = 0;
  for (; x + 4 <= n; x += 4) {
    v128_t v = wasm_v128_load(row + x), sv = wasm_i32x4_mul(v, s);
    wasm_v128_store(sum + x, wasm_i32x4_add(wasm_v128_load(sum + x), sv));
    wasm_v128_store(square + x, wasm_i32x4_add(wasm_v128_load(square + x), wasm_i32x4_mul(v, sv)));
  }
  for (; x < n; x++) { sum[x] += sign * row[x]; square[x] += sign * row[x] * row[x]; }
}

/* Evidence map, (w >> 2) × (h >> 2), in 64ths. `half` as above; `work` holds 7 × ((w >> 1) + 64) ints. */
EXPORT(evidence) void evidence(const u8 *src, int w, int h, short *out, int *half, int *work) {
  int hw = w >> 1, hh = h >> 1, qw = hw >> 1, qh = hh >> 1, line = hw + 64;
  int *sum = work + 16, *square = work + line + 16, *boxes = work + 2 * line, *squares = work + 3 * line;
  int *value = work + 4 * line;
  f32 *inverse = (f32 *)(work + 5 * line);
  __builtin_memset(work, 0, sizeof(int) * 5 * line);
  for (int x = 0; x < 2 * qw + 4; x++) {
    int left = x - AROUND < 0 ? 0 : x - AROUND, right = x + AROUND >= hw ? hw - 1 : x + AROUND;
    inverse[x] = 1.0f / (f32)(right - left + 1);
  }
  half_size(src, w, h, half);
  for (int y = 0; y < AROUND && y < hh; y++) add_row(half + y * hw, sum, square, hw, 1);
  v128_t floor64 = wasm_f32x4_splat(64), neutral = wasm_f32x4_splat(NEUTRAL);
  v128_t cap = wasm_f32x4_splat(CAP), ncap = wasm_f32x4_splat(-CAP), scale = wasm_f32x4_splat(16);
  for (int y = 0; y < hh; y++) {
    if (y + AROUND < hh) add_row(half + (y + AROUND) * hw, sum, square, hw, 1);
    if (y - AROUND - 1 >= 0) add_row(half + (y - AROUND - 1) * hw, sum, square, hw, -1);
    if (y >> 1 >= qh) continue;
    int top = y - AROUND < 0 ? 0 : y - AROUND, bottom = y + AROUND >= hh ? hh - 1 : y + AROUND;
    int rows = bottom - top + 1, s = 0, q = 0;
    /* 16 zeros before and 48 after the columns stand for columns beyond the border. */
    for (int x = 0; x < AROUND && x < hw; x++) { s += sum[x]; q += square[x]; }
    for (int x = 0; x < hw; x++) {
      s += sum[x + AROUND] - sum[x - AROUND - 1];
      q += square[x + AROUND] - square[x - AROUND - 1];
      boxes[x] = s; squares[x] = q;
    }
    v128_t perRow = wasm_f32x4_splat(1.0f / (f32)rows);
    for (int x = 0; x < 2 * qw; x += 4) {
      v128_t n = wasm_f32x4_mul(wasm_v128_load(inverse + x), perRow);
      v128_t mean = wasm_f32x4_mul(wasm_f32x4_convert_i32x4(wasm_v128_load(boxes + x)), n);
      v128_t square = wasm_f32x4_mul(wasm_f32x4_convert_i32x4(wasm_v128_load(squares + x)), n);
      v128_t variance = wasm_f32x4_max(floor64, wasm_f32x4_sub(square, wasm_f32x4_mul(mean, mean)));
      v128_t here = wasm_f32x4_convert_i32x4(wasm_v128_load(half + y * hw + x));
      v128_t z = wasm_f32x4_sub(wasm_f32x4_div(wasm_f32x4_sub(here, mean), wasm_f32x4_sqrt(variance)), neutral);
      z = wasm_f32x4_mul(scale, wasm_f32x4_min(cap, wasm_f32x4_max(ncap, z)));
      wasm_v128_store(value + x, wasm_i32x4_trunc_sat_f32x4(wasm_f32x4_floor(z)));
    }
    short *d = out + (y >> 1) * qw;
    if (y & 1) for (int x = 0; x < qw; x++) d[x] += value[2 * x] + value[2 * x + 1];
    else for (int x = 0; x < qw; x++) d[x] = value[2 * x] + value[2 * x + 1];
  }
}

EXPORT(transpose) void transpose(const short *in, short *out, int w, int h) {
  for (int y = 0; y < h; y++) for (int x = 0; x < w; x++) out[x * h + y] = in[y * w + x];
}

/* Best piece of each line of one family (Kadane), in 64ths of a step. `map` is read in rows of `across`, one per step; `run`
 * and `best` hold `offsets` values and 8 more. Sums stop at 2¹⁵ − 1, which is 511 steps of full evidence. */
EXPORT(pieces) void pieces(const short *map, const int *shift, int steps, int across, short *run, short *best, int offsets) {
  v128_t zero = wasm_i16x8_splat(0);
  for (int o = 0; o < offsets; o += 8) { wasm_v128_store(run + o, zero); wasm_v128_store(best + o, zero); }
  for (int k = 0; k < steps; k++) {
    const short *s = map + k * across;
    short *r = run + shift[k], *b = best + shift[k];
    int n = 0;
    for (; n + 8 <= across; n += 8) {
      v128_t sum = wasm_i16x8_max(zero, wasm_i16x8_add_sat(wasm_v128_load(r + n), wasm_v128_load(s + n)));
      wasm_v128_store(r + n, sum);
      wasm_v128_store(b + n, wasm_i16x8_max(wasm_v128_load(b + n), sum));
    }
    for (; n < across; n++) {
      int sum = r[n] + s[n];
      r[n] = sum < 0 ? 0 : sum > 32767 ? 32767 : sum;
      if (r[n] > b[n]) b[n] = r[n];
    }
  }
}

#define REACH 9
#define ROW 19

/* Grey values at four places, bilinear. */
static inline v128_t four(const u8 *src, int w, v128_t x, v128_t y) {
  v128_t i = wasm_i32x4_trunc_sat_f32x4(x), j = wasm_i32x4_trunc_sat_f32x4(y);
  v128_t fx = wasm_f32x4_sub(x, wasm_f32x4_convert_i32x4(i)), fy = wasm_f32x4_sub(y, wasm_f32x4_convert_i32x4(j));
  v128_t at = wasm_i32x4_add(wasm_i32x4_mul(j, wasm_i32x4_splat(w)), i);
  const u8 *p0 = src + wasm_i32x4_extract_lane(at, 0), *p1 = src + wasm_i32x4_extract_lane(at, 1);
  const u8 *p2 = src + wasm_i32x4_extract_lane(at, 2), *p3 = src + wasm_i32x4_extract_lane(at, 3);
  /* Each 16-bit lane takes two neighbours: the left one is the low byte. Rows in lanes 0–3 and 4–7. */
  v128_t pairs = wasm_i32x4_splat(0);
  pairs = wasm_v128_load16_lane(p0, pairs, 0);
  pairs = wasm_v128_load16_lane(p1, pairs, 1);
  pairs = wasm_v128_load16_lane(p2, pairs, 2);
  pairs = wasm_v128_load16_lane(p3, pairs, 3);
  pairs = wasm_v128_load16_lane(p0 + w, pairs, 4);
  pairs = wasm_v128_load16_lane(p1 + w, pairs, 5);
  pairs = wasm_v128_load16_lane(p2 + w, pairs, 6);
  pairs = wasm_v128_load16_lane(p3 + w, pairs, 7);
  v128_t left = wasm_v128_and(pairs, wasm_i16x8_splat(0xff)), right = wasm_u16x8_shr(pairs, 8);
  v128_t a = wasm_f32x4_convert_i32x4(wasm_u32x4_extend_low_u16x8(left));
  v128_t b = wasm_f32x4_convert_i32x4(wasm_u32x4_extend_low_u16x8(right));
  v128_t c = wasm_f32x4_convert_i32x4(wasm_u32x4_extend_high_u16x8(left));
  v128_t d = wasm_f32x4_convert_i32x4(wasm_u32x4_extend_high_u16x8(right));
  v128_t top = wasm_f32x4_add(a, wasm_f32x4_mul(fx, wasm_f32x4_sub(b, a)));
  v128_t bottom = wasm_f32x4_add(c, wasm_f32x4_mul(fx, wasm_f32x4_sub(d, c)));
  return wasm_f32x4_add(top, wasm_f32x4_mul(fy, wasm_f32x4_sub(bottom, top)));
}

/* Band along a line: 19 grey values per step. The middle of a step is found in doubles, offsets in floats, as in the twin. */
EXPORT(strip) void strip(const u8 *src, int w, int h, double fx, double fy, double dx, double dy, int steps, f32 *out) {
  v128_t maxX = wasm_f32x4_splat(w - 1.001f), maxY = wasm_f32x4_splat(h - 1.001f), zero = wasm_f32x4_splat(0);
  /* Offsets −9 … 9 in five vectors; the last overlaps the one before by one. */
  static const int first[5] = { 0, 4, 8, 12, 15 };
  v128_t acrossX[5], acrossY[5];
  for (int k = 0; k < 5; k++) {
    f32 o = first[k] - REACH;
    v128_t offsets = wasm_f32x4_make(o, o + 1, o + 2, o + 3);
    acrossX[k] = wasm_f32x4_mul(offsets, wasm_f32x4_splat((f32)dy));
    acrossY[k] = wasm_f32x4_mul(offsets, wasm_f32x4_splat((f32)dx));
  }
  for (int t = 0; t < steps; t++) {
    v128_t cx = wasm_f32x4_splat((f32)(fx + t * dx)), cy = wasm_f32x4_splat((f32)(fy + t * dy));
    for (int k = 0; k < 5; k++) {
      v128_t x = wasm_f32x4_min(maxX, wasm_f32x4_max(zero, wasm_f32x4_sub(cx, acrossX[k])));
      v128_t y = wasm_f32x4_min(maxY, wasm_f32x4_max(zero, wasm_f32x4_add(cy, acrossY[k])));
      wasm_v128_store(out + t * ROW + first[k], four(src, w, x, y));
    }
  }
}

static inline f32 mean_of(const f32 *row, int from, int to) {
  f32 sum = 0;
  for (int o = from; o <= to; o++) sum += row[o + REACH];
  return sum / (to - from + 1);
}

EXPORT(moments) void moments(const f32 *band, int begin, int end, int width, double *out) {
  double w = 0, wt = 0, wo = 0, wtt = 0, wto = 0;
  for (int t = begin; t <= end; t++) {
    const f32 *row = band + t * ROW;
    f32 base = 0.5f * (mean_of(row, -REACH, -6) + mean_of(row, 6, REACH));
    f32 s = 0, so = 0;
    for (int o = -width; o <= width; o++) {
      f32 above = row[o + REACH] - base;
      f32 weight = above > 0 ? above * above : 0;
      s += weight;
      so += weight * o;
    }
    w += s; wt += (double)s * t; wo += so; wtt += (double)s * t * t; wto += (double)so * t;
  }
  out[0] = w; out[1] = wt; out[2] = wo; out[3] = wtt; out[4] = wto;
}

/* `raw` receives the ridge, `rough` is overwritten; returns Σ difference and Σ difference² in out[0], out[1]. */
EXPORT(ridge) void ridge(const f32 *band, int steps, f32 *raw, f32 *rough, double *out) {
  double side = 0, square = 0;
  for (int t = 0; t < steps; t++) {
    const f32 *row = band + t * ROW;
    f32 left = mean_of(row, -REACH, -5), right = mean_of(row, 5, REACH);
    rough[t] = mean_of(row, -1, 1) - (left > right ? left : right);
    side += left - right;
    square += (double)(left - right) * (left - right);
  }
  for (int t = 0; t < steps; t++) {
    int first = t < 2 ? 0 : t - 2, last = t + 2 > steps - 1 ? steps - 1 : t + 2;
    f32 sum = 0;
    for (int k = first; k <= last; k++) sum += rough[k];
    raw[t] = sum / (last - first + 1);
  }
  out[0] = side; out[1] = square;
}
