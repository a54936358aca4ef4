/** Each sentence of the verdict on a made-up case. */
import { describe, expect, test } from 'vitest';
import { choiceVerdict } from '../../../../src/lab/report/choice-verdict';
import { choicesReport, type ChoiceMargins } from '../../../../src/lab/report/choices';

const N = 12;
const SIDES = { positive: 'helping', negative: 'the task' };
/** Margins that lie so far from the plain ones, which are 0, give or take a little from item to item. */
const about = (shift: number, n = N): number[] => Array.from({ length: n }, (_, i) => shift + 0.1 * ((i % 3) - 1));
const draws = (n: number, size = 0.2) => Array.from({ length: n }, (_, i) => ({ alpha: 3, margins: about(size * ((i % 5) - 2)) }));
const report = (over: Partial<ChoiceMargins>, n = N) =>
  choicesReport({
    situations: Array<string>(n).fill('maze'),
    plain: Array<number>(n).fill(0),
    pushes: [{ alpha: 3, margins: about(2, n) }],
    ...{ random: [], shuffled: [], other: [], asked: [] },
    ...over,
  });
const verdict = (over: Partial<ChoiceMargins>, n = N) => choiceVerdict(report(over, n), SIDES);
const said = (over: Partial<ChoiceMargins>, n?: number): string => verdict(over, n).sentences.join(' ');

describe('the first sentence', () => {
  test('nothing was asked', () =>
    expect(verdict({ pushes: [] })).toEqual({
      kind: 'none',
      towards: 'none',
      sentences: ['Nothing was asked under a push yet.'],
      told: 1,
    }));
  test('too few items', () => {
    expect(verdict({}, 9).kind).toBe('few');
    expect(said({}, 9)).toBe('Too few items to say anything: 9 items were asked, and it takes 10.');
    expect(said({}, 1)).toContain('one item was asked');
  });
  test('no effect', () => {
    expect(verdict({ pushes: [{ alpha: 3, margins: about(0) }] }).kind).toBe('nothing');
    expect(said({ pushes: [{ alpha: -3, margins: about(0) }] })).toMatch(
      /^A push of −3 moves the choices too little to be told from no push \(D = 0\.00 \[−0\.\d\d, \+0\.\d\d\]\)\./,
    );
    // Shifts that are all the same have no interval but themselves.
    expect(said({ pushes: [{ alpha: -3, margins: Array<number>(N).fill(0) }] })).toContain('(D = 0.00 [0.00, 0.00])');
    expect(said({ pushes: [{ alpha: 3, margins: Array<number>(N).fill(1) }] })).toContain('(D = +1.00 [+1.00, +1.00])');
  });
  test('the other way', () => {
    const over = { pushes: [{ alpha: 3, margins: about(-1) }], random: draws(20) };
    expect(verdict(over).kind).toBe('against');
    expect(said(over)).toContain('moves choices away from “helping”, not towards it (D = −1.00');
  });
  test('too few random pushes, or none', () => {
    expect(verdict({ random: draws(5) }).kind).toBe('unsure');
    expect(said({ random: draws(5) })).toContain('5 random directions are too few, it takes 19');
    expect(said({})).toContain('no random directions were asked');
  });
  test('random pushes of fewer items than it takes; of fewer than the push the sentence says which', () => {
    const some = (n: number) => draws(20).map((one) => ({ ...one, margins: one.margins.map((value, i) => (i < n ? value : NaN)) }));
    expect(verdict({ random: some(9) }).kind).toBe('unsure');
    expect(said({ random: some(1) })).toContain('random directions were asked of one item, and it takes 10');
    expect(verdict({ random: some(10) }).kind).toBe('moves');
    expect(said({ random: some(10) })).toContain('none of 20 moves them as far, on the 10 items that they were asked of, where D is +1.99');
    expect(said({ random: draws(20) })).not.toContain('that they were asked of');
  });
  test('no more than random pushes', () => {
    expect(verdict({ random: draws(20, 1) }).kind).toBe('no-more');
    expect(said({ random: draws(20, 1) })).toContain('4 of 20 move them as far or further');
  });
  test('one item more under a stronger push hides nothing of what was said before; that push is named with its items', () => {
    const one = Array.from({ length: N }, (_, i) => (i === 0 ? 9 : NaN));
    const before = {
      random: draws(20),
      pushes: [{ alpha: 3, margins: about(2) }],
      asked: [{ side: 'positive' as const, margins: about(1) }],
    };
    const after = { ...before, pushes: [...before.pushes, { alpha: 6, margins: one }, { alpha: -6, margins: one }] };
    expect([verdict(after).kind, verdict(after).towards]).toEqual(['moves', 'moves']);
    expect(verdict(after).sentences[0]).toBe(verdict(before).sentences[0]);
    for (const sentence of verdict(before).sentences) expect(said(after)).toContain(sentence);
    expect(said(after)).toContain('Under a push of −6 one item was asked, and it takes 10.');
    expect(said(after)).toContain('the others: a push of 6 (one item).');
  });
  test('more than random pushes', () => {
    expect(verdict({ random: draws(20) }).kind).toBe('moves');
    expect(said({ random: draws(20) })).toContain('A push of 3 moves choices towards “helping” (D = +2.00');
    expect(said({ random: draws(20) })).toContain('none of 20 moves them as far');
  });
  test('of pushes with as many items the strongest to each side is spoken of; the kind is the better one', () => {
    const over = {
      pushes: [1, 3].flatMap((alpha) => [
        { alpha, margins: about(2) },
        { alpha: -alpha, margins: about(0) },
      ]),
      random: draws(20),
    };
    expect([verdict(over).kind, verdict(over).towards]).toEqual(['moves', 'moves']);
    // Towards the concept alone: the push away from it does something, the one towards it nothing.
    const away = { ...over, pushes: over.pushes.map(({ alpha }) => ({ alpha, margins: about(alpha < 0 ? -2 : 0) })) };
    expect([verdict(away).kind, verdict(away).towards]).toEqual(['moves', 'nothing']);
    expect(
      verdict(over)
        .sentences.slice(0, 2)
        .map((one) => one.slice(0, 15)),
    ).toEqual(['A push of 3 mov', 'A push of −3 mo']);
    expect(verdict(over).sentences.at(-1)).toBe(
      'Of the pushes to one side this speaks of the one with the most items, then of the strongest; the others: a push of −1 (12 items), a push of 1 (12 items).',
    );
  });
});

describe('what follows', () => {
  test('both directions move the same way', () => {
    const pushes = [3, -3].map((alpha) => ({ alpha, margins: about(2) }));
    expect(said({ pushes })).toContain('Both directions move choices the same way');
    expect(said({ pushes: [pushes[0]!, { alpha: -3, margins: about(-2) }] })).not.toContain('same way');
  });
  test('items that moved the wrong way', () => {
    expect(said({})).toContain('every one of the 12 items moved with it');
    expect(said({ pushes: [{ alpha: 3, margins: about(2).with(0, -1).with(1, 0) }] })).toContain(
      '2 of 12 items moved the wrong way or not at all',
    );
  });
  test('asking in words: less, more, not to be told', () => {
    const asking = (shift: number): string => said({ asked: [{ side: 'positive', margins: about(shift) }] });
    expect(asking(1)).toContain('A push of 3 moves choices further than asking for “helping” in one sentence does (+2.00 beside +1.00)');
    expect(asking(4)).toContain('Asking for “helping” in one sentence moves choices further than a push of 3 does (+4.00 beside +2.00)');
    const uneven = about(2).map((value, i) => value + (i % 2 ? 1 : -1));
    expect(said({ asked: [{ side: 'positive', margins: uneven }] })).toContain(
      'Whether a push of 3 moves choices further than asking for “helping” in one sentence does cannot be told',
    );
  });
  test('asking in words, of some of the items: both means are over these, and how many they are is said', () => {
    const ofSome = (shift: number) => about(shift).map((value, i) => (i < 11 ? value : NaN));
    const pushes = [{ alpha: 3, margins: about(2).with(11, 9) }];
    expect(said({ pushes, asked: [{ side: 'positive', margins: ofSome(1) }] })).toContain(
      'in one sentence does (+1.99 beside +0.99, over the 11 items that were asked both ways).',
    );
    const none = about(4).map(() => NaN).with(0, 4); // prettier-ignore
    const others = [{ alpha: 3, margins: about(2).with(0, NaN) }];
    expect(said({ pushes: others, asked: [{ side: 'positive', margins: none }] })).toContain(
      '0 items were asked both ways, and it takes 10.',
    );
  });
  test('asking in words: where it cannot be judged, the reason is said', () => {
    expect(said({})).toContain('Whether asking in one sentence would do as much is not known: no item was asked that way.');
    expect(said({ asked: [{ side: 'negative', margins: about(4) }] })).toContain(
      'Whether asking for “helping” in one sentence would do as much is not known: no item was asked that way.',
    );
    const some = about(4).map((value, i) => (i < 9 ? value : NaN));
    expect(said({ asked: [{ side: 'positive', margins: some }] })).toContain(
      'is not known: 9 items were asked both ways, and it takes 10.',
    );
  });
  test('asking in words, of items whose sides are not those of the concept: both are named', () => {
    const ofFile = { positive: 'matching answers', negative: 'answers that do not match' };
    const of = (push: number, asking: number): string =>
      choiceVerdict(
        report({ pushes: [{ alpha: -3, margins: about(push) }], asked: [{ side: 'negative', margins: about(asking) }] }),
        ofFile,
        [],
        SIDES,
      ).sentences.join(' ');
    expect(of(-2, -1)).toContain(
      'A push of −3 moves choices further towards “answers that do not match” than asking for “the task” in one sentence does (−2.00 beside −1.00).',
    );
    expect(of(-1, -2)).toContain('Asking for “the task” in one sentence moves choices further towards “answers that do not match”');
    expect(of(1, 2)).toContain(
      'nor asking for “the task” in one sentence moves choices towards “answers that do not match” for sure (+1.00 beside +2.00)',
    );
  });
  test('asking in words: where neither goes towards the side, neither is said to go further', () => {
    const both = (push: number, asking: number): string =>
      said({ pushes: [{ alpha: 3, margins: about(push) }], asked: [{ side: 'positive', margins: about(asking) }] });
    for (const [push, asking] of [
      [-1, -3],
      [-3, -1],
      [0, -3],
      [0, 0],
    ] as const)
      expect(both(push, asking)).toContain(
        'Neither a push of 3 nor asking for “helping” in one sentence moves choices towards it for sure (',
      );
    expect(both(1, -3)).toContain('A push of 3 moves choices further than asking for “helping”');
    expect(both(-3, 1)).toContain('Asking for “helping” in one sentence moves choices further than a push of 3');
  });
  test('a direction that does as much', () => {
    const other = [{ alpha: 3, margins: about(2.5) }];
    expect(said({ shuffled: other })).toContain('shuffled labels does as much (+2.50 at +3.0)');
    expect(said({ other: [other] })).toContain('Another concept’s direction does as much (+2.50 at +3.0)');
    expect(said({ other: [[{ alpha: 3, margins: about(1) }]] })).not.toContain('Another concept');
  });
  test('a direction that may do as much leaves it open, beside the verdict; one that clearly does less says nothing', () => {
    // The other way round, item by item: the difference is 0.03 give or take 0.2, and its interval holds 0.
    const turned = [{ alpha: 3, margins: about(1.97).toReversed() }];
    const open = verdict({ random: draws(20), shuffled: turned });
    expect([open.kind, open.sentences[0]]).toEqual([
      'unspecific',
      expect.stringContaining(
        'none of 20 moves them as far); that it moves them further than a direction learnt from shuffled labels is not shown (+2.00 beside +1.97).',
      ),
    ]);
    // Labels are as likely to be swapped the other way round.
    const mirrored = [{ alpha: -3, margins: about(1.97).toReversed() }];
    expect(said({ random: draws(20), shuffled: mirrored })).toContain('is not shown (+2.00 beside +1.97 of its opposite, as likely)');
    expect(
      verdict({
        random: draws(20),
        shuffled: [
          { alpha: 3, margins: about(0.5) },
          { alpha: -3, margins: about(-0.4) },
        ],
      }).kind,
    ).toBe('moves');
    expect(said({ other: [turned] })).toContain('further than another concept’s direction cannot be told (+2.00 beside +1.97)');
    expect(said({ shuffled: [{ alpha: 3, margins: about(0.5) }] })).not.toContain('shuffled');
    // A push that moves nothing is held against nothing.
    expect(said({ pushes: [{ alpha: 3, margins: about(0) }], shuffled: [{ alpha: 3, margins: about(0) }] })).not.toContain(
      'cannot be told (',
    );
  });
  test('a direction that was asked in fewer items is held against the push over these, and not at all under ten', () => {
    const some = (shift: number, n: number) => [{ alpha: 3, margins: about(shift).map((margin, i) => (i < n ? margin : NaN)) }];
    expect(said({ other: [some(9, 2)] })).not.toContain('Another concept');
    expect(said({ other: [some(2.5, 11)] })).toContain(
      'Another concept’s direction does as much (+2.49 at +3.0, over 11 items in which the push itself moves +1.99)',
    );
  });
  test('of several other concepts each that does as much is named', () => {
    const along = (push: number) => [{ alpha: 3, margins: about(push) }];
    const found = report({ other: [along(2.5), along(1), along(3)] });
    const text = choiceVerdict(found, SIDES, ['“Fairness”', '“Honesty”', '“Beneficence”']).sentences.join(' ');
    expect(text).toContain('Another concept’s direction, “Fairness”, does as much (+2.50 at +3.0)');
    expect(text).toContain('Another concept’s direction, “Beneficence”, does as much (+3.00 at +3.0)');
    expect(text).not.toContain('Honesty');
  });
});
