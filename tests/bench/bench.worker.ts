/** The worker of the bench: runs one row, or captures texts for the row that run.mjs shares with PyTorch. */
import { errorData } from '../../src/error';
import { capture } from '../../workers/pass/capture';
import { labModel } from './models';
import { ROWS } from './rows';

export type Call = { row: keyof typeof ROWS; quick: boolean } | { tokenize: string[] } | { capture: string[] };
export type Answer = { out: unknown } | { error: string };

self.onmessage = async ({ data }: MessageEvent<Call>) => {
  let answer: Answer;
  try {
    answer = { out: await handle(data) };
  } catch (error) {
    const { code, message, hint } = errorData(error);
    answer = { error: `${code}: ${message} ${hint}\n${error instanceof Error ? (error.stack ?? '') : ''}` };
  }
  self.postMessage(answer);
};

async function handle(call: Call): Promise<unknown> {
  if ('row' in call) return await ROWS[call.row](call.quick);
  const model = await labModel();
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
