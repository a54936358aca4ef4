/** Lines of analyses that would be equal say what differs: in the picker, and so in legends and captions. */
import { expect, test } from 'vitest';
import type { Analysis } from '../../../src/experiment/analysis';
import type { Experiment } from '../../../src/experiment/experiment';
import { decodeExperiment } from '../../../src/experiment/run-file';
import { toldApart } from '../../../src/ui/parts/told-apart';
import { linesOf } from '../../../src/ui/run/AnalysisChoice';
import { RECORDING } from '../../recording';

test('equal names have what differs behind them, others nothing, and a number where nothing differs', () => {
  const all = [
    { text: 'a', more: ['x', 'seed 1'] },
    { text: 'a', more: ['x', 'seed 2'] },
    { text: 'b', more: ['x', 'seed 1'] },
    { text: 'c', more: ['', 'seed 1'] },
    { text: 'c', more: ['', 'seed 1'] },
  ];
  expect(toldApart(all)).toEqual(['a · seed 1', 'a · seed 2', 'b', 'c (1)', 'c (2)']);
});

const recorded = decodeExperiment(RECORDING, 'run.json');
const [only] = recorded.analyses as unknown as [Analysis];
const [reading] = recorded.readings as [(typeof recorded.readings)[number]];
const lines = (two: Partial<Analysis>, how: Partial<typeof reading> = {}): string[] => {
  const readings = [reading, { ...reading, ...how, id: 'other' }];
  const analyses = [only, { ...only, id: 'two', ...two, ...(Object.keys(how).length > 0 && { reading: 'other' }) }];
  const experiment = { ...recorded, readings, analyses } as Experiment;
  return linesOf({ experiment, origins: {}, catalogue: [] }).map(({ text }) => text);
};
const spec = (o: Partial<Analysis['spec']>): Partial<Analysis> => ({ spec: { ...only.spec, ...o } });

test.each([
  ['seed', lines(spec({ seed: 7 })), `seed ${only.spec.seed}`, 'seed 7'],
  ['folds', lines(spec({ folds: 3 })), '5 folds', '3 folds'],
  ['cut', lines({}, { how: { ...reading.how, maxTokens: 64 } }), `cut at ${reading.how.maxTokens}`, 'cut at 64'],
  ['template', lines({}, { how: { ...reading.how, template: true } }), 'raw text', 'chat template'],
  ['device', lines({}, { model: { ...reading.model, device: 'webgpu', deviceName: 'a card' } }), 'WASM', 'WebGPU'],
  ['precision', lines({}, { model: { ...reading.model, dtype: 'fp16' } }), reading.model.dtype, 'fp16'],
  ['time of day', lines({ at: only.at!.replace(/T.*$/, 'T23:59:58.000Z') }), '', '23:59:58'],
  ['how far', lines({ made: { ...only.made, complete: false, computed: 3, fromStorage: 0 } }), 'whole', '3 of'],
  ['mean', lines(spec({ withoutMean: true })), '', 'mean taken out'],
])('two analyses that differ in nothing but %s', (_, [one, two], first, second) => {
  expect(one).not.toBe(two);
  expect(one).toContain(first);
  expect(two).toContain(second);
});

test('nothing is added to names that differ already', () => {
  expect(lines(spec({ seed: 7, pooling: 'last' })).join()).not.toContain('seed');
});
