/** Lets the worker read its messages between two passes. A message port, because timers are clamped to 4 ms and would slow decoding. */
const { port1, port2 } = new MessageChannel();
const waiting: (() => void)[] = [];
port1.onmessage = () => waiting.shift()?.();

/** Resolves after messages that have already arrived were handled. */
export const breathe = (): Promise<void> =>
  new Promise((resolve) => {
    waiting.push(resolve);
    port2.postMessage(null);
  });

/** Lets a stop come in, and obeys it: rejects with the reason of the signal. */
export const pausing =
  (signal: AbortSignal): (() => Promise<void>) =>
  async () => {
    await breathe();
    signal.throwIfAborted();
  };
