/** Figures of games against numpy and SciPy, and what the verdict says of made-up games. */
import { describe, expect, test } from 'vitest';
import golden from '../../../fixtures/lab/plays.json';
import { ACTION_KINDS, type ActionKind, type ActionShares } from '../../../../src/lab/report/action-kinds';
import type { ChoiceMargins } from '../../../../src/lab/report/choices';
import { decidedVerdict } from '../../../../src/lab/report/decided-verdict';
import { decided, decidedR, type Decision, type GoesAlong } from '../../../../src/lab/report/decisions';
import { playVerdict } from '../../../../src/lab/report/play-verdict';
import { playsReport, type PlaysGiven } from '../../../../src/lab/report/plays';
import { mean } from '../../../../src/lab/moments';
import { expectClose } from '../golden';

const NONE = { random: [], shuffled: [], other: [], asked: [] };
const SIDES = { positive: 'helping', negative: 'the task' };
const only = (kind: ActionKind): ActionShares =>
  Object.fromEntries(ACTION_KINDS.map((one) => [one, Number(one === kind)])) as Record<ActionKind, number>;

describe('scores', () => {
  const { situations, plain, pushed, mean, interval } = golden.games;
  const scores: ChoiceMargins = { ...NONE, situations, together: true, plain, pushes: [{ alpha: 3, margins: pushed }] };
  const { score } = playsReport({ scores, helping: { ...scores, pushes: [] }, actions: [] }, golden.seed);
  test('means and their intervals over whole situations are SciPy’s', () => {
    const [none, push] = score.levels.pushes;
    expect([none!.alpha, push!.alpha, none!.games]).toEqual([0, 3, situations.length]);
    expectClose([none!.mean, push!.mean, score.shifts.strengths[0]!.effect.mean], mean);
    const found = [none!, push!, score.shifts.strengths[0]!.effect];
    expectClose(
      found.flatMap(({ low, high }) => [low, high]),
      interval.flat(),
      1e-9,
    );
  });
  test('fewer than five situations: games are drawn, and under ten games there is no interval', () => {
    const of = (n: number, names: number) => {
      const margins: ChoiceMargins = {
        ...NONE,
        together: true,
        situations: plain.slice(0, n).map((_, i) => `s${i % names}`),
        plain: plain.slice(0, n),
        pushes: [],
      };
      return playsReport({ scores: margins, helping: margins, actions: [] }, golden.seed).score.levels.pushes[0]!;
    };
    const apart: ChoiceMargins = { ...NONE, situations, plain, pushes: scores.pushes };
    const alone = playsReport({ scores: apart, helping: apart, actions: [] }, golden.seed).score.levels.pushes[0]!;
    expect(of(situations.length, 4)).toMatchObject({ low: alone.low, high: alone.high });
    expect(of(9, 9)).toMatchObject({ low: NaN, high: NaN });
  });
});

describe('decisions', () => {
  const steps: Decision[] = golden.steps.map((one) => ({ ...one, read: [0, one.read] }));
  const found = decided(steps, 1, golden.seed)!;
  test.each(['done', 'likely'] as const)('%s: r, what length and turn leave of it, and the interval over games', (of) => {
    const { interval, ...rs } = golden[of];
    const { low, high, givenTokensInterval, givenTurnInterval, ...own } = found[of];
    for (const key of Object.keys(rs) as (keyof typeof rs)[]) expectClose([own[key]], [rs[key]]);
    expectClose([low, high], interval, 1e-9);
    expect([givenTokensInterval.low < own.givenTokens, givenTurnInterval.high > own.givenTurn]).toEqual([true, true]);
  });
  test('r alone is the r with its interval', () => {
    expect(decidedR(steps, 1)).toEqual({ r: found.likely.r, games: found.games });
    expect(decidedR(steps.slice(0, 2), 1)).toBeNull();
  });
  test('counts', () => expect(found).toMatchObject({ decisions: 75, games: 14, situations: 3 }));
  test('nothing that only tells situations apart is an r', () => {
    const flat = decided(
      steps.map((one) => ({ ...one, read: [Number(one.situation.slice(1)), 0] })),
      0,
    )!;
    expect(flat.done.r).toBeNaN();
    expect(decidedVerdict(flat, { layer: 0, named: true }).kind).toBe('untold');
  });
  const left = (r: number, low: number, high: number): Partial<GoesAlong> => ({
    ...{ givenTokens: r, givenTokensInterval: { low, high }, givenTurn: r, givenTurnInterval: { low, high } },
  });
  const verdict = (over: Partial<GoesAlong>, named = true, games = 14) =>
    decidedVerdict({ ...found, games, done: { ...found.done, ...over } }, { layer: 1, named });
  test.each([
    [
      'few',
      verdict({ low: NaN, high: NaN }, true, 9),
      /^Too few games .* 9 without a push, and it takes 10 \(r = 0\.45 over 75 decisions of 9 games, .* at block 1\)\.$/,
    ],
    ['few', verdict({ r: NaN, low: NaN, high: NaN }, true, 9), /^Too few games .* 9 without a push, and it takes 10\.$/],
    [
      'predicts',
      verdict({}),
      /^What is read .* goes along with what is done \(r = 0\.45 \[0\.\d\d, 0\.\d\d\] over 75 decisions of 14 games/,
    ],
    ['unnamed', verdict({}, false), /which nobody named beforehand/],
    ['opposite', verdict({ ...left(-0.4, -0.6, -0.2), r: -0.4, low: -0.6, high: -0.2 }), /goes along with the opposite of what is done/],
    ['none', verdict({ r: 0.1, low: -0.1, high: 0.2 }), /does not go along with what is done, or no further than r = 0\.30/],
    ['untold', verdict({ r: 0.1, low: -0.4, high: 0.6 }), /cannot be told .* leave open both none/],
  ])('says %s', (kind, { kind: is, sentence }, words) => {
    expect(is).toBe(kind);
    expect(sentence).toMatch(words);
  });
  /** The golden decisions, what is read being nothing but one of the controls, and half of what is done following it. */
  const led = (by: (one: Decision) => number, read = by): Decision[] =>
    steps.map((one, i) => ({ ...one, read: [0, read(one)], helped: i % 3 === 0 ? one.helped : by(one) > mean(steps.map(by)) }));
  test('a reading that is nothing but the length of the prompt predicts nothing', () => {
    const of = led(({ tokens }) => tokens);
    const { kind, sentence } = decidedVerdict(decided(of, 1, golden.seed)!, { layer: 1, named: true });
    expect(kind).toBe('explained');
    expect(sentence).toMatch(
      /goes along with what is done .*length of the prompt.* given the length of the prompt nothing is left that varies/,
    );
    const rough = led(
      ({ tokens }) => tokens,
      ({ tokens, turn }) => tokens + ((turn * 7919) % 5) / 2,
    );
    const almost = decided(rough, 1, golden.seed)!;
    expect(almost.done.r).toBeGreaterThan(0.3);
    expect(decidedVerdict(almost, { layer: 1, named: true })).toMatchObject({
      kind: 'explained',
      sentence: expect.stringMatching(
        /than the length of the prompt.*given the length of the prompt, r = −?0\.\d\d \[.*\] is left/,
      ) as string,
    });
  });
  test('nor one that is nothing but the number of the step', () => {
    const { kind, sentence } = decidedVerdict(
      decided(
        led(({ turn }) => turn),
        1,
        golden.seed,
      )!,
      { layer: 1, named: true },
    );
    expect([kind, sentence]).toEqual(['explained', expect.stringMatching(/given the number of the step nothing is left that varies\.$/)]);
  });
  test('few games: r stands there without an interval, and what an interval takes', () => {
    const few = decided(
      steps.filter(({ play }) => Number(/\d+/.exec(play)![0]) < 7),
      1,
      golden.seed,
    )!;
    const { sentence, beside } = decidedVerdict(few, { layer: 1, named: true });
    expect(`${sentence} ${beside}`).not.toMatch(/[[–]|NaN/);
    expect(sentence).toMatch(/\(r = −?0\.\d\d over/);
    expect(beside).toMatch(/ An interval takes 10 games\.$/);
  });
  test('prompts of one length leave r as it is', () => {
    const { done } = decided(
      steps.map((one) => ({ ...one, tokens: 100 })),
      1,
      golden.seed,
    )!;
    expect(done.givenTokens).toBe(done.r);
  });
  test('a model that never helps leaves nothing to tell apart', () =>
    expect(
      decidedVerdict(
        decided(
          steps.map((one) => ({ ...one, helped: false })),
          1,
        )!,
        { layer: 1, named: true },
      ).sentence,
    ).toContain('of 75 decisions 0 helped'));
});

/** Twelve games of six situations, two seeds each. */
const N = 12;
const SITUATIONS = Array.from({ length: N }, (_, i) => `game ${Math.floor(i / 2)}`);
const fill = (value: number): number[] => Array<number>(N).fill(value);
const given = (over: Partial<ChoiceMargins>): PlaysGiven => {
  const scores: ChoiceMargins = {
    ...NONE,
    situations: SITUATIONS,
    together: true,
    plain: fill(0),
    pushes: [{ alpha: 3, margins: fill(2) }],
    ...over,
  };
  const helping: ChoiceMargins = { ...scores, plain: fill(0.1), pushes: scores.pushes.map((one) => ({ ...one, margins: fill(0.3) })) };
  return {
    scores,
    helping,
    actions: [
      {
        alpha: 0,
        random: false,
        side: null,
        games: [
          { done: only('helps'), likely: only('walk') },
          { done: only('walk'), likely: only('walk') },
        ],
      },
    ],
  };
};
const verdict = (over: Partial<ChoiceMargins>, sides = SIDES) => {
  const all = given(over);
  return playVerdict(playsReport(all), all, { sides });
};
const randoms = (n: number, score: (i: number) => number) => Array.from({ length: n }, (_, i) => ({ alpha: 3, margins: fill(score(i)) }));

describe('the verdict', () => {
  test('few and none', () => {
    expect(verdict({ pushes: [] }).kind).toBe('none');
    const nine = verdict({ plain: [...fill(0).slice(3), NaN, NaN, NaN] });
    expect([nine.kind, nine.sentences[0]]).toEqual([
      'few',
      'Too few games to say anything: 9 games were played to the end under a push of 3 and without one, and it takes 10.',
    ]);
  });
  test('answers that were no action are told, controls aside; where there are none nothing is said of it', () => {
    const all = given({});
    const free = [{ done: only('none'), likely: only('walk') }, { done: only('helps'), likely: only('walk') }]; // prettier-ignore
    const under = (alpha: number, random: boolean) => ({ alpha, random, side: null, games: free });
    const some = { ...all, actions: [...all.actions, under(3, false), under(3, true)] };
    const of = (one: PlaysGiven) => playVerdict(playsReport(one), one, { sides: SIDES });
    const { sentences, told } = of(some);
    expect(sentences[told]).toBe(
      'In some steps the answer was no action, and nothing was done: 0.0 % without a push, 50.0 % under a push of 3. Scores over many such steps are those of doing nothing.',
    );
    expect(of(all).sentences.join(' ')).not.toContain('no action');
  });
  test('a model that always scores 2 cannot rise, one that always scores 0 cannot fall', () => {
    const high = verdict({ plain: fill(2) });
    expect([high.kind, high.sentences[0]]).toEqual([
      'stuck',
      'What a push of 3 does cannot be told: without one, every game scores 2 already (12 games).',
    ]);
    expect(high.sentences.join(' ')).toContain('Cannot rise, for every game without a push scores 2: game 0, game 1,');
    const low = verdict({ pushes: [{ alpha: -3, margins: fill(0) }] });
    expect(low.kind).toBe('stuck');
    expect(low.sentences.join(' ')).toContain('Cannot fall, for every game without a push scores 0: game 0,');
  });
  test('it has to move scores, further than random pushes, further than asking', () => {
    expect(verdict({ pushes: [{ alpha: 3, margins: fill(0) }] }).kind).toBe('nothing');
    expect(verdict({ plain: fill(1), pushes: [{ alpha: 3, margins: fill(0) }] }).kind).toBe('against');
    expect(verdict({ random: randoms(5, () => 0) }).kind).toBe('unsure');
    expect(verdict({ random: randoms(19, () => 2) }).kind).toBe('no-more');
    expect(verdict({ random: randoms(19, () => 0), shuffled: [{ alpha: 3, margins: fill(2) }] }).kind).toBe('unspecific');
    const moves = verdict({ random: randoms(19, (i) => i % 2), asked: [{ side: 'positive', margins: fill(1) }] });
    expect(moves.kind).toBe('moves');
    expect(moves.sentences.slice(0, moves.told)).toEqual([
      'A push of 3 raises scores (D = +2.00 [+2.00, +2.00]), and none of 19 random directions of its size moves them as far.',
      'A push of 3 moves scores further than asking for “helping” in one sentence does (+2.00 beside +1.00).',
    ]);
    expect(moves.sentences.slice(moves.told)).toEqual([
      'Cannot fall, for every game without a push scores 0: game 0, game 1, game 2, game 3, game 4, game 5.',
      'Under some push a game scored otherwise in 6 of 6 situations: game 0, game 1, game 2, game 3, game 4, game 5.',
      'How likely the model was to help in a step: 10.0 % without a push, 30.0 % under a push of 3 (shift +20.0 [+20.0, +20.0] points, over 12 games).',
      'Intervals draw whole situations (6 of them): they speak for situations like these.',
    ]);
  });
  test('what asking does, or that it is not known', () => {
    const said = (asked: ChoiceMargins['asked']): string => verdict({ asked }).sentences.join(' ');
    expect(said([])).toContain('Whether asking for “helping” in one sentence would do as much is not known: no game was played that way.');
    expect(said([{ side: 'positive', margins: fill(2) }])).toContain('cannot be told (+2.00 beside +2.00)');
    expect(said([{ side: 'positive', margins: [...fill(2).slice(5), ...fill(NaN).slice(7)] }])).toContain(
      '7 games were played both ways, and it takes 10',
    );
  });
  test('another concept that does as much is named', () => {
    const all = given({ random: randoms(19, () => 0), other: [[{ alpha: 3, margins: fill(2) }]] });
    expect(playVerdict(playsReport(all), all, { sides: SIDES, others: ['“Fairness”'] }).sentences[1]).toBe(
      'Another concept’s direction, “Fairness”, does as much (+2.00 beside +2.00): it is not this concept alone.',
    );
  });
  test('numbers stand in the order in which the sentence names what they are of, over the games that were played both ways', () => {
    const said = (pushed: number[], words: number[]): string =>
      verdict({ pushes: [{ alpha: 3, margins: pushed }], asked: [{ side: 'positive', margins: words }] }).sentences.join(' ');
    const [once, twice] = [1, 2].map((n) => fill(0).map((_, i) => Number(i < n)));
    expect(said(once!, twice!)).toContain(
      'Neither a push of 3 nor asking for “helping” in one sentence raises scores for sure (+0.08 beside +0.17).',
    );
    expect(said(fill(1), fill(2))).toContain(
      'Asking for “helping” in one sentence moves scores further than a push of 3 does (+2.00 beside +1.00).',
    );
    // The two games that were not asked in words scored 2 under the push.
    const more = fill(1).map((score, i) => (i < 2 ? 2 : score));
    expect(said(more, [NaN, NaN, ...fill(0).slice(2)])).toContain(
      'A push of 3 moves scores further than asking for “helping” in one sentence does (+1.00 beside 0.00, over the 10 games that were played both ways).',
    );
    const other = given({
      random: randoms(19, () => 0),
      plain: fill(0),
      other: [[{ alpha: 3, margins: fill(0).map((_, i) => (i < 6 ? 4 : -1)) }]],
    });
    expect(playVerdict(playsReport(other), other, { sides: SIDES, others: [] }).sentences[1]).toBe(
      'Whether a push of 3 moves scores further than another concept’s direction cannot be told (+2.00 beside +1.50).',
    );
  });
  test('a further game under a stronger push leaves the verdict with the games that there are', () => {
    const pushes = [
      { alpha: 3, margins: fill(2) },
      { alpha: 3.6, margins: [2, ...fill(NaN).slice(1)] },
    ];
    const one = verdict({ pushes });
    expect([one.kind, one.sentences[0]]).toEqual(['unsure', expect.stringMatching(/^A push of 3 raises scores/)]);
    expect(one.sentences.at(-1)).toBe(
      'Of the pushes to one side this speaks of the one with the most games, then of the strongest; the others: a push of 3.6 (one game).',
    );
    expect(verdict({ pushes: [...pushes, { alpha: 2, margins: fill(2) }] }).sentences[0]).toMatch(/^A push of 3 raises/);
  });
  test('how likely helping was: both means are of the games that the shift is over, and no interval is made up', () => {
    const all = given({ pushes: [{ alpha: 3, margins: [2, 2, ...fill(NaN).slice(2)] }] });
    const helping = {
      ...all.helping,
      plain: [0.3, 0.5, ...fill(0.05).slice(2)],
      pushes: [{ alpha: 3, margins: [0.25, 0.45, ...fill(NaN).slice(2)] }],
    };
    const of = { ...all, helping };
    const { sentences } = playVerdict(playsReport(of), of, { sides: SIDES });
    expect(sentences).toContain(
      'How likely the model was to help in a step: 40.0 % without a push, 35.0 % under a push of 3 (shift −5.0 points, over 2 games, and an interval takes 10).',
    );
    expect(sentences.join(' ')).not.toMatch(/Intervals? |\[/);
  });
  test('shifts that differ and have no interval are not told from none', () => {
    // In each situation one game rises and one falls: whole situations never differ.
    const one = verdict({ plain: fill(1), pushes: [{ alpha: 3, margins: fill(1).map((_, i) => 2 * (i % 2)) }] });
    expect([one.kind, one.sentences[0]]).toEqual([
      'nothing',
      'A push of 3 moves what is done too little to be told from no push (D = 0.00 of a score from 0 to 2).',
    ]);
  });
  test('a push whose own games all score 2 without it is stuck, whatever others score', () =>
    expect(
      verdict({ plain: [...fill(2).slice(2), 0, 0], pushes: [{ alpha: 3, margins: [...fill(2).slice(2), NaN, NaN] }] }).sentences[0],
    ).toBe('What a push of 3 does cannot be told: without one, every game scores 2 already (10 games).'));
  test('fewer than five situations: the interval speaks for these games alone', () =>
    expect(verdict({ situations: fill(0).map((_, i) => `game ${i % 4}`) }).sentences.at(-1)).toContain('of these games alone'));
});

test('games that all score alike have no interval but their score', () => {
  const [none] = playsReport(given({})).score.levels.pushes;
  expect(none).toMatchObject({ mean: 0, low: 0, high: 0, games: N });
});

test('shares of actions are means over games; the range of random directions leaves out what was played less often', () => {
  const all = given({ random: [...randoms(2, (i) => i), { alpha: 3, margins: [2, ...fill(NaN).slice(1)] }] });
  const { actions, score } = playsReport(all);
  expect(actions[0]).toMatchObject({ games: 2, done: { helps: 0.5, walk: 0.5, none: 0 }, likely: { walk: 1 } });
  expect(score.levels.random).toEqual([{ size: 3, low: 0, high: 1, draws: 2, games: N, whole: true }]);
});

test('a line is over the same games: a strength that has fewer stands by itself, and random directions of other games, too', () => {
  const one = (score: number): number[] => [score, ...fill(NaN).slice(1)];
  const few = playsReport(
    given({
      pushes: [
        { alpha: 3, margins: fill(2) },
        { alpha: 3.6, margins: one(1) },
      ],
      random: [{ alpha: 3.6, margins: one(1) }],
      asked: [{ side: 'positive', margins: one(2) }],
    }),
  ).score.levels;
  expect(few.games).toBe(N);
  expect(few.pushes.map(({ alpha, games, whole }) => [alpha, games, whole])).toEqual([
    [0, N, true],
    [3, N, true],
    [3.6, 1, false],
  ]);
  expect(few.pushes.map(({ low }) => Number.isFinite(low))).toEqual([true, true, false]);
  expect(few.random).toEqual([{ size: 3.6, low: 1, high: 1, draws: 1, games: 1, whole: false }]);
  expect(few.asked[0]).toMatchObject({ games: 1, whole: false });
  // A stop in the last game: all strengths are compared over those that each of them has.
  const cut = playsReport(
    given({
      plain: [2, ...fill(0).slice(1)],
      pushes: [
        { alpha: -3, margins: fill(1) },
        { alpha: 3, margins: [NaN, ...fill(2).slice(1)] },
      ],
    }),
  ).score.levels;
  expect(cut.pushes.map(({ mean: of, games, whole }) => [of, games, whole])).toEqual([
    [1, N - 1, true],
    [0, N - 1, true],
    [2, N - 1, true],
  ]);
});
