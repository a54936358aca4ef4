import { expect, it } from 'vitest';
import { agreement } from '../../../../src/lab/agreement';
import { randomDirections, shuffledLabels } from '../../../../src/lab/control';
import { directions } from '../../../../src/lab/direction';
import { aurocPermutationP } from '../../../../src/lab/permutation';
import { controls, CONTROLS, type ControlEvidence } from '../../../../src/lab/report/controls';
import { scores } from '../../../../src/lab/score';
import { capture, test, train } from '../golden';

const scored = scores(capture, directions(capture, train)).map((at) => ({
  paired: true,
  positive: test.map(({ positive }) => at[positive]!),
  negative: test.map(({ negative }) => at[negative]!),
}));
const given: ControlEvidence = { residuals: capture, train, test, scores: scored };

it('has what each control gives, block by block', () => {
  const table = controls(given, 3);
  expect(Object.keys(table)).toEqual([...CONTROLS]);
  expect(Array.from(table.agreement)).toEqual(agreement(capture, train));
  expect(Array.from(table.permutationP)).toEqual(
    scored.map(({ positive, negative }) => aurocPermutationP(positive, negative, { seed: 3 })),
  );
  const shuffled = shuffledLabels(capture, train, test, { seed: 3 });
  expect([Array.from(table.shuffledLow), Array.from(table.shuffledHigh)]).toEqual([
    shuffled.map(({ low }) => low),
    shuffled.map(({ high }) => high),
  ]);
  const random = randomDirections(capture, test, { seed: 3 });
  expect([Array.from(table.randomLow), Array.from(table.randomHigh)]).toEqual([
    random.map(({ low }) => low),
    random.map(({ high }) => high),
  ]);
});

it('leaves open what the pairs that are there cannot tell', () => {
  const table = controls({ ...given, train: [] }, 3);
  expect([table.agreement[0], table.shuffledLow[0]]).toEqual([NaN, NaN]);
  expect(table.randomLow[0]).toBeLessThan(table.randomHigh[0]!);
  const untested = controls({ ...given, test: [], scores: [] }, 3);
  expect([untested.permutationP[1], untested.randomLow[1], untested.shuffledHigh[1]]).toEqual([NaN, NaN, NaN]);
  expect(untested.agreement[1]).toBe(agreement(capture, train)[1]);
});
