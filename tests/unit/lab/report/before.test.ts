/** What is read before a choice against the choice, on made-up prompts. */
import { describe, expect, test } from 'vitest';
import { pearson } from '../../../../src/lab/correlation';
import { gaussian, random } from '../../../../src/lab/random';
import { before, beforeVerdict, type AskedBefore, type Before } from '../../../../src/lab/report/before';

const normal = gaussian(random(8));
const noise = Array.from({ length: 40 }, normal);
/** Block 1 goes along with the margin, block 0 does not; `shift` moves margin and reading of a situation together. */
const asked = (signal: number, shift = 0): AskedBefore[] =>
  noise.map((x, i) => ({
    prompt: `Once ${'more '.repeat(i % 7)}and then.`,
    options: i < 20 ? 'stay or go' : 'give or keep',
    read: [Math.sin(i * 3), x + (i < 20 ? shift : 0)],
    margin: signal * x + Math.cos(i * 5) / 2 + (i < 20 ? shift : 0),
  }));

const both = (prompts: readonly AskedBefore[]) => ({
  all: before(prompts, 1, { within: false })!,
  within: before(prompts, 1, { within: true }),
});

describe('r', () => {
  test('is Pearson’s of projection and margin at the block, with an interval and the best of all blocks', () => {
    const all = asked(1);
    const found = before(all, 1, { within: false })!;
    const margins = all.map(({ margin }) => margin);
    expect(found).toMatchObject({ n: 40, best: { layer: 1 } });
    expect(found.r).toBeCloseTo(
      pearson(
        all.map(({ read }) => read[1]!),
        margins,
      ).r,
      12,
    );
    expect(found.words).toBeCloseTo(
      pearson(
        all.map(({ prompt }) => prompt.split(' ').length),
        margins,
      ).r,
      12,
    );
    expect([found.low < found.r, found.high > found.r, found.best!.p < 0.01, found.givenWords > 0.5]).toEqual([true, true, true, true]);
  });
  test('is held against a bag of words, where every prompt has its score', () => {
    // A bag that reads the margin off the words leaves nothing of an r that came by it.
    const words = asked(1).map((one, i) => ({ ...one, bag: one.margin, read: [0, one.margin + Math.sin(i * 7) / 5] }));
    const found = before(words, 1, { within: true })!;
    expect(found.bag).toBeCloseTo(1, 12);
    expect([found.r > 0.9, found.givenBag]).toEqual([true, NaN]);
    const unrelated = before(
      asked(1).map((one, i) => ({ ...one, bag: Math.sin(i * 11) })),
      1,
      { within: true },
    )!;
    expect([Math.abs(unrelated.bag) < 0.3, unrelated.givenBag > 0.7]).toEqual([true, true]);
    expect(before([...words.slice(1), ...asked(1).slice(0, 1)], 1, { within: true })!.bag).toBeNaN();
    expect(before(asked(1), 1, { within: true })!.givenBag).toBeNaN();
  });
  test('is none where all prompts read the same, and the sentence says so without a number', () => {
    const same = asked(1).map((one) => ({ ...one, read: [1, 1] }));
    const { kind, sentence } = beforeVerdict(both(same), { layer: 1, named: true });
    expect([kind, sentence]).toEqual([
      'untold',
      'Whether what is read before it answers goes along with what it leans to cannot be told: no r over 40 prompts at block 1, one of the two never varies.',
    ]);
  });
  test('within the same options loses what situations have in common', () => {
    const [across, within] = [before(asked(0, 9), 1, { within: false })!, before(asked(0, 9), 1, { within: true })!];
    expect(across.r).toBeGreaterThan(0.8);
    expect(Math.abs(within.r)).toBeLessThan(0.35);
  });
  test('leaves out what was not read, and prompts alone with their options', () => {
    const some = [
      ...asked(1),
      { prompt: 'x', options: 'alone', read: [1, 2], margin: 3 },
      { prompt: 'x', options: 'stay or go', read: [NaN, 2], margin: 3 },
    ];
    expect([before(some, 1, { within: true })!.n, before(some, 1, { within: false })!.n]).toEqual([40, 41]);
    expect(before(some.slice(0, 2), 1, { within: false })).toBeNull();
  });
});

describe('in words', () => {
  const { all, within: found } = both(asked(1));
  const kind = (over: Partial<Before>, named = true) => beforeVerdict({ all, within: { ...found!, ...over } }, { layer: 1, named });
  test('few', () =>
    expect(kind({ n: 9 })).toMatchObject({
      kind: 'few',
      sentence: expect.stringContaining('9 with options that they share were asked, and it takes 10') as string,
    }));
  test('none, where the interval is narrow around 0', () =>
    expect(kind({ r: 0.1, low: -0.2, high: 0.3 })).toMatchObject({
      kind: 'none',
      sentence: expect.stringContaining('or no further than r = 0.30 either way (r = 0.10 [−0.20, 0.30]') as string,
    }));
  test.each([
    ['reaches far above 0', { r: 0.2, low: -0.1, high: 0.31 }],
    ['reaches far below 0', { r: -0.2, low: -0.5, high: 0.1 }],
    ['lies beside 0, with a p that does not', { r: 0.3, low: 0.01, high: 0.6, p: 0.06 }],
  ])('nothing either way where the interval %s', (_, over) =>
    expect(kind(over)).toMatchObject({
      kind: 'untold',
      sentence: expect.stringMatching(/cannot be told \(r = .*\): these prompts leave open both none and more than r = 0\.30/) as string,
    }),
  );
  test('no interval', () => expect(kind({ low: NaN, high: NaN }).kind).toBe('untold'));
  test('opposite', () => expect(kind({ r: -0.5, low: -0.7, high: -0.2 }).kind).toBe('opposite'));
  test('a block that was picked afterwards needs a rare p of its own once all blocks are counted, whatever the best one has', () => {
    const best = { layer: 0, r: 0.9, p: 0.001 };
    expect(kind({ best, corrected: 0.2 }, false)).toMatchObject({
      kind: 'unnamed',
      sentence: expect.stringContaining('which nobody named beforehand (p = 0.200 once all are counted)') as string,
    });
    expect(kind({ best, corrected: 0.01 }, false).kind).toBe('predicts');
    expect(kind({ corrected: 0.2, r: -0.5, low: -0.7, high: -0.2 }, false)).toMatchObject({
      kind: 'unnamed',
      sentence: expect.stringContaining('the opposite of what it leans to at this block') as string,
    });
    expect(found!.corrected).toBeLessThan(0.05);
  });
  test('predicts', () =>
    expect(kind({}).sentence).toContain(
      'over 40 prompts, held against those with the same options (2 of them), at block 1, named beforehand by held-out pairs)',
    ));
  test('prompts that all have options of their own, which may make what they have in common', () => {
    const own = asked(1).map((one, i) => ({ ...one, options: `option ${i}` }));
    expect(beforeVerdict(both(own), { layer: 1, named: true })).toMatchObject({
      kind: 'mixed',
      sentence: expect.stringContaining('no two of these prompts have the same options') as string,
    });
    expect(beforeVerdict(both(own.slice(0, 9)), { layer: 1, named: true })).toEqual({
      kind: 'few',
      sentence: 'Too few prompts to say anything: 9 were asked, and it takes 10.',
    });
  });
  test('readings and margins that follow situations and options alone are hardly ever said to go along: 200 made-up models', () => {
    const draw = gaussian(random(21));
    let said = 0;
    for (let model = 0; model < 200; model++) {
      const prompts = [0, 1, 2, 3, 4].flatMap((set): AskedBefore[] => {
        const [reads, leans] = [draw(), 2.2 * draw()];
        return Array.from({ length: 12 }, (_, i) => ({
          prompt: `Prompt ${i}.`,
          options: `${set}`,
          read: [reads + draw()],
          margin: leans + draw(),
        }));
      });
      const found = { all: before(prompts, 0, { within: false })!, within: before(prompts, 0, { within: true }) };
      if (!['none', 'untold'].includes(beforeVerdict(found, { layer: 0, named: true }).kind)) said++;
    }
    // 5 %, and what chance adds to it in 200; over all prompts alike it would be 43 %.
    expect(said).toBeLessThan(18);
    expect(said).toBeGreaterThan(2);
  });
});
