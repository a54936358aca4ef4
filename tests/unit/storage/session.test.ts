/** The last experiment as it is kept: given back where it is one, and nothing else. */
import 'fake-indexeddb/auto';
import { createStore, set } from 'idb-keyval';
import { beforeEach, expect, test } from 'vitest';
import {
  clearSession,
  readEarlier,
  readOwnSet,
  readPrompt,
  readSession,
  writeOwnSet,
  writePrompt,
  writeSession,
} from '../../../src/storage/session';

const disk = createStore('eia-lab-session', 'session');
beforeEach(clearSession);

test('one comes back as it was written; over one of another line it leaves that as the earlier one', async () => {
  const first = { experiment: '{}', origins: { 'analysis-1': 'file' }, line: 'a', name: 'A' };
  await writeSession(first);
  expect([await readSession(), await readEarlier()]).toEqual([first, null]);
  await writeSession({ ...first, line: 'b' });
  expect([await readSession(), await readEarlier()]).toEqual([{ ...first, line: 'b' }, first]);
  await writeSession({ experiment: '{}' });
  expect(await readSession()).toEqual({ experiment: '{}' });
});

test('fields that an earlier version left open are no reason to lose one', async () => {
  await set('experiment', { experiment: '{}', line: undefined, name: undefined }, disk);
  expect(await readSession()).toMatchObject({ experiment: '{}' });
});

test('prompt and set come back as they were written', async () => {
  await writePrompt('p');
  await writeOwnSet('{}');
  expect([await readPrompt(), await readOwnSet()]).toEqual(['p', '{}']);
});

test.each([['{}'], [null], [{ experiment: {} }], [{ experiment: '{}', origins: { a: 7 } }], [{ experiment: '{}', line: 7 }]])(
  'what is no session is none: %j',
  async (value) => {
    await set('experiment', value, disk);
    await set('earlier', value, disk);
    expect([await readSession(), await readEarlier()]).toEqual([null, null]);
  },
);

test('a prompt or a set that is no text is none', async () => {
  await set('prompt', 7, disk);
  await set('set', {}, disk);
  expect([await readPrompt(), await readOwnSet()]).toEqual([null, null]);
});
