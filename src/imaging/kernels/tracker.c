/* The tracker of strain/tracker.ts once more, with WebAssembly SIMD. The TypeScript is the specification: what a step
 * is for is explained there. Memory is laid out by the caller (tracker-kernel.ts); nothing here allocates. */
#include "kernel.h"

#define PAD 16  /* samples left and right of every row, so that a warped row can be loaded whole */
#define SUMS 8  /* per cell: gx², gx·gy, gy², gx | gy, e·gx, e·gy, e */

typedef struct { f32 *data; int w, h, stride; } Plane;

static Plane level_of(f32 *pyramid, int w, int h, int level) {
  Plane p = { pyramid, w, h, w + 2 * PAD };
  for (int l = 0; l < level; l++) {
    p.data += p.stride * p.h;
    p.w >>= 1; p.h >>= 1; p.stride = p.w + 2 * PAD;
  }
  return p;
}

static void pad_row(f32 *row, int w) {
  v128_t first = wasm_f32x4_splat(row[0]), last = wasm_f32x4_splat(row[w - 1]);
  for (int i = 0; i < PAD; i += 4) { wasm_v128_store(row - PAD + i, first); wasm_v128_store(row + w + i, last); }
}

/* Grey values to the finest level: [1 3 3 1] across, every second column, through a table of the 2041 possible sums. */
static void finest(const u8 *src, int width, const f32 *table, Plane out) {
  for (int y = 0; y < out.h; y++) {
    const u8 *s = src + y * width;
    f32 *d = out.data + y * out.stride + PAD;
    d[0] = table[4 * s[0] + 3 * s[1] + s[width > 2 ? 2 : 1]];
    int x = 1;
    for (; 2 * x + 18 <= width && x + 8 <= out.w - 1; x += 8) {
      v128_t a = wasm_v128_load(s + 2 * x - 1), b = wasm_v128_load(s + 2 * x + 1);
      v128_t low = wasm_i16x8_splat(0xff);
      v128_t p0 = wasm_v128_and(a, low), p1 = wasm_u16x8_shr(a, 8);
      v128_t p2 = wasm_v128_and(b, low), p3 = wasm_u16x8_shr(b, 8);
      v128_t mid = wasm_i16x8_add(p1, p2);
      v128_t sum = wasm_i16x8_add(wasm_i16x8_add(p0, p3), wasm_i16x8_add(mid, wasm_i16x8_shl(mid, 1)));
      d[x] = table[wasm_u16x8_extract_lane(sum, 0)];
      d[x + 1] = table[wasm_u16x8_extract_lane(sum, 1)];
      d[x + 2] = table[wasm_u16x8_extract_lane(sum, 2)];
      d[x + 3] = table[wasm_u16x8_extract_lane(sum, 3)];
      d[x + 4] = table[wasm_u16x8_extract_lane(sum, 4)];
      d[x + 5] = table[wasm_u16x8_extract_lane(sum, 5)];
      d[x + 6] = table[wasm_u16x8_extract_lane(sum, 6)];
      d[x + 7] = table[wasm_u16x8_extract_lane(sum, 7)];
    }
    for (; x < out.w; x++) {
      int right = 2 * x + 2 < width ? 2 * x + 2 : width - 1;
      d[x] = table[s[2 * x - 1] + 3 * (s[2 * x] + s[2 * x + 1]) + s[right]];
    }
    pad_row(d, out.w);
  }
}

/* Half the size both ways, [1 3 3 1]/8 in both directions. `row` holds one padded row. */
static void halve(Plane in, Plane out, f32 *row) {
  v128_t three = wasm_f32x4_splat(3), scale = wasm_f32x4_splat(1.0f / 64);
  for (int y = 0; y < out.h; y++) {
    const f32 *r[4];
    for (int k = 0; k < 4; k++) r[k] = in.data + clamp(2 * y - 1 + k, in.h) * in.stride;
    for (int x = 0; x < in.stride; x += 4) {
      v128_t outer = wasm_f32x4_add(wasm_v128_load(r[0] + x), wasm_v128_load(r[3] + x));
      v128_t inner = wasm_f32x4_add(wasm_v128_load(r[1] + x), wasm_v128_load(r[2] + x));
      wasm_v128_store(row + x, wasm_f32x4_add(outer, wasm_f32x4_mul(three, inner)));
    }
    f32 *d = out.data + y * out.stride + PAD;
    for (int x = 0; x < out.w; x += 4) {
      const f32 *s = row + PAD + 2 * x;
      v128_t a = wasm_v128_load(s - 1), b = wasm_v128_load(s + 3);
      v128_t c = wasm_v128_load(s + 1), e = wasm_v128_load(s + 5);
      v128_t p0 = wasm_i32x4_shuffle(a, b, 0, 2, 4, 6), p1 = wasm_i32x4_shuffle(a, b, 1, 3, 5, 7);
      v128_t p2 = wasm_i32x4_shuffle(c, e, 0, 2, 4, 6), p3 = wasm_i32x4_shuffle(c, e, 1, 3, 5, 7);
      v128_t sum = wasm_f32x4_add(wasm_f32x4_add(p0, p3), wasm_f32x4_mul(three, wasm_f32x4_add(p1, p2)));
      wasm_v128_store(d + x, wasm_f32x4_mul(sum, scale));
    }
    pad_row(d, out.w);
  }
}

/* Build the pyramid of one frame. `w`, `h` are the size of the finest level; `row` holds w + 64 floats. */
EXPORT(prepare) void prepare(const u8 *src, int width, const f32 *table, f32 *pyramid, int w, int h, int levels, f32 *row) {
  finest(src, width, table, level_of(pyramid, w, h, 0));
  for (int l = 1; l < levels; l++) halve(level_of(pyramid, w, h, l - 1), level_of(pyramid, w, h, l), row);
}

static v128_t sum_lanes(v128_t a, v128_t b, v128_t c, v128_t d) {
  v128_t ab = wasm_f32x4_add(wasm_i32x4_shuffle(a, b, 0, 4, 1, 5), wasm_i32x4_shuffle(a, b, 2, 6, 3, 7));
  v128_t cd = wasm_f32x4_add(wasm_i32x4_shuffle(c, d, 0, 4, 1, 5), wasm_i32x4_shuffle(c, d, 2, 6, 3, 7));
  return wasm_f32x4_add(wasm_i32x4_shuffle(ab, cd, 0, 1, 4, 5), wasm_i32x4_shuffle(ab, cd, 2, 3, 6, 7));
}

/* Sums over each cell of 4 by 4 samples. */
static void accumulate(Plane a, Plane b, const f32 *u, const f32 *v, int cols, int rows, f32 *sums) {
  v128_t half = wasm_f32x4_splat(0.5f), zero = wasm_f32x4_splat(0);
  for (int j = 0; j < rows; j++) for (int i = 0; i < cols; i++) {
    int c = j * cols + i;
    f32 x = 4 * i + u[c], y = v[c];
    int ix = (int)__builtin_floorf(x), iy = (int)__builtin_floorf(y);
    v128_t fx = wasm_f32x4_splat(x - ix), fy = wasm_f32x4_splat(y - iy);
    ix = ix < -PAD ? -PAD : ix > b.w + PAD - 5 ? b.w + PAD - 5 : ix;
    v128_t gxx = zero, gxy = zero, gyy = zero, sx = zero, sy = zero, ex = zero, ey = zero, se = zero;
    const f32 *warped = b.data + PAD + ix;
    const f32 *r = warped + clamp(4 * j + iy, b.h) * b.stride;
    v128_t above = wasm_v128_load(r);
    above = wasm_f32x4_add(above, wasm_f32x4_mul(fx, wasm_f32x4_sub(wasm_v128_load(r + 1), above)));
    const f32 *p = a.data + PAD + 4 * i + 4 * j * a.stride;
    for (int k = 0; k < 4; k++, p += a.stride) {
      int row = 4 * j + k;
      const f32 *up = row > 0 ? p - a.stride : p, *down = row < a.h - 1 ? p + a.stride : p;
      v128_t gx = wasm_f32x4_mul(half, wasm_f32x4_sub(wasm_v128_load(p + 1), wasm_v128_load(p - 1)));
      v128_t gy = wasm_f32x4_mul(half, wasm_f32x4_sub(wasm_v128_load(down), wasm_v128_load(up)));
      r = warped + clamp(row + iy + 1, b.h) * b.stride;
      v128_t below = wasm_v128_load(r);
      below = wasm_f32x4_add(below, wasm_f32x4_mul(fx, wasm_f32x4_sub(wasm_v128_load(r + 1), below)));
      v128_t e = wasm_f32x4_add(above, wasm_f32x4_mul(fy, wasm_f32x4_sub(below, above)));
      above = below;
      e = wasm_f32x4_sub(e, wasm_v128_load(p));
      gxx = wasm_f32x4_add(gxx, wasm_f32x4_mul(gx, gx));
      gxy = wasm_f32x4_add(gxy, wasm_f32x4_mul(gx, gy));
      gyy = wasm_f32x4_add(gyy, wasm_f32x4_mul(gy, gy));
      sx = wasm_f32x4_add(sx, gx);
      sy = wasm_f32x4_add(sy, gy);
      ex = wasm_f32x4_add(ex, wasm_f32x4_mul(e, gx));
      ey = wasm_f32x4_add(ey, wasm_f32x4_mul(e, gy));
      se = wasm_f32x4_add(se, e);
    }
    wasm_v128_store(sums + c * SUMS, sum_lanes(gxx, gxy, gyy, sx));
    wasm_v128_store(sums + c * SUMS + 4, sum_lanes(sy, ex, ey, se));
  }
}

/* Running sum of `n` items of one vector each, `step` floats apart, over 2r+1 neighbours; the ends are repeated. */
static void box_line(const f32 *in, f32 *out, int n, int step, int r) {
  v128_t sum = wasm_f32x4_mul(wasm_f32x4_splat(r), wasm_v128_load(in));
  for (int k = 0; k <= r; k++) sum = wasm_f32x4_add(sum, wasm_v128_load(in + clamp(k, n) * step));
  for (int k = 0; k < n; k++) {
    wasm_v128_store(out + k * step, sum);
    v128_t enter = wasm_v128_load(in + clamp(k + r + 1, n) * step), leave = wasm_v128_load(in + clamp(k - r, n) * step);
    sum = wasm_f32x4_add(sum, wasm_f32x4_sub(enter, leave));
  }
}

/* The same down the rows; a whole row of running sums is kept in `sum`, so that memory is read in order. */
static void box_rows(const f32 *in, f32 *out, f32 *sum, int rows, int line, int r) {
  for (int x = 0; x < line; x += 4) {
    v128_t s = wasm_f32x4_mul(wasm_f32x4_splat(r), wasm_v128_load(in + x));
    for (int k = 0; k <= r; k++) s = wasm_f32x4_add(s, wasm_v128_load(in + clamp(k, rows) * line + x));
    wasm_v128_store(sum + x, s);
  }
  for (int j = 0; j < rows; j++) {
    const f32 *enter = in + clamp(j + r + 1, rows) * line, *leave = in + clamp(j - r, rows) * line;
    f32 *d = out + j * line;
    for (int x = 0; x < line; x += 4) {
      v128_t s = wasm_v128_load(sum + x);
      wasm_v128_store(d + x, s);
      s = wasm_f32x4_add(s, wasm_f32x4_sub(wasm_v128_load(enter + x), wasm_v128_load(leave + x)));
      wasm_v128_store(sum + x, s);
    }
  }
}

/* Box of 2rx+1 by 2ry+1 cells, twice. The result is in `sums`; `spare` is overwritten. */
static void window(f32 *sums, f32 *spare, int cols, int rows, int rx, int ry) {
  int line = cols * SUMS;
  for (int j = 0; j < rows; j++) {
    f32 *row = sums + j * line, *other = spare + j * line;
    for (int half = 0; half < SUMS; half += 4) {
      box_line(row + half, other + half, cols, SUMS, rx);
      box_line(other + half, row + half, cols, SUMS, rx);
    }
  }
  for (int pass = 0; pass < 2; pass++) {
    f32 *in = pass == 0 ? sums : spare, *out = pass == 0 ? spare : sums;
    box_rows(in, out, spare + rows * line, rows, line, ry);
  }
}

static void solve(const f32 *sums, f32 *u, f32 *v, int cells, f32 n) {
  v128_t one = wasm_f32x4_splat(1), minus = wasm_f32x4_splat(-1), inv = wasm_f32x4_splat(1 / n);
  v128_t share = wasm_f32x4_splat(0.01f), least = wasm_f32x4_splat(0.5f * n);
  for (int c = 0; c < cells; c += 4) {
    v128_t q[8];
    for (int half = 0; half < 2; half++) {
      const f32 *s = sums + c * SUMS + 4 * half;
      v128_t a = wasm_v128_load(s), b = wasm_v128_load(s + 8), d = wasm_v128_load(s + 16), e = wasm_v128_load(s + 24);
      v128_t ab0 = wasm_i32x4_shuffle(a, b, 0, 4, 1, 5), ab1 = wasm_i32x4_shuffle(a, b, 2, 6, 3, 7);
      v128_t de0 = wasm_i32x4_shuffle(d, e, 0, 4, 1, 5), de1 = wasm_i32x4_shuffle(d, e, 2, 6, 3, 7);
      q[4 * half] = wasm_i32x4_shuffle(ab0, de0, 0, 1, 4, 5);
      q[4 * half + 1] = wasm_i32x4_shuffle(ab0, de0, 2, 3, 6, 7);
      q[4 * half + 2] = wasm_i32x4_shuffle(ab1, de1, 0, 1, 4, 5);
      q[4 * half + 3] = wasm_i32x4_shuffle(ab1, de1, 2, 3, 6, 7);
    }
    v128_t mx = wasm_f32x4_mul(q[3], inv), my = wasm_f32x4_mul(q[4], inv);
    v128_t a11 = wasm_f32x4_sub(q[0], wasm_f32x4_mul(q[3], mx));
    v128_t a12 = wasm_f32x4_sub(q[1], wasm_f32x4_mul(q[3], my));
    v128_t a22 = wasm_f32x4_sub(q[2], wasm_f32x4_mul(q[4], my));
    v128_t b1 = wasm_f32x4_sub(q[5], wasm_f32x4_mul(mx, q[7]));
    v128_t b2 = wasm_f32x4_sub(q[6], wasm_f32x4_mul(my, q[7]));
    v128_t k = wasm_f32x4_add(wasm_f32x4_mul(share, wasm_f32x4_add(a11, a22)), least);
    a11 = wasm_f32x4_add(a11, k);
    a22 = wasm_f32x4_add(a22, k);
    v128_t det = wasm_f32x4_sub(wasm_f32x4_mul(a11, a22), wasm_f32x4_mul(a12, a12));
    v128_t dx = wasm_f32x4_div(wasm_f32x4_sub(wasm_f32x4_mul(a12, b2), wasm_f32x4_mul(a22, b1)), det);
    v128_t dy = wasm_f32x4_div(wasm_f32x4_sub(wasm_f32x4_mul(a12, b1), wasm_f32x4_mul(a11, b2)), det);
    dx = wasm_f32x4_min(one, wasm_f32x4_max(minus, dx));
    dy = wasm_f32x4_min(one, wasm_f32x4_max(minus, dy));
    wasm_v128_store(u + c, wasm_f32x4_add(wasm_v128_load(u + c), dx));
    wasm_v128_store(v + c, wasm_f32x4_add(wasm_v128_load(v + c), dy));
  }
}

static void smooth(f32 *a, f32 *t, int cols, int rows) {
  for (int j = 0; j < rows; j++) {
    f32 *s = a + j * cols, *d = t + j * cols;
    d[0] = 0.25f * (3 * s[0] + s[cols > 1]);
    for (int i = 1; i < cols - 1; i++) d[i] = 0.25f * (s[i - 1] + 2 * s[i] + s[i + 1]);
    if (cols > 1) d[cols - 1] = 0.25f * (s[cols - 2] + 3 * s[cols - 1]);
  }
  for (int j = 0; j < rows; j++) {
    const f32 *up = t + clamp(j - 1, rows) * cols, *at = t + j * cols, *down = t + clamp(j + 1, rows) * cols;
    f32 *d = a + j * cols;
    for (int i = 0; i < cols; i++) d[i] = 0.25f * (up[i] + 2 * at[i] + down[i]);
  }
}

/* Twice the size and twice the values, bilinear about cell centres. */
static void enlarge(const f32 *in, int cols, int rows, f32 *out, int outCols, int outRows) {
  for (int j = 0; j < outRows; j++) {
    int y0 = clamp((j - 1) >> 1, rows), y1 = clamp(((j - 1) >> 1) + 1, rows);
    f32 fy = j & 1 ? 0.25f : 0.75f;
    for (int i = 0; i < outCols; i++) {
      int x0 = clamp((i - 1) >> 1, cols), x1 = clamp(((i - 1) >> 1) + 1, cols);
      f32 fx = i & 1 ? 0.25f : 0.75f;
      f32 top = in[y0 * cols + x0] * (1 - fx) + in[y0 * cols + x1] * fx;
      f32 bottom = in[y1 * cols + x0] * (1 - fx) + in[y1 * cols + x1] * fx;
      out[j * outCols + i] = 2 * (top * (1 - fy) + bottom * fy);
    }
  }
}

/* Displacement of every cell from the six numbers of an affine movement. */
static void spread(const double *p, f32 *u, f32 *v, int cols, int rows) {
  for (int j = 0; j < rows; j++) for (int i = 0; i < cols; i++) {
    double x = (i + 0.5) / cols - 0.5, y = (j + 0.5) / rows - 0.5;
    u[j * cols + i] = (f32)(p[0] + p[1] * x + p[2] * y);
    v[j * cols + i] = (f32)(p[3] + p[4] * x + p[5] * y);
  }
}

/* Start with the affine movement of the whole picture: six Gauss–Newton steps on all cells at once. */
static void begin(Plane a, Plane b, f32 *u, f32 *v, int cols, int rows, f32 *sums) {
  double p[6] = { 0 };
  for (int step = 0; step < 6; step++) {
    spread(p, u, v, cols, rows);
    accumulate(a, b, u, v, cols, rows, sums);
    double m[6][7] = { { 0 } };
    for (int j = 0; j < rows; j++) for (int i = 0; i < cols; i++) {
      const f32 *s = sums + (j * cols + i) * SUMS;
      double at[3] = { 1, (i + 0.5) / cols - 0.5, (j + 0.5) / rows - 0.5 };
      for (int r = 0; r < 3; r++) {
        for (int c = 0; c < 3; c++) {
          m[r][c] += at[r] * at[c] * s[0];
          m[r][c + 3] += at[r] * at[c] * s[1];
          m[r + 3][c + 3] += at[r] * at[c] * s[2];
        }
        m[r][6] -= at[r] * s[5];
        m[r + 3][6] -= at[r] * s[6];
      }
    }
    for (int r = 0; r < 3; r++) for (int c = 0; c < 3; c++) m[r + 3][c] = m[r][c + 3];
    for (int r = 0; r < 6; r++) m[r][r] += 0.01 * m[r][r] + 0.5 * 16 * cols * rows;
    for (int k = 0; k < 6; k++) for (int r = k + 1; r < 6; r++) {
      double share = m[r][k] / m[k][k];
      for (int c = k; c < 7; c++) m[r][c] -= share * m[k][c];
    }
    for (int k = 5; k >= 0; k--) {
      double rest = m[k][6];
      for (int c = k + 1; c < 6; c++) rest -= m[k][c] * m[c][6];
      m[k][6] = rest / m[k][k];
    }
    for (int k = 0; k < 6; k++) p[k] += m[k][6];
  }
  spread(p, u, v, cols, rows);
}

/* How the pyramid is tracked: window radii in cells, and iterations per level, finest first. */
typedef struct { int levels, finest, rx, ry, iterations[4]; } Plan;

/* Displacement of each cell of level `finest`, in samples of that level. `u`, `v`, `t` hold cells of level 0 + 4 each,
 * `sums` 8 floats per cell and 32 more, `spare` a row of cells more. */
EXPORT(track) void track(f32 *pa, f32 *pb, int w, int h, const Plan *plan, f32 *u, f32 *v, f32 *t, f32 *sums, f32 *spare) {
  int cols = 0, rows = 0;
  for (int l = plan->levels - 1; l >= plan->finest; l--) {
    Plane a = level_of(pa, w, h, l), b = level_of(pb, w, h, l);
    int c = a.w >> 2, r = a.h >> 2;
    if (cols == 0) {
      begin(a, b, u, v, c, r, sums);
    } else {
      enlarge(u, cols, rows, t, c, r);
      __builtin_memcpy(u, t, sizeof(f32) * c * r);
      enlarge(v, cols, rows, t, c, r);
      __builtin_memcpy(v, t, sizeof(f32) * c * r);
    }
    cols = c; rows = r;
    f32 side = (f32)(2 * plan->rx + 1) * (2 * plan->ry + 1);
    for (int k = 0; k < plan->iterations[l]; k++) {
      accumulate(a, b, u, v, cols, rows, sums);
      window(sums, spare, cols, rows, plan->rx, plan->ry);
      solve(sums, u, v, cols * rows, 16 * side * side);
      smooth(u, t, cols, rows);
      smooth(v, t, cols, rows);
    }
  }
}

static void box_plane(const f32 *in, f32 *out, int n, int lines, int step, int r) {
  f32 inv = 1.0f / (2 * r + 1);
  (void)lines;
  f32 sum = r * in[0];
  for (int k = 0; k <= r; k++) sum += in[clamp(k, n) * step];
  for (int k = 0; k < n; k++) {
    out[k * step] = sum * inv;
    sum += in[clamp(k + r + 1, n) * step] - in[clamp(k - r, n) * step];
  }
}

/* Mean over a box of 2rx+1 by 2ry+1 cells, twice. */
EXPORT(blur) void blur(f32 *a, f32 *t, int cols, int rows, int rx, int ry) {
  if (rx > 0) for (int j = 0; j < rows; j++) {
    box_plane(a + j * cols, t + j * cols, cols, 1, 1, rx);
    box_plane(t + j * cols, a + j * cols, cols, 1, 1, rx);
  }
  if (ry > 0) for (int i = 0; i < cols; i++) {
    box_plane(a + i, t + i, rows, 1, cols, ry);
    box_plane(t + i, a + i, rows, 1, cols, ry);
  }
}

/* Strain: least-squares slope of −v over 2r+1 cells along the beam (4 px each), then the mean over 2m+1 across. */
EXPORT(strain) void strain(const f32 *v, f32 *out, f32 *t, int cols, int rows, int r, int m) {
  f32 norm = 0;
  for (int k = 1; k <= r; k++) norm += 8.0f * k * k;
  for (int j = 0; j < rows; j++) {
    f32 *d = t + j * cols;
    for (int i = 0; i < cols; i++) d[i] = 0;
    for (int k = 1; k <= r; k++) {
      const f32 *up = v + clamp(j - k, rows) * cols, *down = v + clamp(j + k, rows) * cols;
      f32 weight = k / norm;
      for (int i = 0; i < cols; i++) d[i] += weight * (up[i] - down[i]);
    }
    for (int i = 0; i < cols; i++) {
      f32 sum = 0;
      for (int k = -m; k <= m; k++) sum += d[clamp(i + k, cols)];
      out[j * cols + i] = sum / (2 * m + 1);
    }
  }
}

/* Sum of `n` grey values. */
EXPORT(total) unsigned total(const u8 *src, int n) {
  v128_t sum = wasm_i32x4_splat(0);
  int i = 0;
  for (; i + 16 <= n; i += 16)
    sum = wasm_i32x4_add(sum, wasm_u32x4_extadd_pairwise_u16x8(wasm_u16x8_extadd_pairwise_u8x16(wasm_v128_load(src + i))));
  unsigned rest = 0;
  for (; i < n; i++) rest += src[i];
  return rest + wasm_u32x4_extract_lane(sum, 0) + wasm_u32x4_extract_lane(sum, 1) + wasm_u32x4_extract_lane(sum, 2) + wasm_u32x4_extract_lane(sum, 3);
}
