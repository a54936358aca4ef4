/** A set that is being written: kept as it grows, its steps taken back without losing a word, a full disk and a damaged draft said. */
import { readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { emptyDraft, withFields, withoutRow, withRowAt } from '../../../src/experiment/draft/draft';
import { draftFile, draftOut } from '../../../src/experiment/draft/draft-file';
import { fakePage, type FakePage } from './ports';

const OWN = { 'scenarios/empathy.json': readFileSync('public/scenarios/empathy.json', 'utf8'), 'models.json': '{"models": []}' };
const now = ({ app }: FakePage) => app.store.getState();
const opened = async (over: Parameters<typeof fakePage>[0] = {}): Promise<FakePage> => {
  const page = fakePage({ own: OWN, ...over });
  await page.app.openDraft(emptyDraft);
  return page;
};
const draftOf = (page: FakePage) => now(page).draft!.now;

test('what is written is kept, and is there on the next visit', async () => {
  const page = await opened();
  page.app.changeDraft((draft) => ({ ...draft, name: 'Patience' }));
  await vi.waitFor(() => expect(draftFile.decode(page.kept.draft ?? '')?.name).toBe('Patience'));
  expect(draftOf(await opened({ kept: page.kept })).name).toBe('Patience');
  // Nothing that this browser keeps of it is left once all is deleted.
  await page.context.disk.session.clearSession();
  expect(draftOf(await opened({ kept: page.kept })).name).toBe('');
});

test('a row that was removed comes back, and what was written meanwhile stays', async () => {
  const page = await opened();
  const [row] = draftOf(page).pairs;
  page.app.changeDraft((draft) => withoutRow(draft, 'pairs', row!.id), {
    says: 'Bring pair 1 back',
    back: (draft) => withRowAt(draft, 'pairs', row!, 0),
  });
  page.app.changeDraft((draft) => withFields(draft, 'pairs', 'pair-2', { positive: 'I wait.' }));
  page.app.undoDraft();
  expect(draftOf(page).pairs.slice(0, 2)).toMatchObject([{ id: 'pair-1' }, { id: 'pair-2', positive: 'I wait.' }]);
  expect(now(page).draft!.steps).toEqual([]);
  page.app.undoDraft();
  expect(draftOf(page).pairs).toHaveLength(8);
});

test('another draft takes its place: back to the first, and on to the other again', async () => {
  const page = await opened();
  page.app.changeDraft((draft) => ({ ...draft, name: 'First' }));
  const first = draftOf(page);
  page.app.changeDraft(() => ({ ...emptyDraft(), name: 'Second' }), { says: 'Go back', back: () => first, again: 'Go on' });
  page.app.changeDraft((draft) => ({ ...draft, about: 'more' }));
  page.app.undoDraft();
  expect([draftOf(page).name, now(page).draft!.steps.map(({ says }) => says)]).toEqual(['First', ['Go on']]);
  page.app.undoDraft();
  expect(draftOf(page)).toMatchObject({ name: 'Second', about: 'more' });
});

test('a disk without room is said once, and again after it had room', async () => {
  const page = await opened();
  const full = Object.assign(new Error('no room'), { name: 'QuotaExceededError' });
  const write = vi.spyOn(page.context.disk.session, 'rewriteDraft').mockRejectedValue(full);
  const rename = (name: string) => page.app.changeDraft((draft) => ({ ...draft, name }));
  rename('a');
  await vi.waitFor(() =>
    expect(now(page).error).toMatchObject({ code: 'storage-full', hint: expect.stringContaining('Download it') as string }),
  );
  page.app.dismissError();
  rename('ab');
  await vi.waitFor(() => expect(write).toHaveBeenCalledTimes(2));
  expect([now(page).error, draftOf(page).name]).toEqual([null, 'ab']);
  write.mockResolvedValueOnce(undefined);
  rename('abc');
  await vi.waitFor(() => expect(write).toHaveBeenCalledTimes(3));
  rename('abcd');
  await vi.waitFor(() => expect(now(page).error?.code).toBe('storage-full'));
});

test('a damaged draft is said, and stays on the disk until somebody writes', async () => {
  const page = fakePage({ own: OWN });
  page.kept.draft = draftFile.encode(emptyDraft()).slice(0, 40);
  await page.app.openDraft(emptyDraft);
  expect(now(page).error).toMatchObject({ code: 'set-damaged' });
  expect([draftOf(page).name, page.kept.draft?.length]).toEqual(['', 40]);
});

test('what should be known of its texts comes from the worker that reads files', async () => {
  const page = await opened();
  const pair = { name: 'pair 1', split: 'train' as const, positive: 'I wait for her.', negative: 'I go on alone.', prompt: '' };
  const concept = { name: 'patience', positive: 'patient', negative: 'hasty' };
  const found = await page.app.lintTexts({ pairs: [pair], of: { concept, prompt: 'apart' } }, new AbortController().signal);
  expect(found[0]).toContain('With fewer than 8');
});

test('two tabs write one set: what each wrote is there in the end, and is shown by the one that wrote last', async () => {
  const [one, two] = [await opened(), await opened()];
  // They have one disk.
  vi.spyOn(two.context.disk.session, 'rewriteDraft').mockImplementation((make) => one.context.disk.session.rewriteDraft(make));
  one.app.changeDraft((draft) => withFields(draft, 'pairs', 'pair-1', { positive: 'from the first' }));
  await vi.waitFor(() => expect(one.kept.draft).toContain('from the first'));
  two.app.changeDraft((draft) => withFields(draft, 'pairs', 'pair-2', { positive: 'from the second' }));
  await vi.waitFor(() => expect(one.kept.draft).toContain('from the second'));
  expect(one.kept.draft).toContain('from the first');
  expect(
    draftOf(two)
      .pairs.slice(0, 2)
      .map(({ positive }) => positive),
  ).toEqual(['from the first', 'from the second']);
});

test('one that lacks much is taken home as it is, and opened again in the place of another, which comes back', async () => {
  const page = await opened();
  page.app.changeDraft((draft) => ({ ...withFields(draft, 'pairs', 'pair-1', { positive: 'I wait.' }), name: 'Half' }));
  const half = draftOf(page);
  const { name, text } = draftOut(half);
  expect(name).toBe('half.draft.json');
  const other = await opened();
  other.app.changeDraft((draft) => ({ ...draft, name: 'Other' }));
  await other.app.openDraftFile(new File([text], name));
  expect(draftOf(other)).toEqual(half);
  other.app.undoDraft();
  expect(draftOf(other).name).toBe('Other');
  for (const bad of ['{', '{"format":"eia-lab/draft","version":1}', '{"format":"eia-lab/draft","version":2,"draft":{}}']) {
    await other.app.openDraftFile(new File([bad], 'bad.json'));
    expect(now(other).error).toMatchObject({ code: 'bad-input', message: expect.stringMatching(/^bad.json/) as string });
    other.app.dismissError();
  }
  expect(draftOf(other).name).toBe('Other');
});
