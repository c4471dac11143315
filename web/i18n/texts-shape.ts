// The shape every other language must fill: the keys of the Chinese texts, with any words.

export type TextsLike<T> = { readonly [K in keyof T]: T[K] extends string ? string : TextsLike<T[K]> };
