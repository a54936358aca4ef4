/** The readout: what tokens look like, and what stands there while no model can be asked. */
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test, vi } from 'vitest';
import type { ShownRun } from '../../../src/experiment/shown';
import { Readout } from '../../../src/ui/layers/Readout';
import { visible } from '../../../src/ui/layers/visible';

const state = vi.hoisted(() => ({ model: { status: 'none' } as object, run: { status: 'idle' }, steer: { status: 'idle' } }));
vi.mock('../../../src/app/actions', () => ({ readOut: () => new Promise(() => undefined) }));
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
  ({ directions: { layers: 1, width: 2, data: Float32Array.from(data) }, model: { graphHash: 'mine' } }) as unknown as ShownRun;
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
