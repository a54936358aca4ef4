/** Pairs written by the loaded model and by servers: in turn, stopped and gone on with, kept; the key in nothing that is kept or said. */
import { afterEach, expect, test, vi } from 'vitest';
import { serveFaultyEndpoint, type FaultyEndpoint, type Says } from '../../faulty-endpoint';
import { emptyDraft, withFields } from '../../../src/experiment/draft/draft';
import type { FormSource, WriteForm } from '../../../src/experiment/write-pairs/file';
import { writePairsActions } from '../../../src/app/write-pairs-actions';
import type { SteerRequest } from '../../../src/protocol';
import { info, row } from './model';
import { fakePage, type FakePage } from './ports';

const KEY = 'sk-secret-0123456789';
const OWN = { 'models.json': '{"models": []}' };
let stubs: FaultyEndpoint[] = [];
afterEach(() => {
  stubs.forEach((stub) => stub.close());
  stubs = [];
});
let n = 0;
const counted: Says = ({ body }) => `${body.messages[0]!.content.includes('hasty') ? 'I push' : 'I wait'}, ${++n}.`;
const serve = async (says: Says = counted): Promise<FaultyEndpoint> => {
  const stub = await serveFaultyEndpoint(says);
  stubs.push(stub);
  return stub;
};
const at = (stub: FaultyEndpoint, id = 'source-1', model = 'small'): FormSource => ({ id, kind: 'endpoint', base: stub.base, model });

interface Opened {
  readonly page: FakePage;
  readonly acts: ReturnType<typeof writePairsActions>;
  readonly writing: () => NonNullable<ReturnType<FakePage['app']['store']['getState']>['writing']>;
  readonly pairs: () => ReturnType<Opened['draft']>['pairs'];
  readonly draft: () => NonNullable<ReturnType<FakePage['app']['store']['getState']>['draft']>['now'];
}
async function opened(
  sources: readonly FormSource[],
  form: Partial<WriteForm> = {},
  over: Parameters<typeof fakePage>[0] = {},
): Promise<Opened> {
  const page = fakePage({ own: OWN, endpoint: (url, init) => fetch(url, init), ...over });
  await page.app.openDraft(emptyDraft);
  page.app.changeDraft((draft) => ({
    ...withFields(draft, 'scenarios', 'situation-1', { title: 'The queue', person: 'An old man counts his coins.' }),
    name: 'Patience',
    concept: { name: 'patience', positive: 'patient', negative: 'hasty' },
  }));
  const acts = writePairsActions(page.app);
  await acts.openWritten();
  if (sources.length > 0) acts.changeWriteForm({ sources, count: 2, ...form });
  const state = () => page.app.store.getState();
  return { page, acts, writing: () => state().writing!, draft: () => state().draft!.now, pairs: () => state().draft!.now.pairs };
}
const texts = ({ writing }: Opened) => writing().made.map(({ now }) => [now.positive, now.negative]);
const said = (page: FakePage): string =>
  JSON.stringify([page.app.store.getState(), { ...page.kept, settings: [...page.kept.settings] }, page.written]);

test('two servers in turn, each with its own key; the key is in no state, on no disk and in no address', async () => {
  const [one, two] = [await serve(), await serve()];
  const lab = await opened([at(one), at(two, 'source-2', 'large')]);
  lab.acts.setSourceKey('source-1', KEY);
  await lab.acts.writePairs();
  expect(lab.writing().work).toEqual({ status: 'idle', note: 'Done. Pairs written: 2.' });
  expect(
    lab
      .writing()
      .made.map(({ source }) => source.model)
      .sort(),
  ).toEqual(['large', 'small']);
  for (const [positive, negative] of texts(lab))
    expect([positive, negative]).toEqual([expect.stringContaining('I wait'), expect.stringContaining('I push')]);
  expect([one, two].map(({ asked }) => asked.map(({ headers }) => headers.authorization))).toEqual([
    [`Bearer ${KEY}`, `Bearer ${KEY}`],
    [undefined, undefined],
  ]);
  expect(one.asked[0]!.body.messages[0]!.content).toContain('An old man counts his coins.');
  await vi.waitFor(() => expect(JSON.parse(lab.page.kept.written ?? '{}')).toMatchObject({ made: [{}, {}] }));
  expect(said(lab.page)).not.toContain(KEY);
});

test('a server that refuses the key stops, the other one goes on; neither error nor state has the key', async () => {
  const [one, two] = [await serve(), await serve()];
  one.fail({ status: 401, body: `{"error":{"message":"wrong key ${KEY}"}}` });
  const lab = await opened([at(one), at(two, 'source-2', 'large')]);
  lab.acts.setSourceKey('source-1', KEY);
  await lab.acts.writePairs();
  expect(lab.writing().failures).toMatchObject([
    { source: expect.stringMatching(/^small at 127/) as string, error: { code: 'endpoint-refused' } },
  ]);
  expect(lab.writing().work).toMatchObject({ note: 'Not all of it was written. Pairs written: 1. Still to be written: 1.' });
  expect(said(lab.page)).not.toContain(KEY);
  // Gone on with, only the rest is asked for.
  await lab.acts.writePairs();
  expect([lab.writing().made.length, one.asked.length, two.asked.length]).toEqual([2, 3, 2]);
  expect(lab.writing().failures).toEqual([]);
});

test('a key typed for one host is not sent to another', async () => {
  const [one, two] = [await serve(), await serve()];
  const lab = await opened([at(one)], { count: 1 });
  lab.acts.setSourceKey('source-1', KEY);
  await lab.acts.writePairs();
  lab.acts.changeWriteForm({ sources: [at(two)] });
  await lab.acts.writePairs();
  expect(lab.page.app.store.getState().error).toMatchObject({ code: 'endpoint-key' });
  await lab.acts.writePairs();
  expect(two.asked).toEqual([]);
  lab.acts.setSourceKey('source-1', '');
  await lab.acts.writePairs();
  expect(two.asked.map(({ headers }) => headers.authorization)).toEqual([undefined, undefined]);
});

test('a key that was not used yet goes with its server: another one in its place begins without', async () => {
  const [one, two] = [await serve(), await serve()];
  const lab = await opened([at(one)], { count: 1 });
  lab.acts.setSourceKey('source-1', KEY);
  lab.acts.changeWriteForm({ sources: [{ id: 'source-1', kind: 'loaded' }] });
  lab.acts.changeWriteForm({ sources: [at(two)] });
  await lab.acts.writePairs();
  expect(two.asked.map(({ headers }) => headers.authorization)).toEqual([undefined, undefined]);
  expect(one.asked).toEqual([]);
});

test('half a pair is not lost: what failed between its sides is gone on with, on the next visit too', async () => {
  const stub = await serve();
  const lab = await opened([at(stub)], { count: 1 });
  stub.fail({ status: 200, body: JSON.stringify({ choices: [{ message: { content: 'I wait, first.' } }] }) }, { status: 400 });
  await lab.acts.writePairs();
  expect([lab.writing().made.length, lab.writing().halves.length]).toEqual([0, 1]);
  await vi.waitFor(() => expect(lab.page.kept.written).toContain('I wait, first.'));
  const again = await opened([], {}, { kept: lab.page.kept });
  expect(again.writing().form.sources).toEqual([at(stub)]);
  await again.acts.writePairs();
  expect(texts(again)).toEqual([['I wait, first.', expect.stringContaining('I push')]]);
  expect(again.writing().halves).toEqual([]);
});

test('a stop ends the request that is under way at once, and what was written stays', async () => {
  const stub = await serve();
  const lab = await opened([at(stub)], { count: 5 });
  stub.fail({ status: 200, body: JSON.stringify({ choices: [{ message: { content: 'I wait.' } }] }) }, 'silent');
  const writing = lab.acts.writePairs();
  await vi.waitFor(() => expect(stub.asked).toHaveLength(2));
  lab.acts.stopWriting();
  await writing;
  expect(lab.writing()).toMatchObject({ made: [], halves: [{ side: 'positive' }], failures: [] });
  expect(lab.writing().work).toMatchObject({ note: 'Stopped. Pairs written: 0. Still to be written: 5.' });
  expect(lab.page.app.store.getState().error).toBeNull();
});

test('busy, then well: the wait is told while it lasts', async () => {
  const stub = await serve();
  const lab = await opened([at(stub)], { count: 1 });
  stub.fail({ status: 429, headers: { 'retry-after': '2' } });
  const told: unknown[] = [];
  lab.page.app.store.subscribe(({ writing }) => writing?.work.status === 'writing' && told.push(writing.work.waiting['source-1']?.seconds));
  await lab.acts.writePairs();
  expect(told).toContain(2);
  expect(told.at(-1)).toBeUndefined();
  expect(lab.writing().made).toHaveLength(1);
});

test('an empty answer makes no pair, and is said', async () => {
  const stub = await serve(() => ' ');
  const lab = await opened([at(stub)], { count: 1 });
  await lab.acts.writePairs();
  expect(lab.writing()).toMatchObject({
    made: [],
    halves: [],
    work: { note: expect.stringContaining('1 of them had an empty answer') as string },
  });
});

test.each([
  [
    'thoughts beside no answer',
    { message: { content: '', reasoning_content: 'He wants' }, finish_reason: 'length' },
    'thoughts and no answer',
  ],
  ['thoughts that do not end', { message: { content: '<think>He wants' }, finish_reason: 'length' }, 'thoughts and no answer'],
  ['a filter', { message: { content: null }, finish_reason: 'content_filter' }, 'a filter of the server kept back'],
  ['a refusal', { message: { content: null, refusal: 'I can’t help with that.' } }, 'that the model refused'],
])('an answer without a text says why: %s', async (_, choice, said) => {
  const lab = await opened([at(await serve(() => choice))], { count: 1 });
  await lab.acts.writePairs();
  const { note } = lab.writing().work as { readonly note: string };
  expect([lab.writing().made, note]).toEqual([[], expect.stringMatching(new RegExp(`1 of them had [^.]*${said}`))]);
  expect(note).not.toContain('empty answer');
});

test('half a pair that was nothing is kept without its reason, as this browser reads it again', async () => {
  const stub: FaultyEndpoint = await serve(() => {
    stub.fail({ status: 401 });
    return { message: { content: null }, finish_reason: 'content_filter' };
  });
  const lab = await opened([at(stub)], { count: 1 });
  await lab.acts.writePairs();
  expect(lab.writing().halves).toHaveLength(1);
  expect(Object.keys(lab.writing().halves[0]!.came).sort()).toEqual(['at', 'cut', 'text', 'usage']);
});

test('taken, changed, left, and undone: the set has what was taken, with how it was written', async () => {
  const lab = await opened([at(await serve())], { count: 3 });
  await lab.acts.writePairs();
  const [first, second, third] = lab.writing().made.map(({ key }) => key) as [string, string, string];
  lab.acts.acceptMade(first);
  lab.acts.changeMade(second, 'negative', 'I push past him.');
  lab.acts.acceptMade(second);
  lab.acts.rejectMade(third);
  expect(lab.writing().made.map(({ state }) => state)).toEqual(['accepted', 'accepted', 'rejected']);
  expect(
    lab
      .pairs()
      .slice(0, 3)
      .map(({ negative, writtenBy }) => [negative, writtenBy?.edited]),
  ).toEqual([
    [expect.stringContaining('I push,'), false],
    ['I push past him.', true],
    ['', undefined],
  ]);
  lab.acts.reopenMade(first);
  expect([lab.pairs()[0]!.positive, lab.writing().made[0]!.state]).toEqual(['', 'open']);
  // A pair that was taken is not taken twice, an empty one not at all.
  lab.acts.acceptMade(second);
  lab.acts.changeMade(third, 'positive', ' ');
  lab.acts.acceptMade(third);
  expect(lab.pairs().filter(({ positive }) => positive !== '')).toHaveLength(1);
  const back = lab.acts.clearWritten();
  expect(lab.writing().made).toEqual([]);
  back();
  expect(lab.writing().made).toHaveLength(3);
});

test('a pair with one text on both sides is not taken until one is changed', async () => {
  const lab = await opened([at(await serve(() => ' I can’t help with that. '))], { count: 1 });
  await lab.acts.writePairs();
  const { key } = lab.writing().made[0]!;
  lab.acts.changeMade(key, 'negative', ' I can’t help with that.');
  lab.acts.acceptMade(key);
  expect([lab.writing().made[0]!.state, lab.pairs().filter(({ positive }) => positive !== '')]).toEqual(['open', []]);
  lab.acts.changeMade(key, 'negative', 'I push past him.');
  lab.acts.acceptMade(key);
  expect([lab.writing().made[0]!.state, lab.pairs()[0]!.negative]).toEqual(['accepted', 'I push past him.']);
});

test('the loaded model writes in its chat template, left alone, with the seed of each pair; meanwhile it is in use', async () => {
  const requests: SteerRequest[] = [];
  const busy: unknown[] = [];
  const lab = await opened(
    [{ id: 'here', kind: 'loaded' }],
    { count: 2, temperature: 0.6, maxTokens: 40 },
    {
      answers: (kind, input: SteerRequest) => {
        expect(kind).toBe('generate');
        requests.push(input);
        const { writing } = lab.page.app.store.getState();
        busy.push(writing?.work.status === 'writing' && writing.work.here);
        return Promise.resolve({
          rows: [row(`<think>hm</think> Text ${requests.length}.`, { ended: requests.length > 1 })],
          promptTokens: 30,
        });
      },
    },
  );
  lab.page.app.store.setState({ model: { status: 'ready', info: info() } });
  await lab.acts.writePairs();
  expect(texts(lab)).toEqual([
    ['Text 1.', 'Text 2.'],
    ['Text 3.', 'Text 4.'],
  ]);
  expect(requests.map(({ seeds, temperature, maxNewTokens }) => [seeds, temperature, maxNewTokens])).toEqual(
    [[1], [1], [65537], [65537]].map((seeds) => [seeds, 0.6, 40]),
  );
  expect(requests[0]).toMatchObject({ prompt: [{ role: 'user' }], rows: 1, read: null });
  expect(requests[0]!.steer.every((value) => value === 0)).toBe(true);
  expect(lab.writing().made[0]).toMatchObject({
    source: { model: 'tiny', host: null },
    came: { positive: { cut: true, usage: { read: 30, written: 2 } } },
  });
  expect(busy).toEqual([true, true, true, true]);
});

test('no model, no address: said before anything is asked', async () => {
  const lab = await opened([{ id: 'here', kind: 'loaded' }]);
  await lab.acts.writePairs();
  expect(lab.page.app.store.getState().error).toMatchObject({ code: 'no-model' });
  lab.acts.changeWriteForm({ sources: [{ id: 'source-1', kind: 'endpoint', base: `https://me:${KEY}@example.org/v1`, model: 'small' }] });
  await lab.acts.writePairs();
  expect(lab.page.app.store.getState().error).toMatchObject({ code: 'endpoint-address' });
  // What was typed stands in the field, and is not kept.
  await vi.waitFor(() => expect(lab.page.kept.written).toContain('"base":""'));
  expect(JSON.stringify([lab.page.kept, lab.page.app.store.getState().error])).not.toContain(KEY);
});

test('a damaged list is said, and stays on the disk until something is written', async () => {
  const page = fakePage({ own: OWN });
  page.kept.written = '{"form":';
  await writePairsActions(page.app).openWritten();
  expect(page.app.store.getState().error).toMatchObject({ code: 'set-damaged' });
  expect(page.kept.written).toBe('{"form":');
});

test('a persona trait comes into the form: questions are the only situations that are asked, its instructions what is told', async () => {
  const stub = await serve();
  const lab = await opened([at(stub)], { count: 1 });
  const persona = {
    questions: ['I lost my job. What now?', 'Who helps?'],
    instructions: { positive: 'Be patient.', negative: 'Be hasty.' },
  };
  await lab.acts.takePersona(persona, 'Trait');
  await lab.acts.takePersona(persona, 'Trait');
  expect(lab.draft().scenarios.map(({ title }) => title)).toEqual(['The queue', ...persona.questions]);
  expect([lab.draft().name, lab.writing().form.without]).toEqual(['Patience', ['situation-1']]);
  await lab.acts.writePairs();
  expect(stub.asked.map(({ body }) => body.messages[0]!.content)).toEqual(
    persona.questions.flatMap((question) => ['patient', 'hasty'].map((side) => `Be ${side}.\n\n${question}\n\nAnswer in about 80 words.`)),
  );
});

test('in an empty draft the first question takes the empty situation, and the trait names set and concept', async () => {
  const page = fakePage({ own: OWN });
  const acts = writePairsActions(page.app);
  await acts.takePersona({ questions: ['Why?'], instructions: { positive: 'In {S}: care.', negative: 'Work.' } }, 'Trait');
  const { draft, writing } = page.app.store.getState();
  expect(draft!.now).toMatchObject({ name: 'Trait', concept: { name: 'Trait' }, scenarios: [{ id: 'situation-1', title: 'Why?' }] });
  expect(writing!.form).toMatchObject({ without: [], instructions: { positive: 'In {S}: care.' } });
});
