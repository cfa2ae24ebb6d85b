/** What `read` gives, or `fallback` where it throws: getters, proxies and `inspect` run code of the cells. */
export function guarded<T>(read: () => T, fallback: T): T {
  try {
    return read();
  } catch {
    return fallback;
  }
}
