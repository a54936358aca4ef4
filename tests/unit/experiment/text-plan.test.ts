import { expect, test } from 'vitest';
import { isPaired } from '../../../src/lab/contrast';
import { planTexts } from '../../../src/experiment/text-plan';

const pairs = Array.from({ length: 40 }, (_, i) => ({
  id: `${i}`,
  scenario: 's',
  split: i < 30 ? ('train' as const) : ('test' as const),
  positive: `p${i}`,
  negative: `n${i}`,
}));
const plan = planTexts({ pairs, scored: [{ id: 'a', scenario: 's', score: 0, text: 'scored' }] });
const planned = isPaired(plan.contrast) ? plan.contrast : [];

test('every text stands once, under the indices of its pair', () => {
  expect(plan.texts).toHaveLength(81);
  planned.forEach(({ positive, negative }, i) => expect([plan.texts[positive], plan.texts[negative]]).toEqual([`p${i}`, `n${i}`]));
  expect([...plan.order].sort((a, b) => a - b)).toEqual(plan.texts.map((_, i) => i));
});

test('the two texts of a pair follow each other, scored texts come last', () => {
  expect(plan.order.at(-1)).toBe(80);
  for (let i = 0; i < 80; i += 2) expect(plan.order[i + 1]).toBe(plan.order[i]! + 1);
});

test('test pairs are spread among training pairs: any eight pairs hold one to three of them', () => {
  const splits = plan.order
    .slice(0, 80)
    .filter((_, i) => i % 2 === 0)
    .map((text) => planned[text / 2]!.split);
  for (let i = 0; i + 8 <= splits.length; i++) {
    const tests = splits.slice(i, i + 8).filter((split) => split === 'test').length;
    expect(tests).toBeGreaterThanOrEqual(1);
    expect(tests).toBeLessThanOrEqual(3);
  }
});

test('where a pair answers a prompt every text is read as an answer, those without a prompt, too', () => {
  const { texts } = planTexts({
    pairs: [
      { id: 'a', scenario: 's', split: 'train', positive: 'yes', negative: 'no', prompt: 'Do you wait?' },
      { id: 'b', scenario: 's', split: 'test', positive: 'I wait', negative: 'I go' },
    ],
    scored: [{ id: 'c', scenario: 's', score: 0, text: 'scored' }],
  });
  expect(texts).toEqual([
    { prompt: 'Do you wait?', text: 'yes' },
    { prompt: 'Do you wait?', text: 'no' },
    ...['I wait', 'I go', 'scored'].map((text) => ({ prompt: '', text })),
  ]);
});

test('texts without partners and rated texts are read behind their prompts; one prompt anywhere makes answers of all', () => {
  const texts = (['train', 'test'] as const).flatMap((split) =>
    (['positive', 'negative'] as const).map((label) => ({ id: `${split}-${label}`, scenario: 's', split, label, text: label })),
  );
  const [first, ...rest] = texts;
  const asked = { ...first!, prompt: 'Do you wait?' };
  expect(planTexts({ pairs: [], texts: [asked, ...rest], scored: [] }).texts).toEqual([
    { prompt: 'Do you wait?', text: 'positive' },
    ...['negative', 'positive', 'negative'].map((text) => ({ prompt: '', text })),
  ]);
  const scored = [{ id: 'c', scenario: 's', score: 0 as const, text: 'scored', prompt: 'Why?' }];
  expect(planTexts({ pairs: pairs.slice(0, 1), scored }).texts).toEqual([
    { prompt: '', text: 'p0' },
    { prompt: '', text: 'n0' },
    { prompt: 'Why?', text: 'scored' },
  ]);
});
