import { describe, expect, test } from 'vitest';
import { pairsInARow } from '../../../src/lab/direction';
import {
  clashSentence,
  expectDifferent,
  sameTexts,
  sameTokens,
  seenTokens,
  repeatedTexts,
  sharedSentence,
  twinSentence,
  type NamedPair,
} from '../../../src/experiment/warnings';

const at = { maxTokens: 512, context: 2048 };
const pairs: NamedPair[] = pairsInARow(7).map((pair, i) => ({ name: 'abcdefg'[i]!, ...pair }));
/** Hashes and cuts of the fourteen texts: equal on both sides of the pairs named, cut where asked. */
const cutOf = (same: string, long: string) => ({
  tokenHashes: pairs.flatMap(({ name }, i) => (same.includes(name) ? [`both ${i}`, `both ${i}`] : [`p ${i}`, `n ${i}`])),
  truncated: pairs.flatMap(({ name }) => [false, long.includes(name)]),
});

describe('pairs that are one text to the model', () => {
  test('none: nothing is said', () => expect(sameTokens(pairs, cutOf('', 'abc'), at)).toEqual([]));
  test('by the cut: named, with what to do', () => {
    const [said, ...more] = sameTokens(pairs, cutOf('b', 'b'), at);
    expect(more).toEqual([]);
    expect(said).toMatch(
      /^Pair b: both sides begin with the same 512 tokens, and no more is read.*separation smaller.*Let the sides differ earlier, or raise the cut \(maxTokens of window\.lab\)\.$/,
    );
  });
  test("by the model's context: another cut would not help", () => {
    expect(sameTokens(pairs, cutOf('b', 'b'), { maxTokens: 512, context: 256 })[0]).toMatch(
      /same 256 tokens.*or choose a model that reads longer texts\.$/,
    );
  });
  test('by the tokenizer: another sentence; of many pairs the first are named and the rest counted', () => {
    const said = sameTokens(pairs, cutOf('abcdefg', 'a'), at);
    expect(said).toHaveLength(2);
    expect(said[0]).toMatch(/^Pair a: both/);
    expect(said[1]).toMatch(/^Pairs b, c, d, e, f and 1 more: both sides are the same tokens in this model's tokenizer/);
  });
  test('all of them: there is no direction', () => {
    expect(() => expectDifferent(pairs, cutOf('abcdef', 'a'), at)).not.toThrow();
    expect(() => expectDifferent([], cutOf('', ''), at)).not.toThrow();
    expect(() => expectDifferent(pairs, cutOf('abcdefg', 'a'), at)).toThrow(
      expect.objectContaining({
        code: 'same-tokens',
        message: expect.stringContaining('In all 7 training pairs both sides are the same 512 tokens') as string,
        hint: expect.stringContaining('maxTokens') as string,
      }) as Error,
    );
    expect(() => expectDifferent(pairs.slice(0, 1), cutOf('a', ''), at)).toThrow(
      "In the training pair both sides are the same tokens in this model's tokenizer",
    );
  });
});

test('texts that are no pairs: different ones with the same tokens are named, the same one twice is not', () => {
  const cut = { tokenHashes: ['1', '2', '1', '1', '2'], truncated: [true, false, true, true, false] };
  expect(sameTexts(['long one', 'x', 'long two', ' long one ', 'X'], cut, at)).toEqual([
    expect.stringMatching(
      /^The first 512 tokens are those of another text in texts\[2\] \(as texts\[0\]\), and no more is read.*Let them differ earlier/,
    ),
    expect.stringMatching(/in texts\[4\] \(as texts\[1\]\): to this model's tokenizer they are one text/),
  ]);
});

describe('test texts that were trained on', () => {
  const set = (id: string, split: 'train' | 'test', positive: string, negative: string) => ({ id, split, positive, negative });
  const clean = [set('p1', 'train', 'a', 'b'), set('p2', 'train', 'c', 'd'), set('t1', 'test', 'e', 'f')];
  test('none: nothing is said', () => expect(repeatedTexts(clean)).toEqual([]));
  test('the same answers to two prompts are other texts; behind one prompt they are the same', () => {
    const answer = (id: string, split: 'train' | 'test', prompt?: string) => ({ ...set(id, split, 'Of course.', 'No.'), prompt });
    expect(repeatedTexts([answer('p1', 'train', 'Help?'), answer('t1', 'test', 'Water?'), answer('t2', 'test')])).toEqual([]);
    expect(repeatedTexts([answer('p1', 'train', 'Help?'), answer('t1', 'test', 'Help?')])[0]).toMatch(
      /^Test pair t1 \(as p1\) is a training/,
    );
  });
  test('word for word, but for spaces around them, whole pairs and single texts', () => {
    expect(repeatedTexts([...clean, set('t2', 'test', ' c', 'd\n'), set('t3', 'test', 'a', 'z')])[0]).toMatch(
      /^Test pair t2 \(as p2\) is a training pair, too; test pair t3 \(its positive text, as p1\) shares a text with the training pairs: figures on the test pairs flatter the direction\. /,
    );
    expect(repeatedTexts([...clean, set('t3', 'test', 'a', 'd')])[0]).toMatch(
      /^Test pairs t3 \(its positive text, as p1\) and t3 \(its negative text, as p2\) share texts/,
    );
  });
  test('by their tokens: only those that their words do not show', () => {
    const all = [...clean, set('t2', 'test', 'c', 'd'), set('t3', 'test', 'A', 'z')];
    const places = pairsInARow(all.length);
    const tokenHashes = all.flatMap(({ positive, negative }) => [positive.toLowerCase(), negative]);
    expect(seenTokens(all, places, { tokenHashes })).toMatch(
      /^Test pair t3 \(its positive text, as p1\) shares a text with the training pairs, as far as they are read/,
    );
    expect(seenTokens(clean, places, { tokenHashes })).toBeNull();
  });
});

test('pairs that stand twice are named, for they make an interval say more than is known', () => {
  const pair = { split: 'test' as const, positive: 'a', negative: 'b' };
  expect(twinSentence([pair, { ...pair, positive: 'c' }], String)).toBeNull();
  expect(twinSentence([pair, { ...pair, positive: 'c' }, pair], (i) => `number ${i}`)).toMatch(
    /^A pair stands twice: number 2 \(as number 0\)\./,
  );
  expect(twinSentence([pair, pair, pair], String)).toMatch(/^2 pairs stand twice: 1 \(as 0\) and 2 \(as 0\)\./);
});

const pair = (split: 'train' | 'test', positive: string, negative: string) => ({ split, positive, negative });

test('test pairs with one positive text are no independent pairs', () => {
  const one = Array.from({ length: 10 }, (_, i) => pair('test', 'the same', `n${i}`));
  expect(sharedSentence(one, String)).toMatch(
    /^9 pairs share a text with an earlier pair of the same split: 1 \(its positive text, as 0\), .* and 4 more\. Such pairs are not independent, so that intervals and p say more than is known, and folds may learn/,
  );
  expect(sharedSentence([pair('train', 'a', 'b'), pair('train', 'c', 'b')], String)).toMatch(
    /^A pair shares a text .*: 1 \(its negative text, as 0\)\. Such pairs are not independent, so that folds may/,
  );
});

test('a text of both classes is named, wherever its pairs stand', () => {
  const among = [pair('train', 'a', 'b'), pair('train', 'c', 'a'), pair('test', 'e', 'c')];
  expect(clashSentence(among, String)).toMatch(
    /^2 texts stand in both classes: the positive one of 0 \(the negative one of 1\) and the positive one of 1 \(the negative one of 2\)\. /,
  );
  expect(clashSentence([pair('train', 'a', 'a')], String)).toBeNull();
});

test('what repeats itself is said once', () => {
  const set = (pairs: ReturnType<typeof pair>[]) => repeatedTexts(pairs.map((one, i) => ({ ...one, id: `p${i}` })));
  expect(set([pair('test', 'a', 'b'), pair('test', ' a', 'b ')])).toEqual([expect.stringMatching(/^A pair stands twice: p1/)]);
  expect(set([pair('train', 'a', 'b'), pair('test', 'a', 'b')])).toEqual([expect.stringMatching(/^Test pair p1 .* is a training pair/)]);
  expect(set([pair('test', 'a', 'b'), pair('test', ' a', 'c')])).toEqual([expect.stringMatching(/^A pair shares a text/)]);
  expect(set([pair('train', 'a', 'b'), pair('test', 'c', 'a ')])).toEqual([expect.stringMatching(/^A text stands in both classes/)]);
});
