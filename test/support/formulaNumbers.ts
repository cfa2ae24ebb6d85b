/**
 * Numbers in [0, 1) that any language can make again: a hash of a name and of each place. Of `test/fixtures/pytorch/resnet.py` the
 * function `numbers` gives the same, so that weights need not be stored.
 */
export function formulaNumbers(name: string, count: number): Float64Array {
  let seed = 0x811c9dc5;
  for (const byte of Buffer.from(name)) seed = Math.imul(seed ^ byte, 0x01000193) >>> 0;
  return Float64Array.from({ length: count }, (_, i) => {
    let x = Math.imul(i, 0x9e3779b1) ^ seed;
    x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
    x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
    return ((x ^ (x >>> 16)) >>> 0) / 2 ** 32;
  });
}
