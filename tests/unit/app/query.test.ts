/** What the query of the address asks for: a run file from a server, and a part of the page alone. */
import { readFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import { expect, test, vi } from 'vitest';
import { DEVICES, deviceOf, embedOf, runOf, unknownIn } from '../../../src/app/query';
import { MOST_RUN } from '../../../src/app/run-link';
import { openedFrom, provenanceOf } from '../../../src/app/state';
import { RECORDING } from '../../recording';
import { fakePage, type FakePage } from './ports';

const OWN = {
  'models.json': '{"models":[]}',
  'demo/empathy.json.gz': RECORDING,
  'scenarios/empathy.json': readFileSync('public/scenarios/empathy.json', 'utf8'),
};
const run = readFileSync('public/demo/decisions.json.gz');
const open = async (search: string, o: Parameters<typeof fakePage>[0] = {}): Promise<FakePage> => {
  const page = fakePage({ own: OWN, search, ...o });
  await page.app.start();
  return page;
};
const now = ({ app }: FakePage) => app.store.getState();

test('what the query cannot say is named: values that there are not, and settings, which stand behind a #', () => {
  expect(unknownIn('?embed=moon&alpha=5&run=a.json&utm_source=mail')).toEqual([
    'embed=moon (one of layers, steer)',
    'alpha=5 (a setting, which stands behind a # in the address)',
  ]);
  expect(unknownIn('?embed=steer&device=wasm')).toEqual([]);
});

test('a run file lies on the server of the page, or at an https address', () => {
  const page = 'http://lab.test/course/?run=x#layer=3';
  expect(runOf('?device=wasm', page)).toBeNull();
  expect(runOf('?run=', page)).toBeNull();
  expect(runOf('?run=runs/a.json', page)).toEqual({ url: 'http://lab.test/course/runs/a.json', own: true, from: 'a.json' });
  expect(runOf('?run=https://zenodo.test/a/b.json%3Fdownload=1', page)).toEqual({
    url: 'https://zenodo.test/a/b.json?download=1',
    own: false,
    from: 'zenodo.test/a/b.json',
  });
});

test.each([
  ['http://other.test/a.json', 'neither on this server nor an https address'],
  ['javascript:alert(1)', 'neither on this server nor an https address'],
  ['data:application/json,{}', 'neither on this server nor an https address'],
  ['blob:http://lab.test/1', 'neither on this server nor an https address'],
  ['https://me:secret@zenodo.test/a.json', 'has a name or a password in it'],
  ['https://', 'is no address'],
])('%s is refused, and the page has its recording', async (address, why) => {
  const page = await open(`?run=${encodeURIComponent(address)}`);
  expect(now(page).error).toMatchObject({ code: 'bad-input', message: expect.stringContaining(why) as string });
  expect(provenanceOf(now(page))).toBe('recorded');
});

test('one of this server opens by itself, gzipped or not, is said by its name, and is there after a reload', async () => {
  const answer = vi.fn(() => new Response(new Uint8Array(run)));
  const page = await open('?run=runs/class.json.gz', { run: answer });
  expect(answer).toHaveBeenCalledWith('http://lab.test/runs/class.json.gz');
  expect(now(page).linkedRun).toBeNull();
  expect([provenanceOf(now(page)), openedFrom(now(page)), now(page).error]).toEqual(['opened', 'class.json.gz', null]);
  await vi.waitFor(() => expect(page.kept.session).not.toBeNull());
  const again = await open('?run=runs/class.json.gz', { arrival: 'again', kept: page.kept });
  expect([provenanceOf(now(again)), answer.mock.calls.length]).toEqual(['opened', 1]);
  const plain = await open('?run=runs/class.json', { run: () => new Response(new Uint8Array(gunzipSync(run))) });
  expect(provenanceOf(now(plain))).toBe('opened');
});

test('one of another server is fetched when the reader says so, not before; a link’s own settings hold for one of this server', async () => {
  const answer = vi.fn(() => new Response(new Uint8Array(run)));
  const page = await open('?run=https://zenodo.test/a.json', { run: answer });
  expect([answer.mock.calls.length, provenanceOf(now(page)), now(page).linkedRun?.address.from]).toEqual([
    0,
    'recorded',
    'zenodo.test/a.json',
  ]);
  await page.app.openLinkedRun();
  expect([answer.mock.calls.length, openedFrom(now(page)), now(page).linkedRun]).toEqual([1, 'zenodo.test/a.json', null]);
  const chosen = await open('?run=a.json', { run: answer, hash: '#layer=3' });
  expect([openedFrom(now(chosen)), now(chosen).experiment.view.layer]).toEqual(['a.json', 3]);
});

test.each([
  ['is not there', () => new Response('', { status: 404, statusText: 'Not Found' }), 'network', /404 Not Found/],
  [
    'says that it is too large',
    () => new Response('{}', { headers: { 'content-length': String(MOST_RUN + 1) } }),
    'run-too-large',
    /more than/,
  ],
  ['unpacks to gigabytes', () => new Response(gzipSync(Buffer.alloc(MOST_RUN + 1))), 'run-too-large', /more than/],
  ['was cut', () => new Response(new Uint8Array(run.subarray(0, 5000))), 'network', /broke off/],
  ['is no text', () => new Response(new Uint8Array([0x7b, 0xff])), 'not-utf8', /is not UTF-8/],
  ['is another file', () => new Response('{"format":"eia-lab/experiment","version":99}'), 'experiment-invalid', /version/],
])('a run file that %s is refused with the reason; the page has its recording', async (_, answer, code, why) => {
  for (const address of ['a.json', 'https://zenodo.test/a.json']) {
    const page = await open(`?run=${encodeURIComponent(address)}`, { run: answer });
    if (now(page).linkedRun) await page.app.openLinkedRun();
    expect(now(page).error).toMatchObject({ code, message: expect.stringMatching(why) as string });
    expect(provenanceOf(now(page))).toBe('recorded');
  }
});

test('a server that lets no other page read says so', async () => {
  const page = await open('?run=https://zenodo.test/a.json');
  await page.app.openLinkedRun();
  expect(now(page).error?.message).toContain('CORS');
  expect(now(page).linkedRun).toMatchObject({ coming: false });
});

test('a frame shows the recording whatever was kept, keeps nothing, leaves its address, and links to the whole page', async () => {
  expect([embedOf('?embed=layers'), embedOf('?embed=steer&run=a'), embedOf('?embed=moon'), embedOf('')]).toEqual([
    'layers',
    'steer',
    null,
    null,
  ]);
  const other = await open('?run=a.json', { run: () => new Response(new Uint8Array(run)) });
  await vi.waitFor(() => expect(other.kept.session).not.toBeNull());
  const frame = await open('?embed=layers', { kept: other.kept });
  expect(provenanceOf(now(frame))).toBe('recorded');
  frame.app.selectLayer(3);
  await new Promise((resolve) => setTimeout(resolve));
  expect(frame.written).toEqual([]);
  expect(frame.app.wholeLink()).toBe('http://lab.test/#v=2&layer=3&end=1');
  expect(now(await open('?embed=moon')).error?.message).toContain('embed=moon (one of layers, steer)');
});

const never = () => new Promise<never>(() => undefined);
const stalled = () => new Response(new ReadableStream({ start: (to) => to.enqueue(new Uint8Array(run.subarray(0, 5000))) }));

test.each([
  ['never answers', never],
  ['stops in the middle of the file', stalled],
])('a server that %s is waited for so long and no longer; the page has its recording, and can ask again', async (_, answer) => {
  let server: () => Response | Promise<Response> = answer;
  const page = fakePage({ own: OWN, search: '?run=a.json', run: () => server() });
  const starting = page.app.start();
  await vi.waitFor(() => expect(now(page).linkedRun).toMatchObject({ coming: true }));
  // What was heard of it meanwhile gives it as much time again.
  await vi.waitFor(() => (page.passTime(), expect(now(page).error).not.toBeNull()));
  await starting;
  expect(now(page).error).toMatchObject({
    code: 'network',
    message: 'The run file a.json could not be fetched: its server has been silent for 30 seconds.',
  });
  expect([provenanceOf(now(page)), now(page).linkedRun?.coming]).toEqual(['recorded', false]);
  server = () => new Response(new Uint8Array(run));
  await page.app.openLinkedRun();
  expect([openedFrom(now(page)), now(page).linkedRun, now(page).error]).toEqual(['a.json', null, null]);
});

test.each(['a.json', 'https://zenodo.test/a.json'])(
  'fetching %s is stopped by a person: what was open stays, and nothing is said to be wrong',
  async (address) => {
    const page = fakePage({ own: OWN, search: `?run=${encodeURIComponent(address)}`, run: never });
    const starting = page.app.start();
    if (address.startsWith('https')) await starting;
    const opening = page.app.openLinkedRun();
    await vi.waitFor(() => expect(now(page).linkedRun).toMatchObject({ coming: true }));
    page.app.dropLinkedRun();
    await Promise.all([starting, opening]);
    expect([provenanceOf(now(page)), now(page).linkedRun, now(page).error]).toEqual(['recorded', null, null]);
  },
);

test('a device that there is not is named with those that there are, beside a part of the page that there is not', async () => {
  const said = async (search: string) => now(await open(search)).error?.message ?? null;
  expect(await said('?device=quantum')).toBe('The link asks for what this page cannot show: device=quantum (one of auto, wasm, webgpu).');
  expect(await said('?embed=moon&device=quantum')).toContain('embed=moon (one of layers, steer); device=quantum');
  for (const device of DEVICES) expect([deviceOf(`?device=${device}`), await said(`?device=${device}`)]).toEqual([device, null]);
  expect([deviceOf('?device=quantum'), deviceOf('')]).toEqual(['auto', 'auto']);
});
