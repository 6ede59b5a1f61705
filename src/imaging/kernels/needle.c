/* The loops of the needle detector once more, with WebAssembly SIMD. The TypeScript in needle/ is the specification. */
#include "kernel.h"

#define AROUND 6
#define CAP 1.0f
#define NEUTRAL 0.45f
#define QUARTER 16.0f

/* Sums of 2 by 2 grey values. `half` has (w >> 1) × (h >> 1) whole numbers. */
static void half_size(const u8 *src, int w, int h, short *half) {
  int hw = w >> 1, hh = h >> 1;
  v128_t low = wasm_i16x8_splat(0xff);
  for (int y = 0; y < hh; y++) {
    const u8 *a = src + 2 * y * w, *b = a + w;
    short *d = half + y * hw;
    int x = 0;
    for (; x + 8 <= hw; x += 8) {
      v128_t p = wasm_v128_load(a + 2 * x), q = wasm_v128_load(b + 2 * x);
      v128_t sum = wasm_i16x8_add(wasm_i16x8_add(wasm_v128_and(p, low), wasm_u16x8_shr(p, 8)),
                                  wasm_i16x8_add(wasm_v128_and(q, low), wasm_u16x8_shr(q, 8)));
      wasm_v128_store(d + x, sum);
    }
    for (; x < hw; x++) d[x] = a[2 * x] + a[2 * x + 1] + b[2 * x] + b[2 * x + 1];
  }
}

/* Sum and sum of squares of the four half-resolution values of each block. May write three values past the end. */
static void add_blocks(const short *half, int hw, int qw, int qh, int *sums, int *squares) {
  for (int y = 0; y < qh; y++) {
    const short *a = half + 2 * y * hw, *b = a + hw;
    for (int x = 0; x < qw; x += 4) {
      v128_t p = wasm_v128_load(a + 2 * x), q = wasm_v128_load(b + 2 * x);
      wasm_v128_store(sums + y * qw + x, wasm_i32x4_add(wasm_i32x4_extadd_pairwise_i16x8(p),
                                                        wasm_i32x4_extadd_pairwise_i16x8(q)));
      wasm_v128_store(squares + y * qw + x, wasm_i32x4_add(wasm_i32x4_dot_i16x8(p, p), wasm_i32x4_dot_i16x8(q, q)));
    }
  }
}

/* Add one row to column sums, or take it away. May write three values past the end. */
static void add_row(const int *row, int *sum, int n, int isAdded) {
  for (int x = 0; x < n; x += 4) {
    v128_t v = wasm_v128_load(row + x), s = wasm_v128_load(sum + x);
    wasm_v128_store(sum + x, isAdded ? wasm_i32x4_add(s, v) : wasm_i32x4_sub(s, v));
  }
}

/* Whole numbers below 2²² in size that are held in floats, as integers. The instruction for it is slow: it must also take
 * what is no number. This one adds a float whose last bit is worth 1. */
static inline v128_t integers(v128_t whole) {
  v128_t bits = wasm_f32x4_add(whole, wasm_f32x4_splat(12582912.0f));
  return wasm_i32x4_sub(bits, wasm_i32x4_splat(0x4b400000));
}

/* Evidence of four places, in 64ths: scaled, less the offset, clipped, in whole numbers. */
static inline v128_t judged(v128_t grey, v128_t scale, v128_t offset) {
  v128_t z = wasm_f32x4_sub(wasm_f32x4_mul(wasm_f32x4_convert_i32x4(grey), scale), offset);
  z = wasm_f32x4_pmax(wasm_f32x4_splat(-QUARTER * CAP), wasm_f32x4_pmin(wasm_f32x4_splat(QUARTER * CAP), z));
  return integers(wasm_f32x4_floor(z));
}

/* Evidence map, (w >> 2) × (h >> 2) and up to three values more, in 64ths. `half` has (w >> 1) × (h >> 1) shorts and 8
 * more; `work` holds two maps and five rows of (w >> 2) + 32 ints. */
EXPORT(evidence) void evidence(const u8 *src, int w, int h, short *out, short *half, int *work) {
  int hw = w >> 1, qw = w >> 2, qh = h >> 2, line = qw + 32;
  int *sums = work, *squares = sums + qw * qh + 4, *rows = squares + qw * qh + 4;
  /* AROUND zeros and one before, and more than AROUND after the columns stand for columns beyond the border. */
  int *column = rows + 8, *columnSquare = rows + line + 8, *box = rows + 2 * line, *boxSquare = rows + 3 * line;
  f32 *inverse = (f32 *)(rows + 4 * line);
  __builtin_memset(rows, 0, sizeof(int) * 5 * line);
  for (int x = 0; x < qw + 4; x++) {
    int left = x - AROUND < 0 ? 0 : x - AROUND, right = x + AROUND >= qw ? qw - 1 : x + AROUND;
    inverse[x] = 1.0f / (f32)(4 * (right - left + 1));
  }
  half_size(src, w, h, half);
  add_blocks(half, hw, qw, qh, sums, squares);
  for (int y = 0; y < AROUND && y < qh; y++) {
    add_row(sums + y * qw, column, qw, 1);
    add_row(squares + y * qw, columnSquare, qw, 1);
  }
  for (int y = 0; y < qh; y++) {
    if (y + AROUND < qh) {
      add_row(sums + (y + AROUND) * qw, column, qw, 1);
      add_row(squares + (y + AROUND) * qw, columnSquare, qw, 1);
    }
    if (y - AROUND - 1 >= 0) {
      add_row(sums + (y - AROUND - 1) * qw, column, qw, 0);
      add_row(squares + (y - AROUND - 1) * qw, columnSquare, qw, 0);
    }
    /* The last step of a row may have touched columns that are not there. */
    for (int x = qw; x < qw + 4; x++) column[x] = columnSquare[x] = 0;
    int top = y - AROUND < 0 ? 0 : y - AROUND, bottom = y + AROUND >= qh ? qh - 1 : y + AROUND;
    int s = 0, q = 0;
    for (int x = 0; x < AROUND; x++) { s += column[x]; q += columnSquare[x]; }
    for (int x = 0; x < qw; x++) {
      s += column[x + AROUND] - column[x - AROUND - 1];
      q += columnSquare[x + AROUND] - columnSquare[x - AROUND - 1];
      box[x] = s; boxSquare[x] = q;
    }
    v128_t perRow = wasm_f32x4_splat(1.0f / (f32)(bottom - top + 1));
    const short *a = half + 2 * y * hw, *b = a + hw;
    for (int x = 0; x < qw; x += 4) {
      v128_t n = wasm_f32x4_mul(wasm_v128_load(inverse + x), perRow);
      v128_t mean = wasm_f32x4_mul(wasm_f32x4_convert_i32x4(wasm_v128_load(box + x)), n);
      v128_t square = wasm_f32x4_mul(wasm_f32x4_convert_i32x4(wasm_v128_load(boxSquare + x)), n);
      v128_t variance = wasm_f32x4_pmax(wasm_f32x4_splat(64), wasm_f32x4_sub(square, wasm_f32x4_mul(mean, mean)));
      v128_t scale = wasm_f32x4_div(wasm_f32x4_splat(QUARTER), wasm_f32x4_sqrt(variance));
      v128_t offset = wasm_f32x4_add(wasm_f32x4_mul(mean, scale), wasm_f32x4_splat(QUARTER * NEUTRAL));
      /* Each block has two places in a row, so each scale serves two neighbours. */
      v128_t s0 = wasm_i32x4_shuffle(scale, scale, 0, 0, 1, 1), s1 = wasm_i32x4_shuffle(scale, scale, 2, 2, 3, 3);
      v128_t o0 = wasm_i32x4_shuffle(offset, offset, 0, 0, 1, 1), o1 = wasm_i32x4_shuffle(offset, offset, 2, 2, 3, 3);
      v128_t p = wasm_v128_load(a + 2 * x), r = wasm_v128_load(b + 2 * x);
      v128_t e0 = wasm_i32x4_add(judged(wasm_i32x4_extend_low_i16x8(p), s0, o0),
                                 judged(wasm_i32x4_extend_low_i16x8(r), s0, o0));
      v128_t e1 = wasm_i32x4_add(judged(wasm_i32x4_extend_high_i16x8(p), s1, o1),
                                 judged(wasm_i32x4_extend_high_i16x8(r), s1, o1));
      v128_t sum = wasm_i32x4_add(wasm_i32x4_shuffle(e0, e1, 0, 2, 4, 6), wasm_i32x4_shuffle(e0, e1, 1, 3, 5, 7));
      wasm_v128_store64_lane(out + y * qw + x, wasm_i16x8_narrow_i32x4(sum, sum), 0);
    }
  }
}

/* The map by rows and by columns, each row between PAD zeros before and after, and a row of zeros behind the last. */
#define PAD 16
EXPORT(fan) void fan(const short *map, int w, int h, short *byRow, short *byColumn) {
  int across = w + 2 * PAD, down = h + 2 * PAD;
  __builtin_memset(byRow, 0, sizeof(short) * across * (h + 1));
  __builtin_memset(byColumn, 0, sizeof(short) * down * (w + 1));
  for (int y = 0; y < h; y++) {
    __builtin_memcpy(byRow + y * across + PAD, map + y * w, sizeof(short) * w);
    for (int x = 0; x < w; x++) byColumn[x * down + PAD + y] = map[y * w + x];
  }
}

/* Best piece of each line of one family (Kadane), in 64ths of a step. `rows` is a map as `fan` leaves it, one row per step.
 * `run` and `best` hold `offsets` values and 8 more. Sums stop at 2¹⁵ − 1, which is 511 steps of full evidence.
 * Four steps at a time: shifts go one way and at most one further each step, and the zeros around each row change no sum. */
EXPORT(pieces) void pieces(const short *rows, const int *shift, int steps, int across, short *run, short *best, int offsets) {
  v128_t zero = wasm_i16x8_splat(0);
  int stride = across + 2 * PAD;
  for (int o = 0; o < offsets; o += 8) { wasm_v128_store(run + o, zero); wasm_v128_store(best + o, zero); }
  for (int k = 0; k < steps; k += 4) {
    int last = k + 3 < steps ? k + 3 : steps - 1;
    const short *s[4];
    for (int j = 0; j < 4; j++) {
      int at = k + j <= last ? k + j : steps;
      s[j] = rows + at * stride + PAD - shift[at < steps ? at : last];
    }
    int a = shift[k], b = shift[last];
    int end = (a > b ? a : b) + across;
    for (int o = a < b ? a : b; o < end; o += 8) {
      v128_t sum = wasm_v128_load(run + o), most = wasm_v128_load(best + o);
      for (int j = 0; j < 4; j++) {
        sum = wasm_i16x8_max(zero, wasm_i16x8_add_sat(sum, wasm_v128_load(s[j] + o)));
        most = wasm_i16x8_max(most, sum);
      }
      wasm_v128_store(run + o, sum);
      wasm_v128_store(best + o, most);
    }
  }
}

#define REACH 9
#define ROW 19

/* Grey values at four places, bilinear. */
static inline v128_t four(const u8 *src, int w, v128_t x, v128_t y) {
  v128_t i = wasm_f32x4_floor(x), j = wasm_f32x4_floor(y);
  v128_t fx = wasm_f32x4_sub(x, i), fy = wasm_f32x4_sub(y, j);
  v128_t at = wasm_i32x4_add(wasm_i32x4_mul(integers(j), wasm_i32x4_splat(w)), integers(i));
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
      v128_t x = wasm_f32x4_pmin(maxX, wasm_f32x4_pmax(zero, wasm_f32x4_sub(cx, acrossX[k])));
      v128_t y = wasm_f32x4_pmin(maxY, wasm_f32x4_pmax(zero, wasm_f32x4_add(cy, acrossY[k])));
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
