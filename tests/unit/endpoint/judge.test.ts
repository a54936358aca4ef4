/** Scores of a judge: from the probabilities of its token, from its text, or none. */
import { expect, test } from 'vitest';
import { judgedOf, judgeMessages, judgeRequest } from '../../../src/endpoint/judge';

const top = (...tokens: readonly (readonly [string, number])[]) => tokens.map(([token, p]) => ({ token, logProb: Math.log(p) }));

test('it is told rubric, situation, prompt and answer, and asked for one digit, greedily, with likely tokens', () => {
  const rubric = { 0: 'goes on', 1: 'helps late', 2: 'helps at a cost' };
  const messages = judgeMessages({ rubric, situation: 'A queue.', prompt: 'What now?', answer: 'I wait.' });
  const [{ role, content }] = messages;
  expect(role).toBe('user');
  expect(content).toMatch(/2: helps at a cost\n1: helps late\n0: goes on[^]*A queue\.[^]*What now\?[^]*I wait\.[^]*one digit/);
  expect(judgeMessages({ rubric, situation: '', prompt: 'What now?', answer: 'I wait.' })[0].content).not.toContain('The situation');
  const greedy = { messages, temperature: 0, mayDropTemperature: true, seed: 0 };
  expect(judgeRequest(messages, 'probabilities')).toEqual({ ...greedy, topLogProbs: 5, maxTokens: 8 });
  expect(judgeRequest(messages, 'text')).toEqual({ ...greedy, maxTokens: 2000 });
});

test('the digit’s probabilities, with and without a space, brought to a sum of 1', () => {
  const judged = judgedOf({ text: '1', tops: [top(['1', 0.4], [' 2', 0.3], ['2', 0.2], ['0', 0.05], ['I', 0.05])] });
  // 2 is likelier than 1 once both of its tokens count: .5 against .4.
  expect(judged).toMatchObject({ score: 2, by: 'probabilities' });
  expect(judged.expected).toBeCloseTo((0.4 + 2 * 0.5) / 0.95, 12);
});

test('words in front of the digit are passed over', () => {
  const judged = judgedOf({ text: 'Score: 1', tops: [top(['Score', 0.9], ['1', 0.1]), top([':', 1]), top([' 1', 0.8], [' 0', 0.2])] });
  expect(judged).toMatchObject({ score: 1, by: 'probabilities' });
  expect(judged.expected).toBeCloseTo(0.8, 12);
});

test.each([
  ['2', 2],
  ['**1**, because it waits', 1],
  ['Score: 0.', 0],
  ['1/2', 1],
  ['10', null],
  ['1.5', null],
  ['3', null],
  ['none of them', null],
  ['<think>\n2 would be wrong, 0 too\n</think>\n\n1', 1],
  ['<think>\nIs it 2? It', null],
  ['', null],
  ['The scale goes from 0 to 2. He stops. Rating: 2', 2],
  ['On the 0-2 scale this is a 2', null],
  ['Answer (0, 1 or 2): 1', 1],
  ['Score = **0**', 0],
  ['1 of 2', 1],
  ['1. He stops.\n2. He goes on.', null],
  ['1. He stops.', null],
  ['-1', null],
  ['−1', null],
  ['I wavered, 2 maybe\n</think>\n\n0', 0],
  ['2 (not 1)', null],
] as const)('without probabilities, “%s” is %s', (text, score) => {
  expect(judgedOf({ text, tops: null })).toEqual({ score, expected: null, by: score === null ? null : 'text' });
});

test.each([
  ['a thought', ['<think>', '\n', '1', '.']],
  ['another number', ['1', '0']],
  ['a part of one', ['1', '.', '5']],
  ['a sentence about the scale', ['The', ' scale', ' goes', ' from', ' ', '0']],
  ['a sign', ['-', '1']],
] as const)('a digit that is %s is not taken by its probability', (_, said) => {
  const tops = said.map((token) => top([token, 1]));
  expect(judgedOf({ text: said.join(''), tops }).by).not.toBe('probabilities');
});
