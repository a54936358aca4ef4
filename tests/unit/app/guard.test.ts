/** The error of an action reaches the page, and takes nothing away from what was said of it before. */
import { beforeEach, expect, test, vi } from 'vitest';
import { LabError, errorData } from '../../../src/error';
import { guard } from '../../../src/app/guard';
import { createLabStore } from '../../../src/app/state';

const store = createLabStore();

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  store.setState({ error: null });
});
const crash = () => new LabError('worker-crashed', "The model's worker stopped: out of memory.", 'It is gone.');
const shown = () => store.getState().error;

test('a worker that ends under a run: that its model is being loaded again stays on the page', async () => {
  await guard(store, async () => {
    store.setState({ error: { ...errorData(crash()), hint: 'It is gone. The model is being loaded again.' } });
    await Promise.reject(crash());
  });
  expect(shown()).toMatchObject({ code: 'worker-crashed', hint: 'It is gone. The model is being loaded again.' });
});

test('an error that the page shows is not one of the console; a fault of the lab is, with its stack', async () => {
  const said = vi.mocked(console.error);
  said.mockClear();
  await guard(store, () => Promise.reject(crash()));
  await guard(store, () => Promise.reject(new DOMException('Stopped.', 'AbortError')));
  expect(said).not.toHaveBeenCalled();
  const fault = new RangeError('x is not y');
  await guard(store, () => Promise.reject(fault));
  expect([shown()?.code, said.mock.calls]).toEqual(['internal', [[fault]]]);
});

test('any other error takes the place of the one before', async () => {
  store.setState({ error: errorData(crash()) });
  await guard(store, () => Promise.reject(new LabError('worker-crashed', "The model's worker stopped: something else.", 'Again.')));
  expect(shown()?.hint).toBe('Again.');
  await guard(store, () => Promise.reject(new LabError('no-model', 'No model is loaded.', 'Load one.')));
  expect(shown()).toEqual({ code: 'no-model', where: 'model', message: 'No model is loaded.', hint: 'Load one.' });
});
