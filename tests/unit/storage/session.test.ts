/** The last experiment as it is kept: given back where it is one, and nothing else. */
import 'fake-indexeddb/auto';
import { createStore, get, set } from 'idb-keyval';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import {
  clearSession,
  leaveSession,
  changeOlderSets,
  putAside,
  readDamaged,
  readEarlier,
  readOlder,
  readOlderSets,
  readOwnItems,
  readOwnLessons,
  readOwnSet,
  readMessage,
  readPrompt,
  readSession,
  removeDamaged,
  whyRefused,
  removeOwnLesson,
  writeOwnItems,
  writeOwnLesson,
  writeOwnSet,
  writeMessage,
  writePrompt,
  writeSession,
} from '../../../src/storage/session';
import { findReading } from '../../../src/storage/readings';

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

test('of what is kept beside it nothing is written again that stays where it is', async () => {
  for (const line of ['a', 'b', 'c']) await writeSession({ experiment: `{"of":"${line}"}`, line, own: true });
  const put = vi.spyOn(IDBObjectStore.prototype, 'put');
  await writeSession({ experiment: '{}', line: 'c', own: true });
  expect(put.mock.calls.map(([, key]) => key)).toEqual(['experiment']);
  put.mockRestore();
  expect([(await readEarlier())!.line, (await readOlder()).map(({ line }) => line)]).toEqual(['b', ['a']]);
});

test('one with a mark is a file on the disk, read when it is asked for; it is known by its mark, however often it is read', async () => {
  const [a, b] = ['a', 'b'].map((line) => ({ experiment: `{"of":"${line}"}`, line, mark: `mark ${line}`, own: true }));
  await writeSession(a!);
  await writeSession(b!);
  const { experiment } = (await get<{ experiment: unknown }>('experiment', disk))!;
  expect(experiment).toBeInstanceOf(Blob);
  const { experiment: last, ...rest } = (await readSession())!;
  expect([await new Response(last).text(), rest]).toEqual(['{"of":"b"}', { line: 'b', mark: 'mark b', own: true }]);
  await putAside((await readEarlier())!);
  expect([await readEarlier(), (await readDamaged()).map(({ mark }) => mark)]).toEqual([null, ['mark a']]);
  await removeDamaged((await readDamaged())[0]!);
  expect([await readDamaged(), (await readSession())?.mark]).toEqual([[], 'mark b']);
});

describe('written as a page was left', () => {
  const tab = new Map<string, string>();
  beforeEach(() => {
    tab.clear();
    vi.stubGlobal('sessionStorage', {
      getItem: (key: string) => tab.get(key) ?? null,
      setItem: (key: string, value: string) => void tab.set(key, value),
      removeItem: (key: string) => void tab.delete(key),
    });
    return () => vi.unstubAllGlobals();
  });
  const [first, left] = [
    { experiment: '{}', line: 'a' },
    { experiment: '{}', line: 'b' },
  ];

  test('it is the last one, and what was there is the earlier one', async () => {
    await writeSession(first);
    leaveSession(left);
    expect([await readSession(), await readEarlier()]).toEqual([left, first]);
    expect(tab.size).toBe(0);
  });

  test('a page that came back and kept a later one needs it no more', async () => {
    leaveSession(first);
    await writeSession(left);
    expect([await readSession(), await readEarlier()]).toEqual([left, null]);
  });

  test('where it cannot be put into its place it comes back all the same, and stays where it is', async () => {
    await writeSession(first);
    leaveSession(left);
    const full = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('No room.', 'QuotaExceededError');
    });
    expect([await readSession(), tab.size]).toEqual([left, 1]);
    full.mockRestore();
    expect([await readSession(), await readEarlier(), tab.size]).toEqual([left, first, 0]);
  });

  test('what is no session is none', async () => {
    await writeSession(first);
    for (const text of ['{', '{"experiment":7}']) {
      tab.set('eia-lab left', text);
      expect(await readSession()).toEqual(first);
    }
  });

  test('it is forgotten with the rest', async () => {
    leaveSession(left);
    await clearSession();
    expect(await readSession()).toBeNull();
  });
});

test('fields that an earlier version left open are no reason to lose one', async () => {
  await set('experiment', { experiment: '{}', line: undefined, name: undefined }, disk);
  expect(await readSession()).toMatchObject({ experiment: '{}' });
});

test('prompt, set and items come back as they were written', async () => {
  await writePrompt('p');
  await writeMessage({ text: 'm', system: 's' });
  await writeOwnSet('{}');
  await writeOwnItems({ name: 'a.jsonl', text: '[]' });
  expect([await readPrompt(), await readOwnSet(), await readOwnItems()]).toEqual(['p', '{}', { name: 'a.jsonl', text: '[]' }]);
  expect(await readMessage()).toEqual({ text: 'm', system: 's' });
  await clearSession();
  expect(await readMessage()).toBeNull();
});

test('lessons are kept each by its id, one that is opened anew in the place of the one before; each can be deleted, and all', async () => {
  expect(await readOwnLessons()).toEqual([]);
  await writeOwnLesson({ id: 'a', text: '1' });
  await writeOwnLesson({ id: 'b', text: '2' });
  await writeOwnLesson({ id: 'a', text: '3' });
  expect(await readOwnLessons()).toEqual([
    { id: 'b', text: '2' },
    { id: 'a', text: '3' },
  ]);
  await removeOwnLesson('b');
  expect(await readOwnLessons()).toEqual([{ id: 'a', text: '3' }]);
  await clearSession();
  expect(await readOwnLessons()).toEqual([]);
  await set('lessons', [{ id: 7 }], disk);
  expect(await readOwnLessons()).toEqual([]);
});

test('earlier sets of one’s own are files that are read when they are asked for; what is none is left out', async () => {
  const [a, b] = ['a', 'b'].map((name) => ({ name, hash: `${name}1`, file: new Blob([`{"name":"${name}"}`]) }));
  await changeOlderSets((before) => [...before, a!]);
  await changeOlderSets((before) => [...before, b!]);
  const all = await readOlderSets();
  expect(all.map(({ name, hash }) => [name, hash])).toEqual([
    ['a', 'a1'],
    ['b', 'b1'],
  ]);
  expect(await new Response(all[1]!.file).text()).toBe('{"name":"b"}');
  await changeOlderSets((before) => before.filter(({ name }) => name !== 'a'));
  expect((await readOlderSets()).map(({ name }) => name)).toEqual(['b']);
  await set('sets', [{ name: 'c', hash: 7 }, ...(await readOlderSets())], disk);
  expect((await readOlderSets()).map(({ name }) => name)).toEqual(['b']);
  await set('sets', 'none', disk);
  expect(await readOlderSets()).toEqual([]);
  await changeOlderSets(() => [a!]);
  await clearSession();
  expect(await readOlderSets()).toEqual([]);
});

test.each([['{}'], [null], [{ experiment: {} }], [{ experiment: '{}', origins: { a: 7 } }], [{ experiment: '{}', line: 7 }]])(
  'what is no session is none: %j',
  async (value) => {
    await set('experiment', value, disk);
    await set('earlier', value, disk);
    expect([await readSession(), await readEarlier()]).toEqual([null, null]);
  },
);

test('a prompt, a set or items of another kind are none', async () => {
  await set('prompt', 7, disk);
  await set('set', {}, disk);
  await set('items', '[]', disk);
  await set('message', { text: 'm' }, disk);
  expect([await readPrompt(), await readOwnSet(), await readOwnItems(), await readMessage()]).toEqual([null, null, null, null]);
});

test('one that is put aside leaves its place, stays as it is, and can be deleted; others stay', async () => {
  const [first, last] = [
    { experiment: '{"a":', line: 'a' },
    { experiment: '{}', line: 'b' },
  ];
  await writeSession(first);
  await writeSession(last);
  await putAside(first);
  expect([await readSession(), await readEarlier(), await readDamaged()]).toEqual([last, null, [first]]);
  await putAside(last);
  expect([await readSession(), await readDamaged()]).toEqual([null, [first, last]]);
  await removeDamaged(first);
  expect(await readDamaged()).toEqual([last]);
  await clearSession();
  expect(await readDamaged()).toEqual([]);
});

describe('where it cannot be read', () => {
  const closing = () => {
    throw new DOMException('The database connection is closing.', 'InvalidStateError');
  };
  test('that is said, and is no absence; nothing is written over', async () => {
    const [first, last] = [{ experiment: '{"a":' }, { experiment: '{}' }];
    await putAside(first);
    const broken = vi.spyOn(IDBObjectStore.prototype, 'get').mockImplementation(closing);
    for (const read of [readSession, readEarlier, readPrompt, readOwnSet, readOwnItems, readDamaged, () => findReading('r')])
      await expect(read()).rejects.toMatchObject({
        code: 'disk-unreadable',
        message: expect.stringContaining('could not be read from this browser') as string,
      });
    await expect(putAside(last)).rejects.toThrow('closing');
    broken.mockRestore();
    expect([whyRefused(), await readDamaged()]).toEqual([null, [first]]);
  });
  test('words and sets are not written over until they have been read', async () => {
    await writePrompt('Mine.');
    await writeOwnSet('{"mine":1}');
    await writeOwnItems({ name: 'a.jsonl', text: '[]' });
    const broken = vi.spyOn(IDBObjectStore.prototype, 'get').mockImplementation(closing);
    for (const read of [readPrompt, readOwnSet, readOwnItems, readOwnLessons])
      await expect(read()).rejects.toMatchObject({ code: 'disk-unreadable' });
    broken.mockRestore();
    await expect(writePrompt('Yours.')).rejects.toMatchObject({ code: 'disk-unreadable' });
    await expect(writeOwnSet('{}')).rejects.toMatchObject({ code: 'disk-unreadable' });
    await expect(writeOwnLesson({ id: 'b', text: '' })).rejects.toMatchObject({ code: 'disk-unreadable' });
    await expect(writeOwnItems({ name: 'b', text: '' })).rejects.toMatchObject({ code: 'disk-unreadable' });
    expect([await readPrompt(), await readOwnSet(), (await readOwnItems())?.name]).toEqual(['Mine.', '{"mine":1}', 'a.jsonl']);
    await writePrompt('Yours.');
    expect(await readPrompt()).toBe('Yours.');
  });
  test('because the browser refuses storage, there is none, and it is known why', async () => {
    vi.spyOn(IDBObjectStore.prototype, 'get').mockImplementation(closing);
    vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(() => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    });
    expect([await readSession(), await readPrompt(), await readDamaged(), await findReading('r')]).toEqual([null, null, [], null]);
    expect(whyRefused()).toBe('The operation is insecure.');
    // As Chromium says it in a frame of another site, and where a person blocks a site's data.
    const denied = 'The user denied permission to access the database.';
    vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(() => {
      throw new DOMException(denied, 'UnknownError');
    });
    expect([await readSession(), whyRefused()]).toEqual([null, denied]);
    vi.restoreAllMocks();
  });
  test('what was put aside as something else stays beside what is put aside now', async () => {
    await set('damaged', { of: 'another version' }, disk);
    await putAside({ experiment: '{}' });
    expect(await get('damaged', disk)).toEqual([{ of: 'another version' }, { experiment: '{}' }]);
  });
});
