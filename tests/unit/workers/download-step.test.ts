/** The decisions of a download one by one, without a server, a disk or a clock. */
import { describe, expect, test } from 'vitest';
import { LabError } from '../../../src/error';
import { ATTEMPTS } from '../../../src/hub/retry';
import { beginning, type Outcome, type State, type Step, type WantedFile } from '../../../workers/files/download-state';
import { next } from '../../../workers/files/download-step';

const url = 'http://hub/a/b/resolve/main/onnx/model.onnx_data';
const wanted: WantedFile = { url, path: 'onnx/model.onnx_data', bytes: 1000, sha256: 'good', listed: true };
const unknown: WantedFile = { ...wanted, bytes: null, sha256: null, listed: false };
const moment = { now: 0, random: 0 };
const found = (bytes: number, total: number | null = 1000): Outcome => ({
  kind: 'found',
  part: bytes === 0 ? null : { bytes, marker: { url, etag: '"v1"', total } },
});
const answered = (status: number, headers: Record<string, string> = {}, redirected = false): Outcome => ({
  kind: 'answered',
  answer: { status, headers: new Headers(headers), redirected },
});
const whole = answered(200, { 'content-length': '1000', etag: '"v1"' });
const rest = (from: number, etag = '"v1"') => answered(206, { 'content-range': `bytes ${from}-999/1000`, etag });
const broken = (have: number): Outcome => ({ kind: 'broken', have, why: 'connection reset' });
const received = (have: number): Outcome => ({ kind: 'received', have });
const checked = (sha256: string, standIn: Extract<Outcome, { kind: 'checked' }>['standIn'] = null): Outcome => ({
  kind: 'checked',
  sha256,
  standIn,
});

/** All steps of a course of outcomes, and the state behind them. */
function course(file: WantedFile, ...outcomes: Outcome[]): { steps: Step[]; state: State } {
  let state = beginning(file);
  const steps = outcomes.map((outcome) => {
    const [after, step] = next(state, outcome, moment);
    state = after;
    return step;
  });
  return { steps, state };
}
const last = (file: WantedFile, ...outcomes: Outcome[]): Step => course(file, ...outcomes).steps.at(-1)!;
const again = { kind: 'wait', milliseconds: 250, clean: false };
const fresh = { ...again, clean: true };
const givenUp = (code: string, clean: boolean) => ({ kind: 'give-up', error: expect.objectContaining({ code }) as Error, clean });

test('a whole file: asked for, received, checked, committed with what the server said of it', () => {
  const commit = 'c'.repeat(40);
  const answer = answered(200, { 'content-length': '1000', etag: '"v1"', 'x-repo-commit': commit });
  expect(course(wanted, found(0), answer, received(1000), checked('good')).steps).toEqual([
    { kind: 'ask', from: 0 },
    { kind: 'receive', keep: 0, marker: { url, etag: '"v1"', total: 1000 } },
    { kind: 'check' },
    { kind: 'commit', marker: { url, bytes: 1000, sha256: 'good', etag: '"v1"', listed: true, commit } },
  ]);
});

describe('what is here', () => {
  test('a part is continued at its end', () => {
    expect(course(wanted, found(400), rest(400)).steps).toEqual([
      { kind: 'ask', from: 400 },
      { kind: 'receive', keep: 400, marker: { url, etag: '"v1"', total: 1000 } },
    ]);
  });
  test('all bytes are checked without a server, by the length of the list, else by the one the server had said', () => {
    expect(last(wanted, found(1000, null))).toEqual({ kind: 'check' });
    expect(last(unknown, found(1000, 1000))).toEqual({ kind: 'check' });
    expect(last(unknown, found(1000, null))).toEqual({ kind: 'ask', from: 1000 });
  });
  test('a server that ignores ranges sends the file from its beginning', () =>
    expect(last(wanted, found(400), whole)).toMatchObject({ kind: 'receive', keep: 0 }));
  test.each([
    ['of another version', rest(400, '"v2"')],
    ['that cannot be continued there', answered(416)],
  ])('a part %s starts clean', (_, answer) => expect(last(wanted, found(400), answer)).toEqual(fresh));
});

describe('an answer that is not the file', () => {
  test.each([408, 429, 500, 503])('%i is asked again', (status) => expect(last(wanted, found(0), answered(status))).toEqual(again));
  test.each([
    [404, 'file-missing'],
    [403, 'access-refused'],
  ])('%i is given up, and what is here stays', (status, code) =>
    expect(last(wanted, found(400), answered(status))).toEqual(givenUp(code, false)),
  );
  test('a signed address that has expired is asked for anew', () => expect(last(wanted, found(0), answered(403, {}, true))).toEqual(again));
  test('the server says how long to wait; longer than a minute is given up', () => {
    expect(last(wanted, found(0), answered(429, { 'retry-after': '7' }))).toEqual({ ...again, milliseconds: 7000 });
    expect(last(wanted, found(0), answered(429, { 'retry-after': '3600' }))).toEqual(givenUp('server-busy', false));
  });
  test('a file of another length is another file; a shorter whole body may be a compressed one', () => {
    expect(last(wanted, found(0), answered(200, { 'content-length': '1001' }))).toEqual(givenUp('download-corrupt', true));
    expect(last(wanted, found(0), answered(200, { 'content-length': '900' }))).toMatchObject({ kind: 'receive' });
    expect(last(wanted, found(400, null), answered(206, { 'content-range': 'bytes 400-899/900' }))).toEqual(
      givenUp('download-corrupt', true),
    );
  });
});

describe('the end of a body', () => {
  test('before the end of the file: asked again, from there', () => {
    const { steps } = course(wanted, found(0), whole, received(600), found(600));
    expect(steps.slice(2)).toEqual([again, { kind: 'ask', from: 600 }]);
  });
  test('a server that sends pieces is asked for the next one, whether or not it says how long the file is', () =>
    expect(last(wanted, found(0), answered(206), received(300))).toEqual(again));
  test('where nobody said how long the file is, its end is the end', () =>
    expect(last(unknown, found(0), answered(200), received(300))).toEqual({ kind: 'check' }));
});

describe('what has arrived is wrong', () => {
  const page = { kind: 'page' as const, error: new LabError('not-a-model-file', 'A page.') };
  const pointer = { kind: 'pointer' as const, error: new LabError('lfs-pointer', 'A pointer.') };
  test('another hash: removed and given up', () =>
    expect(last(wanted, found(0), whole, received(1000), checked('bad'))).toEqual(givenUp('download-corrupt', true)));
  test('a continued file gets one clean start, and no second one', () => {
    const { steps } = course(
      wanted,
      found(400),
      rest(400),
      received(1000),
      checked('bad'),
      found(0),
      whole,
      received(1000),
      checked('bad'),
    );
    expect(steps[3]).toEqual(fresh);
    expect(steps[7]).toEqual(givenUp('download-corrupt', true));
  });
  test('a web page counts as one where nobody said what the file should be, else as damage', () => {
    const sent = [found(0), answered(200), received(1000)];
    expect(last(unknown, ...sent, checked('any', page))).toEqual(givenUp('not-a-model-file', true));
    expect(last(wanted, ...sent, checked('bad', page))).toEqual(givenUp('download-corrupt', true));
    expect(last(wanted, ...sent, checked('bad', pointer))).toEqual(givenUp('lfs-pointer', true));
  });
});

describe('how often', () => {
  const tries = (file: WantedFile, grown: number) => {
    let [state, step] = next(beginning(file), found(0), moment);
    for (let count = 1; ; count++) {
      [state, step] = next(state, broken(count * grown), moment);
      if (step.kind !== 'wait') return { count, step };
      [state, step] = next(state, found(count * grown, null), moment);
    }
  };
  test('tries without a byte', () => expect(tries(wanted, 0)).toEqual({ count: ATTEMPTS.idle, step: givenUp('network', false) }));
  test('tries with few bytes', () => expect(tries({ ...wanted, bytes: 1e9 }, 1).count).toBe(ATTEMPTS.poor));
  test('the waits double, and are short again after a byte', () => {
    const { steps } = course(wanted, found(0), broken(0), found(0), broken(0), found(0), broken(0), found(0), broken(5));
    expect(steps.flatMap((step) => (step.kind === 'wait' ? step.milliseconds : []))).toEqual([250, 500, 1000, 250]);
  });
});
