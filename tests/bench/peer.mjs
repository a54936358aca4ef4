/** The PyTorch peer as a child process: token ids in, seconds out, one JSON line each way. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/**
 * Starts it with the Python in EIA_BENCH_PYTHON, else `python3`. It has then loaded the model and passed its check.
 * @returns the peer, or in one line why there is none.
 */
export async function startPeer(threads) {
  const python = process.env.EIA_BENCH_PYTHON ?? 'python3';
  const args = [
    here('peer_torch.py'),
    here('../../public/models/smollm2-135m-instruct'),
    here('../fixtures/smollm2-135m-golden'),
    String(threads),
  ];
  const child = spawn(python, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const failed = new Promise((resolve) => child.on('error', (error) => resolve({ absent: error.message })));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => {
    const { value, done } = await Promise.race([
      lines.next(),
      failed.then(({ absent }) => ({ done: false, value: JSON.stringify({ absent }) })),
    ]);
    return done ? { absent: `${python} ended` } : JSON.parse(value);
  };
  const hello = await next();
  if (hello.absent) return { absent: hello.absent };
  return {
    /** "PyTorch 2.13, 2 threads, cosine to the golden residuals 1.00000" */
    about: hello.about,
    /** @param {number[][]} ids @returns {Promise<number>} seconds for reading them one by one */
    async capture(ids) {
      child.stdin.write(`${JSON.stringify(ids)}\n`);
      const answer = await next();
      if (answer.absent) throw new Error(`the PyTorch peer stopped: ${answer.absent}`);
      return answer.seconds;
    },
    /** @param {[string, string][]} pairs @returns {Promise<number | null>} seconds of steering-vectors on them; null where it is absent */
    async train(pairs) {
      child.stdin.write(`${JSON.stringify({ pairs })}\n`);
      const answer = await next();
      if (answer.absent) throw new Error(`the PyTorch peer stopped: ${answer.absent}`);
      return answer.seconds ?? null;
    },
    close: () => child.stdin.end(),
  };
}
