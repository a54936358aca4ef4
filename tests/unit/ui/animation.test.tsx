/** The moving picture of a game: a frame a step without a gap, texts as texts, and the end for whoever wants no motion. */
import { readFileSync } from 'node:fs';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { knownGame } from '../../../src/experiment/known-game';
import type { Play } from '../../../src/experiment/play';
import { playedOf } from '../../../src/experiment/played';
import { parseGame, type Game } from '../../../src/formats/game';
import { animationStyle, frameTexts, secondsOf } from '../../../src/ui/play/animation';
import { AnimatedGame } from '../../../src/ui/play/AnimatedGame';

const gameOf = (id: string): Game => parseGame(readFileSync(`public/games/${id}.json`, 'utf8'), id);
/** A game that these actions came to. */
function playOf(game: Game, actions: readonly string[]) {
  const known = knownGame(game);
  const play: Play = {
    ...{ id: 'a', at: '2026-11-28T12:00:00.000Z', game: known.id, variant: null, seed: 1, player: 'person', model: null },
    ...{ template: false, edits: [] },
    steps: actions.map((action) => ({ action, policy: { [action]: 1 }, mass: null, read: [0, actions.length] })),
  };
  return { play, played: playedOf({ games: [known] }, play) };
}
const duel = playOf(gameOf('the-duel'), ['ask-how-he-is', ...Array.from({ length: 5 }, () => 'shoot')]);

/** Throws where a tag is closed that is not open, or stays open. */
function expectNested(markup: string): void {
  const open: string[] = [];
  for (const [, end, name, empty] of markup.matchAll(/<(\/?)([\w:-]+)(?:\s+[\w:-]+="[^"<]*")*\s*(\/?)>/g))
    if (end) expect(open.pop()).toBe(name);
    else if (!empty) open.push(name!);
  expect(open).toEqual([]);
  // Every bracket was of a tag, every ampersand of an entity.
  expect(markup.replace(/<(\/?)([\w:-]+)(?:\s+[\w:-]+="[^"<]*")*\s*(\/?)>/g, '')).not.toContain('<');
  expect(markup).not.toMatch(/&(?!\w+;|#x?[\da-f]+;)/i);
}

test('a group a step, all hidden but the last, which says what the game came to', () => {
  const markup = renderToStaticMarkup(<AnimatedGame {...duel} layer={1} origin="Tiny, recorded" />);
  expectNested(markup);
  expect([...markup.matchAll(/<g id="step-(\d+)"[^>]*visibility="(\w+)"/g)].map(([, n, seen]) => `${n} ${seen}`)).toEqual([
    ...['0 hidden', '1 hidden', '2 hidden', '3 hidden', '4 hidden', '5 hidden', '6 visible'],
  ]);
  expect(markup.match(/class="policy"/g)).toHaveLength(7);
  expect(markup).toContain('Tiny, recorded');
  expect(markup).not.toContain('<script');
  const texts = frameTexts(duel.played, duel.play);
  expect(texts.map(({ head }) => head)).toEqual(['The beginning', ...Array.from({ length: 6 }, (_, i) => `Step ${i + 1} of 6`)]);
  expect(texts[0]!.log).toEqual(['Before you read it: An opponent writes that he is depressed.']);
  expect(texts[6]!.numbers).toBe('Your lives: 5 · Lives of U: 0');
  expect(texts[6]!.log.slice(-2)).toEqual([expect.stringContaining('The end: '), expect.stringMatching(/^Score \d: .+\.$/)]);
  expect(texts[5]!.log.join()).not.toContain('Score');
});

test('a game that goes on says so, and has no score', () => {
  const { play, played } = playOf(gameOf('the-duel'), ['shoot']);
  expect(frameTexts(played, play)[1]!.log.at(-1)).toBe('It goes on: no score yet.');
});

test('markup in the texts of a game stays text', () => {
  const game = gameOf('the-listener');
  const wild = '</text><script>alert(1)</script> & "so"';
  const own: Game = {
    ...game,
    name: wild,
    contentNote: wild,
    things: game.things.map((one) => ({ ...one, name: wild })),
    lines: game.lines.map((one) => ({ ...one, text: wild })),
    rules: game.rules.map((one) => ({ ...one, ...(one.says && { says: [wild] }) })),
    numbers: game.numbers.map((one) => ({ ...one, label: wild })),
    rubric: game.rubric.map((one) => ({ ...one, line: wild })),
  };
  const markup = renderToStaticMarkup(<AnimatedGame {...playOf(own, ['i-am-here', 'call-someone'])} layer={0} origin={wild} />);
  expectNested(markup);
  expect(markup).not.toContain('<script');
  expect(markup.match(/<g id="step-\d+"/g)).toHaveLength(3);
});

test('each frame begins where the one before it ends, for as long as it says; together they last the whole', () => {
  const seconds = secondsOf(frameTexts(duel.played, duel.play));
  expect(seconds).toHaveLength(7);
  for (const one of seconds.slice(0, -1)) expect(one).toBeLessThanOrEqual(4);
  const style = animationStyle(seconds);
  const total = seconds.reduce((sum, one) => sum + one, 0);
  expect(style).toMatch(/^@media \(prefers-reduced-motion:no-preference\)\{.*\}$/);
  expect([...style.matchAll(/animation:step-\d+ ([\d.]+)s step-end infinite/g)].map(([, all]) => Number(all))).toEqual(
    seconds.map(() => Number(total.toFixed(2))),
  );
  const shown = [...style.matchAll(/([\d.]+)%\{visibility:visible\}([\d.]+)%/g)].map(([, from, to]) => [Number(from), Number(to)] as const);
  expect(shown).toHaveLength(7);
  expect([shown[0]![0], shown[6]![1]]).toEqual([0, 100]);
  shown.forEach(([from, to], i) => {
    if (i > 0) expect(from).toBe(shown[i - 1]![1]);
    expect(((to - from) / 100) * total).toBeCloseTo(seconds[i]!, 2);
  });
  expect(animationStyle([3])).toBe('');
});
