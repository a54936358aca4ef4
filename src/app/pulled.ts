/**
 * Gives a function that asks for the work. It is done one at a time; however often it is asked for meanwhile, it is done once more
 * afterwards. What fails in `work` is left to a later one.
 */
export function pulled(work: () => Promise<void>): () => void {
  let busy = false;
  let again = false;
  const ask = (): void => {
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    const settle = (): void => {
      busy = false;
      if (!again) return;
      again = false;
      ask();
    };
    work().then(settle, settle);
  };
  return ask;
}
