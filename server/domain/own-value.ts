// Looking up in a table what somebody wrote: a word that every object knows (constructor, __proto__) is in no table of ours.

/** The table's own value under the key; undefined when it has none. */
export function ownValue<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
