/** The store: who listens hears of changes, and of nothing else. */
import { expect, test } from 'vitest';
import { createLabStore } from '../../../src/app/state';

test('an update that changes nothing is told to nobody; what changes is', () => {
  const store = createLabStore();
  let told = 0;
  store.subscribe(() => told++);
  const { steer } = store.getState();
  store.setState({});
  store.setState({ error: null, steer });
  store.setState((now) => ({ steer: now.steer }));
  expect(told).toBe(0);
  store.setState({ steer: { ...steer } });
  store.setState(() => ({ rater: 'Ada' }));
  expect([told, store.getState().rater, store.getState().error]).toEqual([2, 'Ada', null]);
});
