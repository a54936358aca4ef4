/** Each sentence of a sweep's verdict on a made-up case. */
import { describe, expect, test } from 'vitest';
import { sweepReport, type SweptAnswer } from '../../../../src/lab/report/sweep';
import { sweepVerdict } from '../../../../src/lab/report/sweep-verdict';

const SIDES = { positive: 'helping', negative: 'the task' };
const N = 5;
const PLACES = ['Maze', 'Duel', 'Delivery', 'Market', 'Siege'];
const one = (over: Partial<SweptAnswer>): SweptAnswer => ({
  ...{ prompt: 0, kind: 'push', alpha: 0, draw: 0, sample: 0, score: 0, fluent: true, logProb: -1 },
  ...over,
});
/** An answer to each prompt whose effect lies about `effect`, give or take a little from prompt to prompt. */
const about = (effect: number, over: Partial<SweptAnswer> = {}, n = N): SweptAnswer[] =>
  Array.from({ length: n }, (_, prompt) => one({ prompt, score: effect + 0.1 * ((prompt % 3) - 1), ...over }));
const plain = (n = N): SweptAnswer[] => Array.from({ length: n }, (_, prompt) => one({ prompt }));
const random = (draws: number, size: number, alpha = 3): SweptAnswer[] =>
  Array.from({ length: draws }, (_, draw) => about(size * ((draw % 5) - 2), { kind: 'random', alpha, draw })).flat();
const verdict = (answers: readonly SweptAnswer[], prompts = N, places = PLACES) =>
  sweepVerdict(sweepReport({ prompts, answers: [...plain(prompts), ...answers], damage: [] }), SIDES, places);
/** `before`: the answers without a push. */
const verdictOf = (answers: readonly SweptAnswer[], before: readonly SweptAnswer[]) =>
  sweepVerdict(sweepReport({ prompts: N, answers: [...before, ...answers], damage: [] }), SIDES, PLACES);
const said = (answers: readonly SweptAnswer[], prompts?: number, places?: string[]): string =>
  verdict(answers, prompts, places).sentences.join(' ');
const up = about(2, { alpha: 3 });

describe('whether the push does anything', () => {
  test('nothing was pushed', () =>
    expect(verdict([])).toMatchObject({ kind: 'none', up: 'none', down: 'none', sentences: ['No answer was written under a push yet.'] }));
  test('too few prompts', () => {
    expect(verdict(about(2, { alpha: 3 }, 2), 2).kind).toBe('few');
    expect(said(about(2, { alpha: 3 }, 2), 2)).toBe(
      'Too few prompts to say anything: 2 have an effect, and it takes 3. All 4 answers with and without a push were scored.',
    );
  });
  test('too few prompts of one side alone', () => {
    const found = verdict([...up, ...about(-2, { alpha: -3 }, 2)]);
    expect([found.up, found.down]).toEqual(['unsure', 'few']);
    expect(found.sentences).toContain('Under a push of −3 too few prompts have an effect: 2.');
  });
  test('no effect', () => {
    expect(verdict(about(0, { alpha: 3 })).kind).toBe('nothing');
    expect(said(about(0, { alpha: 3 }))).toMatch(
      /^A push of \+3 moves finished answers too little to be told from no push \(−0\.02 \[−0\.\d\d, \+0\.\d\d\] in the score\)\./,
    );
  });
  test('the other way', () => {
    expect(verdict(about(-2, { alpha: 3 })).kind).toBe('against');
    expect(said(about(-2, { alpha: 3 }))).toContain('A push of +3 moves finished answers away from “helping”, not towards it (−2.02');
  });
  test('too few random pushes, or none', () => {
    expect(verdict(up).kind).toBe('unsure');
    expect(said(up)).toContain('no random directions were tried on its prompts, it takes 19 on 3');
    expect(said([...up, ...random(5, 0.1)])).toContain('5 random directions over 5 of its prompts are too few, it takes 19 on 3');
  });
  test('no more than random pushes of its size', () => {
    expect(verdict([...up, ...random(20, 1)]).kind).toBe('no-more');
    expect(said([...up, ...random(20, 1)])).toContain('in random directions do: 4 of 20 move them as far or further');
  });
  test('one more prompt makes what was tried on the others no less true', () => {
    const more = [...about(2, { alpha: 3 }, N + 1), ...random(20, 0.1)];
    const places = [...PLACES, 'Own'];
    expect(verdict(more, N + 1, places).kind).toBe('moves');
    expect(said(more, N + 1, places)).toContain('none of 20 moves them as far (over 5 of 6 prompts, on which they were tried)');
    // The push is held against them where they were tried: what it does elsewhere is not theirs to match.
    const elsewhere = [...about(0.05, { alpha: 3 }), one({ prompt: N, alpha: 3, score: 1 }), ...random(20, 1)];
    expect(sweepReport({ prompts: N + 1, answers: [...plain(N + 1), ...elsewhere], damage: [] }).strengths[0]!.random).toMatchObject({
      prompts: N,
      mean: expect.closeTo(0.03, 9) as number,
    });
    // On two prompts nothing can be told.
    const two = random(20, 0.1).filter(({ prompt }) => prompt < 2);
    expect(verdict([...up, ...two]).kind).toBe('unsure');
    expect(said([...up, ...two])).toContain('20 random directions over 2 of its prompts are too few');
  });
  test('not shown to do more than a direction learnt from shuffled labels, or its opposite', () => {
    const more = [...up, ...random(20, 0.1)];
    const labels = (effect: number, alpha: number) =>
      about(effect, { kind: 'shuffled', alpha }).map((a, i) => ({ ...a, score: a.score + i / 2 - 1 }));
    const found = verdict([...more, ...labels(1.7, 3)]);
    expect([found.kind, found.up]).toEqual(['unspecific', 'unspecific']);
    expect(found.sentences[0]).toMatch(
      /none of 20 moves them as far; that it moves them further than a direction learnt from shuffled labels is not shown \(\+1\.98 beside \+1\.68\)\.$/,
    );
    expect(said([...more, ...labels(1.7, -3)])).toContain('is not shown (+1.98 beside +1.68 of its opposite, as likely).');
    const further = [...more, ...labels(0.1, 3)];
    expect(verdict(further).kind).toBe('moves');
    expect(said(further)).toContain(
      'none of 20 moves them as far, and further than a direction learnt from shuffled labels does (+1.98 beside +0.08).',
    );
    // On two prompts nothing can be told of it.
    expect(verdict([...more, ...labels(1.7, 3).slice(0, 2)]).kind).toBe('moves');
  });
  test('where nothing reads like language without a push, no push is said to take it away', () => {
    const noise = plain().map((a) => ({ ...a, fluent: false }));
    const found = verdictOf([...up, ...random(20, 0.1)], noise);
    expect([found.kind, found.sentences]).toEqual([
      'broken',
      [
        'Without a push none of the answers reads like language, so that no strength can be said to leave them language.',
        'All 10 answers with and without a push were scored.',
      ],
    ]);
    // On some of the prompts only, which were pushed further.
    const some = plain().map((a, i) => ({ ...a, fluent: i > 2 }));
    const far = about(2, { alpha: 6 }).slice(0, 3);
    expect(verdictOf([...up, ...far], some).sentences.join(' ')).toContain(
      'Without a push none of the answers to the prompts of +6 reads like language, so that this push cannot take it from them.',
    );
  });
  test('one prompt more under a stronger push hides nothing of what was said before; that push is named', () => {
    const before = [...up, ...random(20, 0.1), ...about(1, { kind: 'positive' })];
    for (const fluent of [true, false]) {
      const after = [...before, one({ alpha: 6, score: 9, fluent })];
      expect(verdict(after)).toMatchObject({ kind: 'moves', up: 'moves', band: verdict(before).band });
      for (const sentence of verdict(before).sentences.filter((text) => !/By situation|answers with and without/.test(text)))
        expect(said(after)).toContain(sentence);
      expect(verdict(after).sentences.at(-1)).toBe('Tried on too few prompts to be told of, for it takes 3: +6 (1).');
    }
    // Of two that were tried on enough the one on more prompts.
    expect(said([...up, ...about(4, { alpha: 6 }, 4)])).toMatch(/^A push of \+3 moves/);
    expect(said([...up, ...about(4, { alpha: 6 })])).toMatch(/^A push of \+6 moves/);
    expect(said([...up, ...about(1, { kind: 'positive' }, 4)])).toContain(
      'in one sentence does (+1.98 beside +0.98, over the 4 prompts that have an effect of both).',
    );
  });
  test('more than random pushes', () => {
    expect(verdict([...up, ...random(20, 0.1)]).kind).toBe('moves');
    expect(said([...up, ...random(20, 0.1)])).toContain('more than pushes of its size in random directions: none of 20 moves them as far');
  });
  test('away from the concept, too; both ways the same is said', () => {
    const down = about(-2, { alpha: -3 });
    expect(verdict([...up, ...down, ...random(20, 0.1)])).toMatchObject({ up: 'moves', down: 'moves' });
    expect(said(down)).toContain('A push of −3 moves finished answers towards “the task” (−2.02');
    expect(said([...up, ...about(2, { alpha: -3 })])).toContain('Both directions move answers the same way');
    expect(said([...up, ...down])).not.toContain('the same way');
  });
  test('the strongest push whose answers are language is judged, however far a stronger one goes', () => {
    const broken = about(9, { alpha: 6, fluent: false });
    expect(said([...up, ...broken])).toMatch(/^A push of \+3 moves/);
    expect(verdict(broken)).toMatchObject({ kind: 'broken', up: 'broken' });
    expect(said(broken)).toContain('No push towards “helping” that was tried leaves half as many answers language as');
  });
});

describe('beside asking', () => {
  const asked = (effect: number) => about(effect, { kind: 'positive' });
  test('further, less far, or not to be told', () => {
    expect(said([...up, ...asked(0.5)])).toContain(
      'A push of +3 moves answers further than asking for “helping” in one sentence does (+1.98 beside +0.48)',
    );
    expect(said([...up, ...asked(4)])).toContain(
      'Asking for “helping” in one sentence moves answers further than a push of +3 does (+3.98 beside +1.98)',
    );
    const mixed = about(2, { kind: 'positive' }).map((answer, i) => ({ ...answer, score: i % 2 ? 9 : -4 }));
    expect(said([...up, ...mixed])).toContain(
      'Whether a push of +3 moves answers further than asking for “helping” in one sentence does cannot',
    );
  });
  test('where neither goes towards the side, neither is said to go further', () => {
    const away = about(-2, { alpha: 3 });
    for (const answers of [
      [...away, ...asked(-4)],
      [...away, ...asked(-1)],
      [...about(0, { alpha: 3 }), ...asked(-3)],
    ])
      expect(said(answers)).toContain('Neither a push of +3 nor asking for “helping” in one sentence moves answers towards it for sure (');
    expect(said([...away, ...asked(1)])).toContain('Asking for “helping” in one sentence moves answers further than a push of +3 does');
  });
  test('that it is not known where nobody asked, asked for the other side, or asked too few prompts', () => {
    expect(said(up)).toContain('Whether asking in one sentence would do as much is not known: no prompt was asked that way.');
    expect(said([...up, ...about(1, { kind: 'negative' })])).toContain(
      'Whether asking for “helping” in one sentence would do as much is not known: no prompt was asked that way.',
    );
    expect(said([...up, ...asked(1).filter(({ prompt }) => prompt === 0)])).toContain(
      'Whether asking for “helping” in one sentence does as much is not known: one prompt has an effect of both, and it takes',
    );
  });
});

describe('language, and the band in which both hold', () => {
  const all = [
    ...about(0, { alpha: 0.5 }),
    ...about(1, { alpha: 1 }),
    ...up,
    ...about(5, { alpha: 6 }).map((answer) => ({ ...answer, fluent: answer.prompt === 0 })),
    ...about(7, { alpha: 9, fluent: false }),
  ];
  test('from which strength on most answers are no language', () => {
    expect(said(all)).toContain(
      'From +6 on fewer than half as many answers read like language as without a push (20 % there, 100 % of the same prompts without a push).',
    );
    expect(said(up)).toContain(
      'Up to +3, the strongest that was tried that way, answers stay language: at least half as many read like it as without a push (100 % there, 100 %',
    );
  });
  test('a strength that breaks language between two that do not is not said to be where it ends', () => {
    const between = [...about(1, { alpha: 1, fluent: false }), ...up];
    expect(said(between)).toContain('Up to +3');
  });
  test('over all prompts, by the interval', () => {
    expect(verdict(all).band).toEqual({ up: [1, 3], down: null });
    expect(said(all)).toContain('Answers move towards “helping” and stay language at α from +1 to +3.');
    expect(said(up)).toContain('stay language at α = +3.');
    expect(said(about(0, { alpha: 3 }))).toContain(
      'At no strength that was tried do answers, over all prompts, both move towards “helping”',
    );
  });
  test('by situation, prompts of one situation together', () => {
    const situations = ['Maze', 'Maze', 'Duel', 'Duel', 'Siege'];
    const answers = [
      ...about(1, { alpha: 1 }),
      ...about(2, { alpha: 3 }).map((answer) => ({ ...answer, fluent: answer.prompt > 1, score: answer.prompt === 4 ? -1 : answer.score })),
      ...about(-1, { alpha: -1 }).map((answer) => ({ ...answer, score: answer.prompt === 4 ? -1 : 1 })),
    ];
    expect(verdict(answers, N, situations).situations).toEqual([
      { name: 'Maze', up: [1, 1], down: null },
      { name: 'Duel', up: [1, 3], down: null },
      { name: 'Siege', up: [1, 1], down: [-1, -1] },
    ]);
    expect(said(answers, N, situations)).toContain('have no interval: Maze +1; Duel +1 to +3; Siege +1 and −1.');
    expect(said(about(-1, { alpha: 3 }))).toContain('Maze nowhere;');
  });
  test('answers that are no language without a push are said', () => {
    const bad = Array.from({ length: N }, (_, prompt) => one({ prompt, fluent: prompt === 0 }));
    const { sentences } = sweepVerdict(sweepReport({ prompts: N, answers: [...bad, ...up], damage: [] }), SIDES, PLACES);
    // One of five, as without a push: the push took no language away.
    const same = up.map((answer) => ({ ...answer, fluent: answer.prompt === 1 }));
    expect(verdictOf(same, bad)).toMatchObject({ kind: 'unsure', band: { up: [3, 3] } });
    const none = bad.map((answer) => ({ ...answer, fluent: false }));
    expect(verdictOf(up, none)).toMatchObject({ kind: 'broken', band: { up: null } });
    expect(sentences).toContain('Even without a push only 20 % of the answers read like language.');
  });
});

test('answers without a score are counted', () => {
  const holes = up.map((answer) => ({ ...answer, score: answer.prompt === 0 ? NaN : answer.score }));
  expect(said(holes)).toContain('1 of 10 answers (10 %) could not be scored and is left out.');
  expect(said(up)).toContain('All 10 answers with and without a push were scored.');
});
