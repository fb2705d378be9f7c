/**
 * A value that is made when it is first needed, once: what not every call of a function needs must not cost its start.
 */
export function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}
