/** Attention by the number of new tokens (src/graph/attention.ts) against the fused node alone: a prompt in one pass, and a decode step. */
import { mount } from '../../workers/model/mount';
import { instrument } from '../../src/graph/instrument';
import type { LoadedModel } from '../../workers/model/loaded';
import { createSession } from '../../workers/device/session';
import type { Measured } from './rows';
import { interleave, ratios } from './interleave';
import { FILE, labModel, ROOT } from './models';
import { decoder, prefillOf } from './steps';

/** Lengths of prompts, and how many rounds of them. */
const PROMPTS = [
  [16, 40],
  [24, 30],
  [32, 24],
  [48, 24],
  [64, 20],
  [256, 8],
  [512, 6],
] as const;

/** `text`: token ids that prompts are made of, again and again. */
export async function attention(text: readonly number[], quick: boolean): Promise<Measured[]> {
  const lowered = await labModel('wasm');
  const [fused, plain] = [await mountedFrom(lowered, Infinity), await mountedFrom(lowered, 0)];
  const out: Measured[] = [];
  for (const [length, rounds] of PROMPTS) {
    const ids = Array.from({ length }, (_, i) => text[i % text.length]!);
    const times = await interleave(quick ? 2 : rounds, [
      () => prefillOf(lowered, ids),
      () => prefillOf(fused, ids),
      () => prefillOf(plain, ids),
    ]);
    out.push(
      {
        name: `prefill of ${length} tokens: fused / by length`,
        values: ratios(times[1], times[0]),
        note: 'in one pass',
      },
      { name: `prefill of ${length} tokens: fused / plain operators`, values: ratios(times[1], times[2]) },
    );
  }
  const steps = [lowered, fused].map((model) => decoder(model, 1));
  const same = steps.push(decoder(fused, 1)) - 1;
  const decodes = await interleave(
    quick ? 8 : 192,
    steps.map((step) => (round: number) => step([round === 0 ? text.slice(0, 64) : [text[64 + (round % 200)]!]])),
  );
  out.push(
    { name: 'decode step: by length / fused', values: ratios(decodes[0], decodes[1]) },
    { name: 'decode step: fused / fused', values: ratios(decodes[same], decodes[1]), note: 'noise floor of the row above' },
  );
  return out;
}

/** The embedded model with attention in plain operators from `loweredFrom` new tokens on. */
async function mountedFrom(lab: LoadedModel, loweredFrom: number): Promise<LoadedModel> {
  const fetchBlob = async (name: string): Promise<Blob> => (await fetch(`${ROOT}/onnx/${name}`)).blob();
  const { bytes, info } = instrument(new Uint8Array(await (await fetchBlob(FILE)).arrayBuffer()), { file: FILE });
  const files = new Map<string, Blob>();
  for (const { location } of info.external) files.set(location, await fetchBlob(location));
  const mounted = await mount(bytes, files, { info, device: 'wasm', widen: true, loweredFrom });
  return { ...lab, session: await createSession(mounted, info, { gpu: null, build: 'plain' }) };
}
