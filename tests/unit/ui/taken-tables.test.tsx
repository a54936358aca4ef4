/** Tables of the model and of behaviour can be taken as CSV, with their numbers in full. */
import { renderToStaticMarkup } from 'react-dom/server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Inspection, RemoteFile, SelfTest } from '../../../src/protocol';
import { confusionRows } from '../../../src/ui/behaviour/Correlations';
import { FileList, fileRows } from '../../../src/ui/model/FileList';
import { InspectionTable, inspectionRows, siteRows } from '../../../src/ui/model/InspectionTable';
import { SelfTestNumbers, selfTestRows } from '../../../src/ui/model/SelfTestBadge';
import { foldAll } from '../../../src/ui/parts/folded';

beforeAll(() => foldAll(true));
afterAll(() => foldAll(false));

const buttons = (markup: string): number => markup.match(/Download as CSV/g)?.length ?? 0;
const test1: SelfTest = {
  ...{ passed: true, failures: [], zeroSteerDifference: 0, readOverWrite: 1.00000012, leakBelow: 0 },
  ...{ cacheCosine: 0.99999871, referenceCosine: null, tolerance: 1e-3, seconds: 75.25 },
};
const port = (name: string) => ({ name, elemType: 1, dims: [] });
const found: Inspection = {
  ...{ file: 'model.onnx', blocks: 1, width: 64, vocab: null, bits: null },
  sites: [{ block: 0, node: 'n', branch: '/down/out', sum: '/add/out' }],
  dtypes: { activation: 'float32', kv: 'float32', logits: 'float32' },
  precision: { dtype: 'fp32', by: null },
  bytes: { file: 1234, graph: 2000, weights: 1_234_567 },
  ...{ external: [], ops: { MatMul: 3 }, inputs: [port('input_ids')], outputs: [port('logits')] },
  needs: {
    ...{ context: 8, rows: 1, shaderF16: false, largestBuffer: { name: 'w', bytes: 4321 }, gpuBytes: 999, wasmBytes: 888_888 },
    ...{ widen: false, gpuProblem: 'no adapter', wasmProblem: null, slowReason: null },
  },
};

test('the self-test: numbers in full, and none where none is stored', () => {
  expect(buttons(renderToStaticMarkup(<SelfTestNumbers test={test1} />))).toBe(1);
  expect(selfTestRows(test1).map((row) => row[1])).toEqual([0, 1.00000012, 0, 0.99999871, NaN, 75.25]);
  expect(renderToStaticMarkup(<SelfTestNumbers test={test1} />)).toContain('none stored');
});

test('files of a load: bytes and the whole hash', () => {
  const files: RemoteFile[] = [
    { path: 'a.onnx', bytes: 1_234_567, sha256: 'f'.repeat(64) },
    { path: 'b.json', bytes: null, sha256: null },
  ];
  expect(buttons(renderToStaticMarkup(<FileList files={files} />))).toBe(1);
  expect(fileRows(files)).toEqual([
    [{ text: 'a.onnx' }, 1_234_567, { text: 'f'.repeat(64) }],
    [{ text: 'b.json' }, NaN, { text: '' }],
  ]);
});

test('a graph: what was found with its bytes, and the sites of every block', () => {
  expect(buttons(renderToStaticMarkup(<InspectionTable found={found} />))).toBe(2);
  expect(inspectionRows(found).map((row) => row[2])).toEqual([...[NaN, NaN, NaN, 1_234_567, NaN, 4321, NaN, 888_888], ...[NaN, NaN, NaN]]);
  expect(siteRows(found)).toEqual([[0, { text: '/down/out' }, { text: '/add/out' }]]);
});

test('ratings on either side of the midpoint', () =>
  expect(confusionRows({ ratings: [5, 4, 3], above: [1, 2, 3] })).toEqual([
    [2, 0, 3],
    [1, 2, 2],
    [0, 4, 1],
  ]));
