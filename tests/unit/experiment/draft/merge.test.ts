/** What two tabs made of one draft: nothing that was written in either is lost. */
import { expect, test } from 'vitest';
import { emptyDraft, withFields, withoutRow, withRow, type Draft } from '../../../../src/experiment/draft/draft';
import { mergedDraft } from '../../../../src/experiment/draft/merge';

const base = withFields({ ...emptyDraft(), name: 'Patience' }, 'pairs', 'pair-1', { positive: 'I wait.', negative: 'I push.' });
const withPair = (draft: Draft, positive: string): Draft => {
  const grown = withRow(draft, 'pairs');
  return withFields(grown, 'pairs', grown.pairs.at(-1)!.id, { positive });
};
const said = ({ pairs }: Draft) => pairs.flatMap(({ positive }) => (positive === '' ? [] : [positive]));

test('nobody changed anything, or one of the two alone', () => {
  const mine = { ...withPair(base, 'mine'), about: 'more' };
  expect(mergedDraft(base, base, base)).toEqual(base);
  expect(mergedDraft(base, mine, base)).toEqual(mine);
  expect(mergedDraft(base, base, mine)).toEqual(mine);
});

test('other rows, other fields of a row, other fields of the set', () => {
  const mine = { ...withFields(base, 'pairs', 'pair-1', { positive: 'I wait for her.' }), about: 'mine' };
  const theirs = {
    ...withFields(withFields(base, 'pairs', 'pair-1', { negative: 'Move!' }), 'pairs', 'pair-2', { positive: 'two' }),
    licence: 'x',
  };
  const merged = mergedDraft(base, mine, theirs);
  expect(merged).toMatchObject({ name: 'Patience', about: 'mine', licence: 'x' });
  expect(merged.pairs[0]).toMatchObject({ positive: 'I wait for her.', negative: 'Move!' });
  expect(said(merged)).toEqual(['I wait for her.', 'two']);
});

test('a row that both added under one id is two; a situation so added takes its own rows along', () => {
  const added = (title: string): Draft => {
    const draft = withFields(withRow(base, 'scenarios'), 'scenarios', 'situation-2', { title });
    return withFields(withPair(draft, title), 'pairs', 'pair-9', { scenario: 'situation-2' });
  };
  const merged = mergedDraft(base, added('mine'), added('theirs'));
  expect(said(merged)).toEqual(['I wait.', 'mine', 'theirs']);
  const titles = new Map(merged.scenarios.map(({ id, title }) => [id, title]));
  expect(merged.pairs.slice(-2).map(({ positive, scenario }) => [positive, titles.get(scenario)])).toEqual([
    ['mine', 'mine'],
    ['theirs', 'theirs'],
  ]);
  expect(new Set(merged.pairs.map(({ id }) => id)).size).toBe(merged.pairs.length);
});

test('what one took away is gone, unless the other changed it', () => {
  const without = withoutRow(base, 'pairs', 'pair-1');
  const changed = withFields(base, 'pairs', 'pair-1', { positive: 'I wait long.' });
  expect(said(mergedDraft(base, without, base))).toEqual([]);
  expect(said(mergedDraft(base, base, without))).toEqual([]);
  expect(said(mergedDraft(base, without, changed))).toEqual(['I wait long.']);
  expect(said(mergedDraft(base, changed, without))).toEqual(['I wait long.']);
});
