/** ρ of each of `dims` components, so that all of them together share so many nats: -(D/2) log(1 - ρ²) = nats. */
export function correlationOf(nats: number, dims: number): number {
  return Math.sqrt(-Math.expm1((-2 * nats) / dims));
}
