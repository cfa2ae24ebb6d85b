/**
 * A number with as many decimals as `size` needs for three digits, so that what stands beside each other is rounded alike.
 * Sizes below 0.001 get an exponent.
 */
export function numeral(value: number, size = Math.abs(value)): string {
  if (size > 0 && size < 1e-3) return value.toExponential(1);
  const decimals = size > 0 ? Math.max(0, 2 - Math.floor(Math.log10(size))) : 0;
  const text = value.toFixed(decimals);
  return Number(text) === 0 ? text.replace("-", "") : text;
}
