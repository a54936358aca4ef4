/** Parts of the page follow the store: at once, and in a task of their own where another experiment comes. */
import { expect, test, vi } from 'vitest';
import { follow } from '../../../src/ui/parts/follow';
import { createLabStore, type LabState } from '../../../src/app/state';

function setUp() {
  const store = createLabStore();
  const waiting: (() => void)[] = [];
  const takenBack = vi.fn();
  const part = follow(store, (go) => {
    waiting.push(go);
    return takenBack;
  });
  const told = vi.fn();
  const unsubscribe = part.subscribe(told);
  return { store, waiting, takenBack, part, told, unsubscribe };
}
const someWords = (ownPrompt: string): Partial<LabState> => ({ ownPrompt });

test('what changes within the experiment is there at once, and is told with what it was', () => {
  const { store, waiting, part, told } = setUp();
  part.begin();
  const before = store.getState();
  store.setState(someWords('Hello'));
  expect(part.getState()).toBe(store.getState());
  expect(told.mock.calls).toEqual([[store.getState(), before]]);
  expect(waiting).toEqual([]);
});

test('another experiment comes in a task of its own, with all that came meanwhile', () => {
  const { store, waiting, part, told } = setUp();
  part.begin();
  const before = store.getState();
  store.setState({ epoch: before.epoch + 1 });
  store.setState(someWords('Meanwhile'));
  expect(part.getState()).toBe(before);
  expect([waiting.length, told.mock.calls.length]).toEqual([1, 0]);
  waiting[0]!();
  expect(part.getState()).toBe(store.getState());
  expect(told.mock.calls).toEqual([[store.getState(), before]]);
  store.setState(someWords('After'));
  expect(part.getState().ownPrompt).toBe('After');
});

test('what came between being drawn and following is not missed', () => {
  const { store, part, told } = setUp();
  store.setState({ epoch: 7 });
  part.begin();
  expect(part.getState()).toBe(store.getState());
  expect(told).toHaveBeenCalledOnce();
});

test('ended, it stays as it is, and a turn that it waits for is taken back; begun again, it is up to date', () => {
  const { store, takenBack, part } = setUp();
  const end = part.begin();
  const before = part.getState();
  store.setState({ epoch: 7 });
  end();
  expect(takenBack).toHaveBeenCalledOnce();
  store.setState({ epoch: 8 });
  expect(part.getState()).toBe(before);
  part.begin();
  expect(part.getState()).toBe(store.getState());
});

test('who no longer listens is not told', () => {
  const { store, part, told, unsubscribe } = setUp();
  part.begin();
  unsubscribe();
  store.setState(someWords('Hello'));
  expect(told).not.toHaveBeenCalled();
});
