import { expect, test } from 'vitest';
import { emptyExperiment } from '../../../src/state/defaults';
import type { Experiment } from '../../../src/state/experiment';
import { decodeHash, encodeHash } from '../../../src/state/url';

const defaults = emptyExperiment(30);

test('what was chosen comes back', () => {
  const chosen: Experiment = {
    ...defaults, layer: 7, capture: { ...defaults.capture, pooling: 'last', template: true },
    steering: { prompt: 'A player begs: "water & time?" #1 ünï', template: false, band: [3, 9], unit: 'norm', alpha: -2.5, seed: 42, temperature: 0.7, topP: 0.9, repetitionPenalty: 1.3, maxNewTokens: 99 },
  };
  expect(decodeHash(encodeHash(chosen, defaults, 'empathy-matched'))).toEqual({ set: 'empathy-matched', layer: 7, pooling: 'last', template: true, steering: chosen.steering });
});

test.each(['empathy', null])('defaults leave no trace (set %s)', (set) => expect(encodeHash(defaults, defaults, set)).toBe(''));

test('a set that does not come with the page is named as such: its texts are in no link', () => {
  expect(encodeHash(defaults, defaults, 'a-set-of-mine')).toBe('#set=own');
  expect(decodeHash('#set=own')).toEqual({ set: 'own', steering: {} });
});

test.each(['', '#', '#layer=x&band=9-3&alpha=&unit=miles&pooling=max', '#layer=-1&alpha=NaN&set=../secret', '#temperature=-5&topP=7&maxNewTokens=2.5&alpha=1e9&seed=0.5&repetitionPenalty=0', '#%E0%A4%A'])('%s says nothing', (hash) => {
  expect(decodeHash(hash)).toEqual({ steering: {} });
});
