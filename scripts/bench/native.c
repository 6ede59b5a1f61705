// Times the elimination compiled for this machine on a question in a file, for `targets.bench.ts`.
// Usage: native FILE; prints the fewest microseconds of one run.
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include "../../src/core/localise/inference/kernel/eliminate.c"

static void *room(size_t bytes) { return aligned_alloc(64, (bytes + 4096) & ~(size_t)63); }
static FILE *file;
static void *take(size_t bytes) {
  void *at = room(bytes);
  if (fread(at, 1, bytes, file) != bytes) exit(2);
  return at;
}

int main(int n, char **args) {
  if (n < 2 || !(file = fopen(args[1], "rb"))) return 1;
  int32_t *h = take(14 * 4);
  struct job j = {h[0], h[1], h[2], h[3], h[4], h[5], h[6], h[7], h[8]};
  const int scratch = h[9], code = h[10], slots = h[11], repeats = h[12];
  const int leaks = j.regions + j.slots;
  j.code = take(4 * (size_t)code);
  j.starts = take(4 * (size_t)j.ops);
  j.slot_starts = take(4 * (size_t)(j.slots + 1));
  j.slot = take(4 * (size_t)slots);
  j.single = take(12 * (size_t)j.singles);
  j.w0 = take(32 * (size_t)j.causes);
  j.w1 = take(32 * (size_t)j.causes);
  j.off = take(8 * (size_t)j.links);
  j.on = take(8 * (size_t)j.links);
  j.lambda0 = take(8 * (size_t)j.regions);
  j.lambda1 = take(8 * (size_t)j.regions);
  j.leak0 = take(8 * (size_t)j.regions);
  j.leak1 = take(8 * (size_t)j.regions);
  j.idle = take(32);
  j.value = room(32 * (size_t)j.arena);
  j.adjoint = room(32 * (size_t)j.arena);
  j.scratch = room(32 * (size_t)scratch);
  j.scale = room(32 * (size_t)j.ops);
  j.leak_off = room(32 * (size_t)leaks);
  j.leak_on = room(32 * (size_t)leaks);
  j.off_back = room(32 * (size_t)leaks);
  j.on_back = room(32 * (size_t)leaks);
  j.before = room(64 * (size_t)j.singles + 64);
  j.total = room(32);
  j.none_share = room(32);
  j.active = room(32 * (size_t)j.causes);
  j.link = room(32 * (size_t)j.links);
  j.leak = room(32 * (size_t)j.regions);
  j.exponent = room(32);
  double best = 1e300;
  for (int i = 0; i < repeats; i++) {
    struct timespec a, b;
    clock_gettime(CLOCK_MONOTONIC, &a);
    run(&j);
    clock_gettime(CLOCK_MONOTONIC, &b);
    const double t = 1e6 * (double)(b.tv_sec - a.tv_sec) + 1e-3 * (double)(b.tv_nsec - a.tv_nsec);
    if (t < best) best = t;
  }
  printf("%.3f\n", best);
  return 0;
}
