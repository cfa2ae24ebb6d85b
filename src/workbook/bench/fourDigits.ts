/** A number with about four digits that count, and no exponent. */
export function fourDigits(value: number): string {
  const decimals = 3 - Math.floor(Math.log10(Math.abs(value) || 1));
  return value.toFixed(Math.min(Math.max(decimals, 0), 3));
}
