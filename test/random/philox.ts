// Philox4x32-10 in plain loops, from Salmon, Moraes, Dror and Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3".

type Four = [number, number, number, number];

/** The ten rounds: four 32-bit words from a counter and a key. */
export function philox(counter: Four, key: [number, number]): Four {
  let [c0, c1, c2, c3] = counter.map((word) => BigInt(word >>> 0));
  let [k0, k1] = key.map((word) => BigInt(word >>> 0));
  const low = (value: bigint): bigint => value & 0xffffffffn;
  for (let round = 0; round < 10; round++) {
    const product0 = 0xd2511f53n * c0;
    const product1 = 0xcd9e8d57n * c2;
    [c0, c1, c2, c3] = [(product1 >> 32n) ^ c1 ^ k0, low(product1), (product0 >> 32n) ^ c3 ^ k1, low(product0)];
    k0 = low(k0 + 0x9e3779b9n);
    k1 = low(k1 + 0xbb67ae85n);
  }
  return [c0, c1, c2, c3].map(Number) as Four;
}

/** The 32-bit words that TensorFlow's stateless ops draw for an int32 seed: the seed chooses counter and key, then counting. */
export function statelessWords(seed: readonly number[], count: number): number[] {
  const [s0, s1] = seed;
  const signWord = (value: number): number => (value < 0 ? 0xffffffff : 0);
  const mixed = philox([s0, signWord(s0), s1, signWord(s1)], [0x3ec8f720, 0x02461e29]);
  const words: number[] = [];
  for (let block = 0; words.length < count; block++)
    words.push(...philox([block, 0, mixed[2], mixed[3]], [mixed[0], mixed[1]]));
  return words.slice(0, count);
}

/** The key of `foldIn`. */
export function foldedWords([k0, k1]: readonly number[], data: number): number[] {
  return statelessWords([(k0 + data) | 0, (k1 + 0x5eed) | 0], 2).map((word) => word | 0);
}

/** 0 .. size - 1 in the order of falling words, as signed numbers; the sort is stable. */
export function orderOfWords(seed: readonly number[], size: number): number[] {
  const words = statelessWords(seed, size).map((word) => word | 0);
  return Array.from(words.keys()).sort((a, b) => words[b] - words[a]);
}
