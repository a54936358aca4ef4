/** What figures are measured on is said by the situations of the pairs. */
import { expect, test } from 'vitest';
import type { ScenarioSet } from '../../../src/formats/scenario-set';
import { unseen } from '../../../src/ui/layers/unseen';

const set = (train: string, test: string): Pick<ScenarioSet, 'pairs'> => {
  const pairs = (split: 'train' | 'test', situations: string) =>
    [...situations].map((scenario, i) => ({ id: `${split}${i}`, scenario, split, positive: 'a', negative: 'b' }));
  return { pairs: [...pairs('train', train), ...pairs('test', test)] };
};

test.each([
  ['abb', 'ab', 'unseen answers to the same situations'],
  ['abb', 'b', 'unseen answers to the same situations'],
  ['ab', 'cd', 'answers to other situations than those trained on'],
  ['ab', 'ac', 'unseen answers to the same and to other situations'],
  ['aa', 'a', 'unseen answers'],
  ['ab', '', 'unseen answers'],
])('trained on %s, tested on %s', (train, test, said) => expect(unseen(set(train, test))).toBe(said));
test('of no set nothing is said of situations', () => expect(unseen(null)).toBe('unseen answers'));
