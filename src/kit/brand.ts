declare const brand: unique symbol;

/** A `T` that cannot be mistaken for another `T`. The name exists only for the compiler. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };
