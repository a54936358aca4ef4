/** The worker of the bench: runs one row, or captures texts for the row that run.mjs shares with PyTorch. */
import { errorData } from '../../src/error';
import type { Device } from '../../src/protocol';
import { capture } from '../../workers/pass/capture';
import { labModel } from './models';
import { ROWS } from './rows';

export type Call = { row: keyof typeof ROWS; quick: boolean } | { tokenize: string[] } | { capture: string[] };
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
