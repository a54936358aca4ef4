/** Actions leave their errors in the store, where ErrorAlert shows them; the promise itself needs no second handler. */
export const forget = (work: Promise<unknown>): void => {
  work.catch(() => undefined);
};
