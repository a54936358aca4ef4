/**
 * llama.cpp in the browser, on the processor, by one thread: an answer to a prompt in the model's chat template, greedy. Two of its threads
 * wait for each other by turning: beside other work on two cores a token took 4.1 s, and .17 s by one.
 */
import { Wllama } from '@wllama/wllama';
import wasm from '@wllama/wllama/esm/wasm/wllama.wasm?url';

let loaded: Promise<Wllama> | null = null;

/** Seconds from the prompt to the last token, and how many were written. `gguf`: where the model lies on the page's server. */
export async function wllamaWrites(
  gguf: string,
  { prompt, tokens }: { prompt: string; tokens: number },
): Promise<{ seconds: number; tokens: number; version: string }> {
  const wllama = await (loaded ??= load(gguf));
  const started = performance.now();
  const { usage } = await wllama.createCompletion({
    prompt: `<|im_start|>user\n${prompt}<|im_end|>\n<|im_start|>assistant\n`,
    max_tokens: tokens,
    temperature: 0,
  });
  return {
    seconds: (performance.now() - started) / 1000,
    tokens: usage!.completion_tokens,
    version: Wllama.getLibllamaVersion(),
  };
}

async function load(gguf: string): Promise<Wllama> {
  const wllama = new Wllama({ default: wasm }, { suppressNativeLog: true });
  const file = await (await fetch(gguf)).blob();
  await wllama.loadModel([file], { n_ctx: 1024, n_gpu_layers: 0, n_threads: 1 });
  return wllama;
}
