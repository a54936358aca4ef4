/** Long work in small steps, so that the page can breathe in between. */

/** Milliseconds of work between two turns of the page: a timer waits at least four. */
const TURN = 8;

/** The generator's result; its steps run one after another, and the page gets a turn whenever they have taken a while. */
export async function paced<T>(steps: Generator<unknown, T>): Promise<T> {
  let since = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() - since < TURN) continue;
    await new Promise((resolve) => setTimeout(resolve));
    since = performance.now();
  }
}
