/** Four digits, without trailing zeros: for hover texts. */
export function shortNumber(value: number): string {
  return String(Number(value.toPrecision(4)));
}
