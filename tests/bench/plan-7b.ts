/**
 * What a model of seven billion parameters would ask of a graphics card, by its graph alone: a calculation, no measurement. Bytes are
 * those of src/graph/plan.ts; a step of an answer reads every weight but the table of embeddings, and the cache, once: by bandwidth alone
 * it can be no faster.
 */
import { instrument } from '../../src/graph/instrument';
import { planMemory } from '../../src/graph/plan';
import { bigGraph, QWEN_7B } from '../unit/graph/big';
import type { Measured } from './rows';

const ROOM = { device: 'webgpu', maxBufferSize: Infinity, maxStorageBufferBindingSize: Infinity, shaderF16: true } as const;
const CONTEXT = 1024;
const ROWS = [1, 8];
/** Gigabytes a second: a laptop's memory, a large laptop's, a card of a data centre. */
const BANDWIDTHS = [100, 400, 3350];
/** Of float16. */
const HALF = 2;
const CALCULATED = 'calculated, not measured';

export function planOf7B(): Measured[] {
  const { onnx, dataBytes } = bigGraph(QWEN_7B);
  const { info } = instrument(onnx, { file: 'model_q4f16.onnx' });
  const table = QWEN_7B.vocab * QWEN_7B.width * HALF;
  const shape = `7B (${QWEN_7B.layers} × ${QWEN_7B.width}, q4f16)`;
  return [
    { name: `${shape}, GB: weights`, values: [dataBytes / 1e9], note: CALCULATED },
    ...ROWS.flatMap((rows): Measured[] => {
      const { bytes } = planMemory(info, ROOM, { context: CONTEXT, rows });
      // The plan counts the copy that a growing cache makes of itself; a step reads one of the two.
      const read = dataBytes - table + bytes.cache / 2;
      const what = `${rows === 1 ? 'one row' : `${rows} rows`} of ${CONTEXT} tokens`;
      return [
        { name: `${shape}, GB: in all, ${what}`, values: [bytes.total / 1e9], note: CALCULATED },
        { name: `${shape}, GB read a step: ${what}`, values: [read / 1e9], note: CALCULATED },
        ...BANDWIDTHS.map((bandwidth): Measured => ({
          name: `${shape}, tokens/s at most at ${bandwidth} GB/s: ${what}`,
          values: [(rows * bandwidth * 1e9) / read],
          note: CALCULATED,
        })),
      ];
    }),
    {
      name: `${shape}, kB a row and step that steering hands over and reading hands back`,
      values: [(2 * 4 * info.layers * info.width) / 1e3],
      note: CALCULATED,
    },
  ];
}
