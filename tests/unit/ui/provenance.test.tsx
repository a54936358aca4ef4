/** The line at the foot of a figure says model, device, how and when, set and lab, whatever the run is. */
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test, vi } from 'vitest';
import { store } from '../../../src/app/store';
import type { Analysis } from '../../../src/experiment/analysis';
import { decodeExperiment } from '../../../src/experiment/run-file';
import type { ModelStamp } from '../../../src/experiment/stamp';
import { askedLine, originLine, partOf, readOn } from '../../../src/ui/provenance';
import { foundText } from '../../../src/ui/run/found-by';
import { useOrigin } from '../../../src/ui/useOrigin';
import { RECORDING } from '../../recording';

vi.mock('../../../src/ui/useLab', async () => {
  const { store } = await import('../../../src/app/store');
  return { useLab: <T,>(select: (state: ReturnType<typeof store.getState>) => T) => select(store.getState()) };
});
const OriginOf = () => useOrigin();

const stamp = { id: 'tiny', repo: 'own/Tiny-1', device: 'wasm', deviceName: '2 threads' } as ModelStamp;
const origin = {
  catalogue: [],
  provenance: 'recorded',
  stamp,
  recordedAt: '2026-11-25T10:00:00.000Z',
  part: null,
  set: 'A set',
  running: false,
  version: '9',
} as const;

test.each([
  [{}, 'Tiny-1 on WASM (2 threads), recorded 25 Nov 2026, set “A set”. EIA Lab 9.'],
  [{ provenance: 'opened' }, 'Tiny-1 on WASM (2 threads), a run of 25 Nov 2026 opened from a file, set “A set”. EIA Lab 9.'],
  [{ provenance: 'kept' }, 'Tiny-1 on WASM (2 threads), a run of 25 Nov 2026 kept in a browser, set “A set”. EIA Lab 9.'],
  [{ provenance: 'live' }, 'Tiny-1 on WASM (2 threads), measured live 25 Nov 2026, set “A set”. EIA Lab 9.'],
  // A line that does not change with every text: the figure's layout would, too.
  [
    { provenance: 'live', running: true, part: '3 of 9 texts' },
    'Tiny-1 on WASM (2 threads), texts still arriving, set “A set”. EIA Lab 9.',
  ],
  [{ part: '3 of 9 texts' }, 'Tiny-1 on WASM (2 threads), recorded 25 Nov 2026, stopped after 3 of 9 texts, set “A set”. EIA Lab 9.'],
  [{ way: 'LDA, seed 7' }, 'Tiny-1 on WASM (2 threads), recorded 25 Nov 2026, LDA, seed 7, set “A set”. EIA Lab 9.'],
  [{ stamp: null, set: null }, 'an unnamed model, recorded 25 Nov 2026. EIA Lab 9.'],
] as const)('%j', (over, line) => expect(originLine({ ...origin, ...over })).toBe(line));

test('how far a run has come is said of those that are not whole', () => {
  expect(partOf({ complete: false, computed: 2, fromStorage: 1, of: 9 })).toBe('3 of 9 texts');
  expect(partOf({ complete: true, computed: 9, fromStorage: 0, of: 9 })).toBeNull();
  expect(partOf(null)).toBeNull();
});

test('the device of the texts is named where it is not that of the model in use', () => {
  const on = (device: 'webgpu' | 'wasm', checked = true) => ({ tokens: 1, truncated: false, on: { device, checked } });
  const run = (...texts: ReturnType<typeof on>[]) => ({ model: stamp, reading: { texts } }) as unknown as Parameters<typeof readOn>[0];
  expect(readOn(run(on('wasm'), on('wasm')))).toBeNull();
  expect(readOn(run(on('webgpu', false)))).toBe('WebGPU');
  expect(readOn(run(on('webgpu'), on('wasm')))).toBe('WebGPU and WASM');
  expect(readOn(run(on('webgpu', false), on('wasm')))).toBe('WebGPU and WASM (not each checked against PyTorch)');
  expect(originLine({ ...origin, provenance: 'live', on: 'WebGPU' })).toContain('Tiny-1 on WebGPU, measured live');
});

const asked = {
  catalogue: [],
  model: stamp,
  at: '2026-11-25T10:00:00.000Z',
  from: ['recorded'],
  directions: 'A set',
  foundBy: 'LDA',
  template: false,
  version: '9',
} as const;
test.each([
  [{}, 'Tiny-1 on WASM (2 threads), recorded 25 Nov 2026, directions of “A set” (LDA). EIA Lab 9.'],
  [
    { from: ['live'], template: true, way: 'temperature 0.7' },
    'Tiny-1 on WASM (2 threads), measured live 25 Nov 2026, directions of “A set” (LDA), as chat messages, temperature 0.7. EIA Lab 9.',
  ],
  [
    { from: ['opened'] },
    'Tiny-1 on WASM (2 threads), from a file that was opened, of 25 Nov 2026, directions of “A set” (LDA). EIA Lab 9.',
  ],
  [{ from: ['kept'] }, 'Tiny-1 on WASM (2 threads), kept in a browser, of 25 Nov 2026, directions of “A set” (LDA). EIA Lab 9.'],
  [
    { from: ['recorded', 'live'] },
    'Tiny-1 on WASM (2 threads), in part recorded, in part measured live, the latest 25 Nov 2026, directions of “A set” (LDA). EIA Lab 9.',
  ],
] as const)('choices and sweeps say where they come from, whatever the run does: %j', (over, line) =>
  expect(askedLine({ ...asked, ...over })).toBe(line),
);

test('the way in which figures were made is said, without what goes without saying', () => {
  const spec = { method: 'mean-difference', pooling: 'mean-rest', seed: 1 } as const;
  expect(foundText(spec)).toBe('mean difference, pooling “mean, no first”');
  expect(foundText({ ...spec, template: false, folds: 5 })).toBe('mean difference, pooling “mean, no first”');
  expect(foundText({ method: 'lda', pooling: 'answer', template: true, withoutMean: true, seed: 7, folds: 3 })).toBe(
    'LDA, pooling “answer only”, read as chat messages, mean taken out, seed 7, 3 folds',
  );
});

test('the figures of the run on show and the matrix of sets say theirs', () => {
  const run = decodeExperiment(RECORDING, 'run.json');
  const [analysis] = run.analyses;
  const spec = { ...analysis!.spec, method: 'logistic', seed: 9 } as const;
  const report = {} as Analysis['report'];
  store.setState({ experiment: { ...run, analyses: [{ ...analysis!, spec, report }], view: { ...run.view, analysis: analysis!.id } } });
  expect(renderToStaticMarkup(<OriginOf />)).toContain('logistic regression, pooling “mean, no first”, seed 9, set “Empathy in action”');
});
