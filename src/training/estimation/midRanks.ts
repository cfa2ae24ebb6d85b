/**
 * The place of each number of a column among all of it, as a share strictly between 0 and 1. Equal numbers share the middle of
 * their places; or, with an order, take them in this order.
 */
export function midRanks(column: Float64Array, order?: Int32Array): Float64Array {
  const n = column.length;
  const sorted = Int32Array.from(column, (_, row) => row).sort(
    (a, b) => column[a] - column[b] || (order ? order[a] - order[b] : a - b),
  );
  const shares = new Float64Array(n);
  for (let first = 0; first < n;) {
    let end = first + 1;
    if (!order) while (end < n && column[sorted[end]] === column[sorted[first]]) end++;
    // The mean of places first to end - 1, each half a place from its edges.
    for (let place = first; place < end; place++) shares[sorted[place]] = (first + end) / (2 * n);
    first = end;
  }
  return shares;
}
