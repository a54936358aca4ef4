/** The worker of the bench: runs one row; or captures texts, or writes answers, for a row that run.mjs measures from outside. */
import './wasm-memory'; // Before ONNX Runtime.
import { errorData } from '../../src/error';
import type { Device } from '../../src/protocol';
import { capture } from '../../workers/pass/capture';
import { generations } from './generations';
import { labModel } from './models';
import { ROWS } from './rows';
import { writing, type Writing } from './writing';

export type Call =
  | { row: keyof typeof ROWS; quick: boolean }
  | { tokenize: string[] }
  | { capture: string[] }
  | { write: Writing }
  | { generations: { times: number; tokens: number } };
export type Asked = Call & { device: Device };
export type Answer = { out: unknown } | { error: string };

self.onmessage = async ({ data }: MessageEvent<Asked>) => {
  let answer: Answer;
  try {
    answer = { out: await handle(data) };
  } catch (error) {
    const { code, message, hint } = errorData(error);
    answer = { error: `${code}: ${message} ${hint}\n${error instanceof Error ? (error.stack ?? '') : ''}` };
  }
  self.postMessage(answer);
};

async function handle(call: Asked): Promise<unknown> {
  if ('row' in call) return await ROWS[call.row](call.device, call.quick);
  if ('write' in call) return await writing(call.device, call.write);
  if ('generations' in call) return await generations(call.device, call.generations);
  const model = await labModel(call.device);
  if ('tokenize' in call) return call.tokenize.map((text) => model.encode(text));
  const started = performance.now();
  await capture(
    model,
    { texts: call.capture, poolings: ['mean'], template: false, maxTokens: 512 },
    () => {},
    new AbortController().signal,
  );
  return (performance.now() - started) / 1000;
}
