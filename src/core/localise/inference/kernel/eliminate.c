// Runs a plan: the same operations as eliminate.ts, kernels.ts, join.ts, fuse.ts and leaks.ts, all levels of severity
// at once. An entry of a table is four doubles, one per level. No entry is ever subtracted from another.
#include <stdint.h>

typedef double d4 __attribute__((vector_size(32)));
typedef int64_t i4 __attribute__((vector_size(32)));

enum { ABSORB, JOIN, CLOSE, SCALE };
enum { ADD = 1, ACTIVE = 2, WIDEN = 4 };

// In the order in which compiled.ts writes it; pointers into this memory.
struct job {
  int32_t regions, links, causes, ops, slots, singles, arena, none, one;
  const int32_t *code, *starts;
  const int32_t *slot_starts, *slot;  // per slot: region, isWeighed, then cause, link each
  const int32_t *single;              // cause, link, region each
  d4 *value, *adjoint, *scratch, *scale;
  const d4 *w0, *w1;                  // by cause
  const double *off, *on;             // by link
  const double *lambda0, *lambda1, *leak0, *leak1;  // by region
  const d4 *idle;
  d4 *leak_off, *leak_on, *off_back, *on_back;  // by leak: regions, then slots
  d4 *before;
  d4 *total, *none_share;             // out, one entry each
  d4 *active, *link, *leak;           // out: by cause, link and region
  d4 *exponent;                       // out: powers of two taken out
};

#define NEXT(r, mask) (((r) | (mask)) + 1) & ~(mask)
static inline d4 splat(double x) { return (d4){x, x, x, x}; }
static inline d4 max(d4 a, d4 b) {
  const i4 is_b = b > a;
  return (d4)((is_b & (i4)b) | (~is_b & (i4)a));
}
static const d4 ZERO = {0, 0, 0, 0};

struct absorb {
  int from, old, to, size, k, more;
  d4 w0, w1;
  double a0[32], a1[32];
  int mask[32];
  const int32_t *links;
};

static void read_absorb(const struct job *j, const int32_t *c, struct absorb *o) {
  int flags = c[1];
  o->more = flags & ADD;
  o->k = c[3];
  o->from = c[4];
  o->old = 1 << c[5];
  o->to = c[6];
  o->size = 1 << c[7];
  o->links = c + 8;
  o->w0 = flags & ACTIVE ? ZERO : flags & WIDEN ? splat(1) : j->w0[c[2]];
  o->w1 = flags & WIDEN ? ZERO : j->w1[c[2]];
  for (int q = 0; q < o->k; q++) {
    o->a0[q] = j->off[c[8 + 2 * q]];
    o->a1[q] = j->on[c[8 + 2 * q]];
    o->mask[q] = 1 << c[9 + 2 * q];
  }
}

// Whether all new bits of the table are the cause's own.
static int is_plain(const struct absorb *o) {
  int own = o->old;
  for (int q = 0; q < o->k; q++)
    if (o->mask[q] >= o->old) own *= 2;
  return own == o->size;
}

static void absorb_two(const struct job *j, const struct absorb *o) {
  const d4 *from = j->value + o->from;
  d4 *to = j->value + o->to;
  const int A = o->mask[0], B = o->mask[1], mask = A | B, has_a = A < o->old, has_b = B < o->old;
  const d4 w0 = o->w0, a0 = splat(o->a0[0]), a1 = splat(o->a1[0]);
  const d4 b0 = o->w1 * splat(o->a0[1]), b1 = o->w1 * splat(o->a1[1]), as = a0 + a1, bs = b0 + b1;
  for (int r = 0; r < o->size; r = NEXT(r, mask)) {
    const d4 t0 = from[r], t1 = has_a ? from[r | A] : ZERO, t2 = has_b ? from[r | B] : ZERO;
    const d4 t3 = has_a && has_b ? from[r | mask] : ZERO;
    const d4 f0 = a0 * t0, f1 = a1 * t0 + as * t1, f2 = a0 * t2, f3 = a1 * t2 + as * t3;
    d4 u0 = w0 * t0 + b0 * f0, u1 = w0 * t1 + b0 * f1;
    d4 u2 = w0 * t2 + (b1 * f0 + bs * f2), u3 = w0 * t3 + (b1 * f1 + bs * f3);
    if (o->more) {
      u0 += to[r];
      u1 += to[r | A];
      u2 += to[r | B];
      u3 += to[r | mask];
    }
    to[r] = u0;
    to[r | A] = u1;
    to[r | B] = u2;
    to[r | mask] = u3;
  }
}

static d4 absorb_two_back(const struct job *j, const struct absorb *o, d4 *share) {
  const d4 *value = j->value + o->from, *out = j->adjoint + o->to;
  d4 *back = j->adjoint + o->from;
  const int A = o->mask[0], B = o->mask[1], mask = A | B, has_a = A < o->old, has_b = B < o->old;
  const d4 w0 = o->w0, a0 = splat(o->a0[0]), a1 = splat(o->a1[0]);
  const d4 b0 = o->w1 * splat(o->a0[1]), b1 = o->w1 * splat(o->a1[1]), as = a0 + a1, bs = b0 + b1;
  d4 active = ZERO, share_a = ZERO, share_b = ZERO;
  for (int r = 0; r < o->size; r = NEXT(r, mask)) {
    const d4 t0 = value[r], t1 = has_a ? value[r | A] : ZERO, t2 = has_b ? value[r | B] : ZERO;
    const d4 t3 = has_a && has_b ? value[r | mask] : ZERO;
    const d4 o0 = out[r], o1 = out[r | A], o2 = out[r | B], o3 = out[r | mask];
    const d4 g0 = b0 * o0 + b1 * o2, g1 = b0 * o1 + b1 * o3, g2 = bs * o2, g3 = bs * o3;
    const d4 h0 = a0 * g0 + a1 * g1, h1 = as * g1, h2 = a0 * g2 + a1 * g3, h3 = as * g3;
    active += t0 * h0 + t1 * h1 + (t2 * h2 + t3 * h3);
    share_a += (t0 + t1) * g1 + (t2 + t3) * g3;
    share_b += a0 * (t0 + t2) * o2 + (a1 * (t0 + t2) + as * (t1 + t3)) * o3;
    back[r] += w0 * o0 + h0;
    if (has_a) back[r | A] += w0 * o1 + h1;
    if (has_b) back[r | B] += w0 * o2 + h2;
    if (has_a && has_b) back[r | mask] += w0 * o3 + h3;
  }
  share[0] = a1 * share_a;
  share[1] = b1 * share_b;
  return active;
}

// The 2^k combinations of the cause's bits, in scratch after `used` entries.
static int *offsets_of(const struct job *j, const struct absorb *o, int used) {
  int *offsets = (int *)(j->scratch + used);
  offsets[0] = 0;
  for (int q = 0; q < o->k; q++)
    for (int x = 0; x < 1 << q; x++) offsets[(1 << q) + x] = offsets[x] | o->mask[q];
  return offsets;
}

// One link applied to a block in place.
static inline void apply(d4 *block, int size, int half, d4 off, d4 on) {
  const d4 sum = off + on;
  for (int base = 0; base < size; base += 2 * half)
    for (int i = base; i < base + half; i++) {
      const d4 low = block[i];
      block[i] = off * low;
      block[i + half] = on * low + sum * block[i + half];
    }
}

static void absorb_many(const struct job *j, const struct absorb *o) {
  const d4 *from = j->value + o->from;
  d4 *to = j->value + o->to, *block = j->scratch;
  const int k = o->k, size = 1 << k, *offsets = offsets_of(j, o, size), mask = offsets[size - 1];
  for (int r = 0; r < o->size; r = NEXT(r, mask)) {
    for (int x = 0; x < size; x++) {
      const int i = r | offsets[x];
      block[x] = i < o->old ? o->w1 * from[i] : ZERO;
    }
    for (int q = 0; q < k; q++) apply(block, size, 1 << q, splat(o->a0[q]), splat(o->a1[q]));
    for (int x = 0; x < size; x++) {
      const int i = r | offsets[x];
      d4 u = block[x];
      if (i < o->old) u += o->w0 * from[i];
      if (o->more) u += to[i];
      to[i] = u;
    }
  }
}

static d4 absorb_many_back(const struct job *j, const struct absorb *o, d4 *share) {
  const d4 *value = j->value + o->from, *out = j->adjoint + o->to;
  d4 *adjoint = j->adjoint + o->from;
  const int k = o->k, size = 1 << k;
  d4 *chain = j->scratch, *back = j->scratch + (k ? k : 1) * size;
  const int *offsets = offsets_of(j, o, ((k ? k : 1) + 1) * size), mask = offsets[size - 1];
  d4 active = ZERO;
  for (int q = 0; q < k; q++) share[q] = ZERO;
  for (int r = 0; r < o->size; r = NEXT(r, mask)) {
    // Block q of the chain holds the table before link q.
    for (int x = 0; x < size; x++) {
      const int i = r | offsets[x];
      chain[x] = i < o->old ? value[i] : ZERO;
      back[x] = o->w1 * out[i];
    }
    for (int q = 0; q + 1 < k; q++) {
      d4 *now = chain + q * size, *next = now + size;
      for (int x = 0; x < size; x++) next[x] = now[x];
      apply(next, size, 1 << q, splat(o->a0[q]), splat(o->a1[q]));
    }
    for (int q = k - 1; q >= 0; q--) {
      const int half = 1 << q;
      const d4 *now = chain + q * size, off = splat(o->a0[q]), on = splat(o->a1[q]), sum = off + on;
      d4 found = ZERO;
      for (int base = 0; base < size; base += 2 * half)
        for (int x = base; x < base + half; x++) {
          const d4 high = back[x + half];
          found += (now[x] + now[x + half]) * high;
          back[x] = off * back[x] + on * high;
          back[x + half] = sum * high;
        }
      share[q] += on * found;
    }
    for (int x = 0; x < size; x++) {
      const int i = r | offsets[x];
      if (i >= o->old) continue;
      active += value[i] * back[x];
      adjoint[i] += o->w0 * out[i] + back[x];
    }
  }
  return active;
}

// A join: `flags, a, bits, b, bits, to, shared, new`, masks of shared bits in a and b in turn, masks of new bits in b.
struct fuse {
  const d4 *a, *a_value;
  d4 *to, *a_back;
  const d4 *out;
  int size, mask, more, bit[3];
  d4 *w;
};

// Way d of a bit counts d * 3^i: 0 both off; 1 a on, b either; 2 a off, b on.
static void fuse_none(const struct fuse *f) {
  const d4 c = f->w[0];
  for (int r = 0; r < f->size; r = NEXT(r, f->mask)) f->to[r] = f->more ? f->to[r] + c * f->a[r] : c * f->a[r];
}

static void fuse_one(const struct fuse *f) {
  const int A = f->bit[0], mask = f->mask;
  const d4 c0 = f->w[0], c1 = f->w[1], c2 = f->w[2];
  for (int r = 0; r < f->size; r = NEXT(r, mask)) {
    const d4 a0 = f->a[r], a1 = f->a[r | A];
    d4 u0 = c0 * a0, u1 = c1 * a1 + c2 * a0;
    if (f->more) {
      u0 += f->to[r];
      u1 += f->to[r | A];
    }
    f->to[r] = u0;
    f->to[r | A] = u1;
  }
}

static void fuse_two(const struct fuse *f) {
  const int A = f->bit[0], B = f->bit[1], mask = f->mask, more = f->more, size = f->size;
  const d4 *a = f->a;
  d4 *to = f->to;
  const d4 c0 = f->w[0], c1 = f->w[1], c2 = f->w[2], c3 = f->w[3], c4 = f->w[4];
  const d4 c5 = f->w[5], c6 = f->w[6], c7 = f->w[7], c8 = f->w[8];
  for (int r = 0; r < size; r = NEXT(r, mask)) {
    const d4 a0 = a[r], a1 = a[r | A], a2 = a[r | B], a3 = a[r | A | B];
    d4 u0 = c0 * a0, u1 = c1 * a1 + c2 * a0, u2 = c3 * a2 + c6 * a0;
    d4 u3 = c4 * a3 + c7 * a1 + (c5 * a2 + c8 * a0);
    if (more) {
      u0 += to[r];
      u1 += to[r | A];
      u2 += to[r | B];
      u3 += to[r | A | B];
    }
    to[r] = u0;
    to[r | A] = u1;
    to[r | B] = u2;
    to[r | A | B] = u3;
  }
}

static void fuse_none_back(const struct fuse *f) {
  const d4 c = f->w[0];
  d4 s = ZERO;
  for (int r = 0; r < f->size; r = NEXT(r, f->mask)) {
    s += f->a_value[r] * f->out[r];
    f->a_back[r] += c * f->out[r];
  }
  f->w[0] = s;
}

static void fuse_one_back(const struct fuse *f) {
  const int A = f->bit[0], mask = f->mask;
  const d4 c0 = f->w[0], c1 = f->w[1], c2 = f->w[2];
  d4 s0 = ZERO, s1 = ZERO, s2 = ZERO;
  for (int r = 0; r < f->size; r = NEXT(r, mask)) {
    const d4 a0 = f->a_value[r], a1 = f->a_value[r | A], o0 = f->out[r], o1 = f->out[r | A];
    f->a_back[r] += c0 * o0 + c2 * o1;
    f->a_back[r | A] += c1 * o1;
    s0 += a0 * o0;
    s1 += a1 * o1;
    s2 += a0 * o1;
  }
  f->w[0] = s0;
  f->w[1] = s1;
  f->w[2] = s2;
}

static void fuse_two_back(const struct fuse *f) {
  const int A = f->bit[0], B = f->bit[1], mask = f->mask, size = f->size;
  const d4 *a = f->a_value, *out = f->out;
  d4 *back = f->a_back;
  const d4 c0 = f->w[0], c1 = f->w[1], c2 = f->w[2], c3 = f->w[3], c4 = f->w[4];
  const d4 c5 = f->w[5], c6 = f->w[6], c7 = f->w[7], c8 = f->w[8];
  d4 s0 = ZERO, s1 = ZERO, s2 = ZERO, s3 = ZERO, s4 = ZERO, s5 = ZERO, s6 = ZERO, s7 = ZERO, s8 = ZERO;
  for (int r = 0; r < size; r = NEXT(r, mask)) {
    const d4 o0 = out[r], o1 = out[r | A], o2 = out[r | B], o3 = out[r | A | B];
    back[r] += c0 * o0 + c2 * o1 + (c6 * o2 + c8 * o3);
    back[r | A] += c1 * o1 + c7 * o3;
    back[r | B] += c3 * o2 + c5 * o3;
    back[r | A | B] += c4 * o3;
    const d4 a0 = a[r], a1 = a[r | A], a2 = a[r | B], a3 = a[r | A | B];
    s0 += a0 * o0;
    s1 += a1 * o1;
    s2 += a0 * o1;
    s3 += a2 * o2;
    s6 += a0 * o2;
    s4 += a3 * o3;
    s7 += a1 * o3;
    s5 += a2 * o3;
    s8 += a0 * o3;
  }
  f->w[0] = s0, f->w[1] = s1, f->w[2] = s2, f->w[3] = s3, f->w[4] = s4;
  f->w[5] = s5, f->w[6] = s6, f->w[7] = s7, f->w[8] = s8;
}

static const int POWER3[20] = {1,    3,     9,     27,     81,     243,     729,      2187,     6561,     19683,
                               59049, 177147, 531441, 1594323, 4782969, 14348907, 43046721, 129140163, 387420489, 1162261467};

// Entries of b in one block of its new bits, shared bits innermost.
static void entries_of(const int32_t *c, int block, int *entry) {
  const int shared = c[7], fresh = c[8];
  int base = c[4];
  for (int i = 0; i < fresh; i++)
    if ((block >> i) & 1) base += c[9 + 2 * shared + i];
  entry[0] = base;
  for (int i = 0; i < shared; i++)
    for (int u = 0; u < 1 << i; u++) entry[(1 << i) + u] = entry[u] + c[10 + 2 * i];
}

// The 3^s weights of one block, from the 2^s entries.
static d4 *spread(const struct job *j, const int32_t *c, const int *entry) {
  const int s = c[7];
  d4 *now = j->scratch, *next = j->scratch + POWER3[s];
  for (int u = 0; u < 1 << s; u++) now[u] = j->value[entry[u]];
  for (int bit = 0; bit < s; bit++) {
    const int done = POWER3[bit];
    for (int high = 0; high < 1 << (s - bit - 1); high++)
      for (int x = 0; x < done; x++) {
        const d4 low = now[2 * high * done + x], on = now[(2 * high + 1) * done + x];
        next[3 * high * done + x] = low;
        next[(3 * high + 1) * done + x] = low + on;
        next[(3 * high + 2) * done + x] = on;
      }
    d4 *swap = now;
    now = next;
    next = swap;
  }
  return now;
}

static void gather(const struct job *j, const int32_t *c, const int *entry, d4 *now) {
  const int s = c[7];
  d4 *next = now == j->scratch ? j->scratch + POWER3[s] : j->scratch;
  for (int bit = s - 1; bit >= 0; bit--) {
    const int done = POWER3[bit];
    for (int high = 0; high < 1 << (s - bit - 1); high++)
      for (int x = 0; x < done; x++) {
        const d4 low = now[3 * high * done + x], either = now[(3 * high + 1) * done + x];
        const d4 on = now[(3 * high + 2) * done + x];
        next[2 * high * done + x] = low + either;
        next[(2 * high + 1) * done + x] = either + on;
      }
    d4 *swap = now;
    now = next;
    next = swap;
  }
  for (int u = 0; u < 1 << s; u++) j->adjoint[entry[u]] += now[u];
}

static void join(const struct job *j, const int32_t *c, int is_back) {
  const int shared = c[7], n = shared < 2 ? shared : 2, inner = POWER3[n], outer = POWER3[shared - n];
  struct fuse f;
  f.size = 1 << c[3];
  f.mask = 0;
  for (int i = 0; i < shared; i++) f.mask |= c[9 + 2 * i];
  for (int i = 0; i < n; i++) f.bit[i] = c[9 + 2 * i];
  int *entry = (int *)(j->scratch + 2 * POWER3[shared]);
  for (int block = 0; block < 1 << c[8]; block++) {
    entries_of(c, block, entry);
    d4 *weights = spread(j, c, entry);
    const int to = c[6] + (block << c[3]);
    for (int way = 0; way < outer; way++) {
      int in_a = 0, in_result = 0;
      for (int bit = n, rest = way; rest > 0; bit++, rest /= 3) {
        if (rest % 3 == 1) in_a |= c[9 + 2 * bit];
        if (rest % 3 > 0) in_result |= c[9 + 2 * bit];
      }
      f.w = weights + way * inner;
      if (is_back) {
        f.a_value = j->value + c[2] + in_a;
        f.a_back = j->adjoint + c[2] + in_a;
        f.out = j->adjoint + to + in_result;
        if (n == 2) fuse_two_back(&f);
        else if (n == 1) fuse_one_back(&f);
        else fuse_none_back(&f);
      } else {
        f.a = j->value + c[2] + in_a;
        f.to = j->value + to + in_result;
        // Ways that reach a result from an "off" come after the one that reaches it from "on".
        f.more = (c[1] & ADD) || in_a != in_result;
        if (n == 2) fuse_two(&f);
        else if (n == 1) fuse_one(&f);
        else fuse_none(&f);
      }
    }
    if (is_back) gather(j, c, entry, weights);
  }
}

static inline int region_of(const struct job *j, int leak) {
  return leak < j->regions ? leak : j->slot[j->slot_starts[leak - j->regions]];
}

// `flags, leak, from, bits, bit or -1, to`.
static void close_region(const struct job *j, const int32_t *c) {
  const int leak = c[2], region = region_of(j, leak), size = 1 << c[4], more = c[1] & ADD;
  const d4 off = j->leak_off[leak], on = j->leak_on[leak];
  const d4 l0 = splat(j->lambda0[region]), l1 = splat(j->lambda1[region]);
  const d4 c0 = l0 * off + l1 * on, c1 = l1 * (off + on);
  const d4 *from = j->value + c[3];
  d4 *to = j->value + c[6];
  if (c[5] < 0) {
    for (int x = 0; x < size; x++) to[x] = more ? to[x] + c0 * from[x] : c0 * from[x];
    return;
  }
  const int half = 1 << c[5];
  for (int base = 0; base < size; base += 2 * half)
    for (int x = base; x < base + half; x++, to++) {
      const d4 u = c0 * from[x] + c1 * from[x + half];
      *to = more ? *to + u : u;
    }
}

static void close_back(const struct job *j, const int32_t *c) {
  const int leak = c[2], region = region_of(j, leak), size = 1 << c[4];
  const d4 off = j->leak_off[leak], on = j->leak_on[leak];
  const d4 l0 = splat(j->lambda0[region]), l1 = splat(j->lambda1[region]);
  const d4 c0 = l0 * off + l1 * on, c1 = l1 * (off + on);
  const d4 *value = j->value + c[3], *out = j->adjoint + c[6];
  d4 *back = j->adjoint + c[3], g0 = ZERO, g1 = ZERO;
  if (c[5] < 0)
    for (int x = 0; x < size; x++) {
      g0 += value[x] * out[x];
      back[x] += c0 * out[x];
    }
  else {
    const int half = 1 << c[5];
    for (int base = 0; base < size; base += 2 * half)
      for (int x = base; x < base + half; x++, out++) {
        g0 += value[x] * *out;
        g1 += value[x + half] * *out;
        back[x] += c0 * *out;
        back[x + half] += c1 * *out;
      }
  }
  j->off_back[leak] += l0 * g0 + l1 * g1;
  j->on_back[leak] += l1 * (g0 + g1);
}

// Take a power of two out of a block whose largest entry is far from 1, level by level. Exact.
static void rescale(const struct job *j, const int32_t *c, int op) {
  d4 *block = j->value + c[1], largest = ZERO, factor = splat(1);
  int any = 0;
  for (int x = 0; x < c[2]; x++) largest = max(largest, block[x]);
  for (int s = 0; s < 4; s++) {
    if (!(largest[s] > 0) || (largest[s] > 0x1p-60 && largest[s] < 0x1p60)) continue;
    union { double d; uint64_t u; } word = {largest[s]};
    int e = (int)((word.u >> 52) & 0x7ff) - 1023;
    if (e < -1000) e = -1000;
    if (e > 1000) e = 1000;
    word.u = (uint64_t)(1023 - e) << 52;
    factor[s] = word.d;
    (*j->exponent)[s] += e;
    any = 1;
  }
  j->scale[op] = factor;
  if (any)
    for (int x = 0; x < c[2]; x++) block[x] *= factor;
}

static void fold(const struct job *j) {
  for (int r = 0; r < j->regions; r++) {
    j->leak_off[r] = splat(j->leak0[r]);
    j->leak_on[r] = splat(j->leak1[r]);
  }
  for (int i = 0; i < j->singles; i++) {
    const int t = j->single[3 * i], q = j->single[3 * i + 1], r = j->single[3 * i + 2];
    const d4 e0 = j->leak_off[r], e1 = j->leak_on[r], a0 = splat(j->off[q]), a1 = splat(j->on[q]);
    const d4 c0 = j->w0[t], c1 = j->w1[t];
    j->before[2 * i] = e0;
    j->before[2 * i + 1] = e1;
    j->leak_off[r] = e0 * (c0 + c1 * a0);
    j->leak_on[r] = e1 * (c0 + c1 * (a0 + a1)) + e0 * (c1 * a1);
  }
  for (int i = 0; i < j->slots; i++) {
    const int32_t *slot = j->slot + j->slot_starts[i], *end = j->slot + j->slot_starts[i + 1];
    const d4 e0 = j->leak_off[slot[0]], e1 = j->leak_on[slot[0]];
    d4 off = ZERO, on = ZERO;
    for (const int32_t *k = slot + 2; k < end; k += 2) {
      const d4 a0 = splat(j->off[k[1]]), a1 = splat(j->on[k[1]]), w = slot[1] ? j->w1[k[0]] : splat(1);
      off += w * (e0 * a0);
      on += w * (e1 * (a0 + a1) + e0 * a1);
    }
    j->leak_off[j->regions + i] = off;
    j->leak_on[j->regions + i] = on;
  }
}

static void unfold(const struct job *j) {
  for (int i = j->slots - 1; i >= 0; i--) {
    const int32_t *slot = j->slot + j->slot_starts[i], *end = j->slot + j->slot_starts[i + 1];
    const int r = slot[0];
    const d4 e0 = j->leak_off[r], e1 = j->leak_on[r];
    const d4 d0 = j->off_back[j->regions + i], d1 = j->on_back[j->regions + i];
    for (const int32_t *k = slot + 2; k < end; k += 2) {
      const d4 a0 = splat(j->off[k[1]]), a1 = splat(j->on[k[1]]), w = slot[1] ? j->w1[k[0]] : splat(1);
      if (slot[1]) j->active[k[0]] += w * (d0 * (e0 * a0) + d1 * (e1 * (a0 + a1) + e0 * a1));
      j->link[k[1]] += w * (a1 * (d1 * (e1 + e0)));
      j->off_back[r] += w * (d0 * a0 + d1 * a1);
      j->on_back[r] += w * (d1 * (a0 + a1));
    }
  }
  for (int i = j->singles - 1; i >= 0; i--) {
    const int t = j->single[3 * i], q = j->single[3 * i + 1], r = j->single[3 * i + 2];
    const d4 e0 = j->before[2 * i], e1 = j->before[2 * i + 1], a0 = splat(j->off[q]), a1 = splat(j->on[q]);
    const d4 c0 = j->w0[t], c1 = j->w1[t], d0 = j->off_back[r], d1 = j->on_back[r];
    j->active[t] = c1 * (d1 * (e1 * (a0 + a1) + e0 * a1) + d0 * (e0 * a0));
    j->link[q] = c1 * a1 * (d1 * (e1 + e0));
    j->off_back[r] = d0 * (c0 + c1 * a0) + d1 * (c1 * a1);
    j->on_back[r] = d1 * (c0 + c1 * (a0 + a1));
  }
  for (int r = 0; r < j->regions; r++) j->leak[r] = splat(j->leak1[r]) * j->on_back[r];
}

static void clear(d4 *at, int n) { __builtin_memset(at, 0, (unsigned)n * sizeof(d4)); }

static void forward(const struct job *j) {
  struct absorb o;
  j->value[0] = splat(1);
  for (int i = 0; i < j->ops; i++) {
    const int32_t *c = j->code + j->starts[i];
    if (c[0] == ABSORB) {
      read_absorb(j, c, &o);
      if (o.k == 2 && is_plain(&o)) absorb_two(j, &o);
      else absorb_many(j, &o);
    } else if (c[0] == JOIN) join(j, c, 0);
    else if (c[0] == CLOSE) close_region(j, c);
    else rescale(j, c, i);
  }
}

static void backward(const struct job *j) {
  struct absorb o;
  d4 share[32];
  for (int i = j->ops - 1; i >= 0; i--) {
    const int32_t *c = j->code + j->starts[i];
    if (c[0] == ABSORB) {
      read_absorb(j, c, &o);
      const d4 found =
          o.k == 2 && is_plain(&o) ? absorb_two_back(j, &o, share) : absorb_many_back(j, &o, share);
      if (c[1] & WIDEN) continue;
      j->active[c[2]] += found;
      for (int q = 0; q < o.k; q++) j->link[o.links[2 * q]] += share[q];
    } else if (c[0] == JOIN) join(j, c, 1);
    else if (c[0] == CLOSE) close_back(j, c);
    else {
      const d4 factor = j->scale[i];
      if (factor[0] != 1 || factor[1] != 1 || factor[2] != 1 || factor[3] != 1)
        for (int x = c[1]; x < c[1] + c[2]; x++) j->adjoint[x] *= factor;
    }
  }
}

__attribute__((export_name("run"))) void run(const struct job *j) {
  *j->exponent = ZERO;
  fold(j);
  forward(j);
  const d4 none = j->value[j->none], one = j->one < 0 ? ZERO : j->value[j->one];
  const d4 total = none * *j->idle + one;
  *j->total = total;
  *j->none_share = none / total;
  clear(j->adjoint, j->arena);
  clear(j->off_back, j->regions + j->slots);
  clear(j->on_back, j->regions + j->slots);
  clear(j->active, j->causes);
  clear(j->link, j->links);
  j->adjoint[j->none] = *j->idle / total;
  if (j->one >= 0) j->adjoint[j->one] = splat(1) / total;
  backward(j);
  unfold(j);
}
