/* What the kernels share. No C library: clang --target=wasm32 -nostdlib. */
#pragma once
#include <wasm_simd128.h>

typedef float f32;
typedef unsigned char u8;

#define EXPORT(name) __attribute__((export_name(#name)))

/* `at`, kept inside 0 … n − 1: beyond the border the border is repeated. */
static inline int clamp(int at, int n) { return at < 0 ? 0 : at >= n ? n - 1 : at; }
