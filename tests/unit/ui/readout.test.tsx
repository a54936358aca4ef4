/** The readout: what tokens look like, and what stands there while no model can be asked. */
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test, vi } from 'vitest';
import type { ShownRun } from '../../../src/experiment/shown';
import { Readout } from '../../../src/ui/layers/Readout';
import { readoutRows, ReadoutTable } from '../../../src/ui/layers/ReadoutTable';
import { visible } from '../../../src/ui/layers/visible';

const state = vi.hoisted(() => ({
  model: { status: 'none' } as object,
  run: { status: 'idle' },
  steer: { status: 'idle' },
  catalogue: [],
  experiment: { readouts: [] as object[] },
}));
vi.mock('../../../src/app/lower-actions', () => ({
  readOut: () => new Promise(() => undefined),
  readOutAll: () => new Promise(() => undefined),
}));
vi.mock('../../../src/ui/useLab', () => ({ useLab: (select: (s: unknown) => unknown) => select(state) }));
vi.mock('../../../src/ui/shown', () => ({ useSides: () => ({ positive: 'helps', negative: 'wins' }) }));

test.each([
  [' help', '␣help'],
  ['\n\n', '↵↵'],
  ['\t', '⇥'],
  ['\u200bso\u202e', 'U+200BsoU+202E'],
  ['<b>é漢', '<b>é漢'],
  ['', ''],
])('%j can be read as %s', (text, seen) => expect(visible(text)).toBe(seen));

const run = (data: number[]) =>
  ({
    directions: { layers: 1, width: 2, data: Float32Array.from(data) },
    record: { id: 'directions-1', layers: 1, width: 2, data: Float32Array.from(data) },
    model: { graphHash: 'mine' },
  }) as unknown as ShownRun;
const says = (data = [1, 0]) => renderToStaticMarkup(<Readout run={run(data)} layer={0} />);
const ready = (graphHash: string, passed = true) => ({ status: 'ready', info: { graphHash, selfTest: { passed } } });

test('it asks the model of the run alone, loaded and sound, when nothing else does', () => {
  expect(says()).toContain('With the model of this run loaded');
  state.model = ready('another');
  expect(says()).toContain('With the model of this run loaded');
  state.model = ready('mine', false);
  expect(says()).toContain('With the model of this run loaded');
  state.model = ready('mine');
  expect(says()).toContain('The model is asked');
  expect(says([0, 0])).toContain('The block has no direction.');
  state.steer.status = 'running';
  expect(says()).toContain('The model is busy');
});

test('all blocks are asked by a button that says what it costs, of the loaded model alone', () => {
  state.model = { status: 'none' };
  state.steer.status = 'idle';
  expect(says()).not.toContain('Read out');
  state.model = ready('mine');
  expect(says()).toContain('Read out all blocks');
  expect(says()).toContain('2 passes of the model over one token');
  state.run.status = 'running';
  expect(says()).not.toContain('Read out');
  state.run.status = 'idle';
});

const token = (id: number, token: string, logit: number) => ({ id, token, logit });
const answered = [{ positive: [token(1, ' help', 2), token(2, '', 1)], negative: [token(3, ' win', -2), token(4, '\n', -1)] }, null];

test('the table has each block at a line, one without a direction in words, and its twin each token', () => {
  const markup = renderToStaticMarkup(<ReadoutTable blocks={answered} layer={0} sides={{ positive: 'helps', negative: 'wins' }} />);
  for (const text of ['␣help', 'no text (id 2)', '␣win', '↵', 'no direction at this block']) expect(markup).toContain(text);
  expect(markup).toContain('aria-current="true"');
  expect(readoutRows(answered)).toEqual([
    [0, { text: 'raised' }, 1, { text: '␣help' }, 2, 1],
    [0, { text: 'raised' }, 2, { text: 'no text' }, 1, 2],
    [0, { text: 'lowered' }, 1, { text: '␣win' }, -2, 3],
    [0, { text: 'lowered' }, 2, { text: '↵' }, -1, 4],
    [1, { text: 'no direction at this block' }, NaN, { text: '–' }, NaN, NaN],
  ]);
});

test('what was read out before is shown without a model, with where it comes from, and all blocks once all are there', () => {
  state.model = { status: 'none' };
  const from = { repo: 'own/Tiny-1', graphHash: 'mine', device: 'wasm', deviceName: 'two' };
  const seven = [...Array(7).keys()].map((id) => token(id, ` t${id}`, 7 - id));
  const block = { layer: 0, positive: seven, negative: [token(9, ' win', -2)] };
  state.experiment.readouts = [{ directions: 'directions-1', model: from, at: '2026-11-25T10:00:00.000Z', blocks: [block] }];
  const markup = says();
  expect(markup).toContain('␣t6');
  expect(markup.replace(/<[^>]+>/g, '')).toContain('Read out by Tiny-1 on WASM (two), 25 Nov 2026.');
  expect(markup).toContain('data-testid="readout-table"');
  expect(markup.match(/␣t6/g)).toHaveLength(1);
  state.experiment.readouts = [{ ...state.experiment.readouts[0], directions: 'directions-2' }];
  expect(says()).toContain('With the model of this run loaded');
  state.experiment.readouts = [];
});
