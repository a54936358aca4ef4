/** A queue of `length` places after one more step: the value enters at the front, each goes one on. The same queue where nothing moves. */
export function passOn<T>(queue: readonly T[], value: T, length: number): readonly T[] {
  const next = Array.from({ length }, (_, i) => (i > 0 && i <= queue.length ? queue[i - 1]! : value));
  return next.length === queue.length && next.every((one, i) => one === queue[i]) ? queue : next;
}
