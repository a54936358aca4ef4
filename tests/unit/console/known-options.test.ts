/** An option that no call has is refused by every call of window.lab, before anything else is done with it. */
import { expect, test } from 'vitest';
import type { App } from '../../../src/app/lower';
import { createLab } from '../../../src/console/console';
import { expectKnown } from '../../../src/console/known-options';

/** Nothing of the app may be touched: the option is looked at first. */
const lab = createLab(new Proxy({}, { get: () => () => ({}) }) as App);
const odd = { maxTokns: 5 } as never;

test.each<[string, () => Promise<unknown>]>([
  ['load', () => lab.load('a model', odd)],
  ['loadFolder', () => lab.loadFolder([], odd)],
  ['inspect', () => lab.inspect('a model', odd)],
  ['capture', () => lab.capture(['a text'], odd)],
  ['directions', () => lab.directions([], odd)],
  ['evaluate', () => lab.evaluate({} as never, [], odd)],
  ['analyse', () => lab.analyse([], odd)],
  ['score', () => lab.score({} as never, ['a text'], odd)],
  ['generate', () => lab.generate('a prompt', odd)],
  ['choose', () => lab.choose([], odd)],
  ['sweep', () => lab.sweep(odd)],
  ['lens', () => lab.lens({} as never, odd)],
  ['import', () => lab.import([], odd)],
  ['export', () => lab.export('npy', odd)],
])('lab.%s', async (call, run) => {
  await expect(run()).rejects.toMatchObject({ code: 'bad-input', message: `lab.${call} has no option “maxTokns”.` });
});

test('the hint names those there are', () => {
  expect(() => expectKnown('lens', { layr: 3 })).toThrow(
    expect.objectContaining({ hint: 'Its options are layer, signal, top.' }) as unknown as Error,
  );
  expect(() => expectKnown('lens', { layer: 3, top: 2 })).not.toThrow();
  expect(() => expectKnown('capture', undefined)).not.toThrow();
});
