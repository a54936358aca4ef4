/** The page's own files on this disk: what is kept when, and that nothing opens anew in the middle of work. */
import { expect, test, vi } from 'vitest';
import type { Kept, Keeping } from '../../../src/sw/keeping';
import { fakePage } from './ports';
import { info } from './model';

function page(over: Partial<Keeping> = {}) {
  let tell: (kept: Kept) => void = () => undefined;
  const keeping = { keepRuntime: vi.fn(), takeNewer: vi.fn(() => Promise.resolve(true)), reload: vi.fn(), ...over };
  const { app } = fakePage({ keeping: { ...keeping, keep: (then) => void (tell = then) } });
  app.keepOffline();
  return { app, keeping, tell: (kept: Kept) => tell(kept) };
}
const running = { run: { status: 'running', done: 1, of: 2, secondsLeft: null, stopping: false } } as const;

test('the build that a model runs on is kept, whichever of the two comes first', () => {
  const first = page();
  first.app.store.setState({ model: { status: 'ready', info: info() } });
  expect(first.keeping.keepRuntime).not.toHaveBeenCalled();
  first.tell({ status: 'here' });
  expect(first.keeping.keepRuntime).toHaveBeenLastCalledWith('wasm');

  const second = page();
  second.tell({ status: 'here' });
  expect(second.keeping.keepRuntime).not.toHaveBeenCalled();
  second.app.store.setState({ model: { status: 'ready', info: info({ device: 'webgpu' }) } });
  expect(second.keeping.keepRuntime).toHaveBeenLastCalledWith('webgpu');
});

test.each([
  [running, 'a run is reading texts'],
  [{ model: { status: 'loading', id: 'tiny', event: null } } as const, 'a model is being loaded'],
])('in the middle of work nothing is opened anew, and it is said why', async (state, why) => {
  const { app, keeping, tell } = page();
  tell({ status: 'newer' });
  app.store.setState(state);
  await app.takeNewer();
  await app.openAnew();
  expect(keeping.takeNewer).not.toHaveBeenCalled();
  expect(keeping.reload).not.toHaveBeenCalled();
  expect(app.store.getState().error).toMatchObject({ code: 'model-busy', message: expect.stringContaining(why) as string });
});

test('another tab has the lab open: nothing happens but that it is said', async () => {
  const { app, tell } = page({ takeNewer: () => Promise.resolve(false) });
  tell({ status: 'newer' });
  await app.takeNewer();
  expect(app.store.getState().offline).toEqual({ status: 'newer', elsewhere: true });
});

test('what the browser refuses stands in its own words', () => {
  const { app, tell } = page();
  tell({ status: 'refused', why: 'The operation is insecure.' });
  expect(app.store.getState().offline).toEqual({ status: 'refused', why: 'The operation is insecure.' });
});
