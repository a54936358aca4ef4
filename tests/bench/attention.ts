/** Attention by the number of new tokens (src/graph/attention.ts) against the fused node alone: a prompt in one pass, and a decode step. */
import { instrument } from '../../src/graph/instrument';
import { createSession } from '../../workers/device/session';
import type { LoadedModel } from '../../workers/model/loaded';
import { mount } from '../../workers/model/mount';
import { interleave, ratios } from './interleave';
import { FILE, labModel, ROOT } from './models';
import type { Measured } from './rows';
import { decoder, prefillOf } from './steps';

/** Tokens of a prompt, how many rounds of it, and how many times as fast it is to be. */
const PROMPTS = [
  { length: 16, rounds: 24 },
  { length: 64, rounds: 12 },
  { length: 256, rounds: 8, target: 1.8 },
  { length: 512, rounds: 5, target: 2 },
];
/** Tokens that are there before the first decode step. */
const BEFORE = 64;

/** `text`: token ids that prompts are made of, again and again. */
export async function attention(text: readonly number[], quick: boolean): Promise<Measured[]> {
  const lab = await labModel('wasm');
  const fused = await fusedModel(lab);
  const out: Measured[] = [];
  for (const { length, rounds, target } of PROMPTS) {
    const ids = Array.from({ length }, (_, i) => text[i % text.length]!);
    const times = await interleave(quick ? 2 : rounds, [() => prefillOf(lab, ids), () => prefillOf(fused, ids)]);
    out.push({
      name: `prefill of ${length} tokens: lowered / fused`,
      values: ratios(times[0], times[1]),
      ...(target && { atMost: 1 / target }),
      note: 'in one pass',
    });
  }
  const steps = [lab, fused, fused].map((model) => decoder(model, 1));
  const times = await interleave(
    quick ? 8 : 128,
    steps.map((step) => {
      let begun = false;
      return (round: number) => {
        const ids = begun ? [text[BEFORE + (round % BEFORE)]!] : text.slice(0, BEFORE);
        begun = true;
        return step([ids]);
      };
    }),
  );
  out.push(
    { name: 'decode step: lowered / fused', values: ratios(times[0], times[1]), atMost: 1.02 },
    { name: 'decode step: fused / fused', values: ratios(times[2], times[1]), note: 'noise floor of the row above' },
  );
  return out;
}

/** The embedded model once more, its attention fused whatever is read. */
async function fusedModel(lab: LoadedModel): Promise<LoadedModel> {
  const fetchBlob = async (name: string): Promise<Blob> => (await fetch(`${ROOT}/onnx/${name}`)).blob();
  const { bytes, info } = instrument(new Uint8Array(await (await fetchBlob(FILE)).arrayBuffer()), { file: FILE });
  const files = new Map<string, Blob>();
  for (const { location } of info.external) files.set(location, await fetchBlob(location));
  const mounted = await mount(bytes, files, { info, device: 'wasm', widen: true, loweredFrom: Infinity });
  return { ...lab, session: await createSession(mounted, info, { gpu: null, build: 'plain' }) };
}
