/** Marsaglia's xorshift generator of 32 bits: whole numbers from 0 to 2³² - 1, the same ones for a seed. */
export function xorshift(seed: number): () => number {
  let state = seed | 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}
