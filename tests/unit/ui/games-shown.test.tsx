/** What stands where games are told while it is computed anew: the question’s way, and old sentences with the games that they are of. */
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test, vi } from 'vitest';
import type { PlaysSaid } from '../../../src/analysis-protocol';
import { store } from '../../../src/app/store';
import type { Experiment } from '../../../src/experiment/experiment';
import { decodeExperiment } from '../../../src/experiment/run-file';
import { playsSaid } from '../../../src/lab/report/plays-said';
import { report } from '../../../src/lab/report/report';
import { GamesShown, type Question } from '../../../src/ui/play/GamesShown';
import { madeUpGames } from '../../browser/made-up-games';
import { RECORDING } from '../../recording';

/** What useAsked gives for a question; null: nothing came yet. */
const worker = vi.hoisted((): { gives: (question: never) => unknown; asked: unknown } => ({ gives: () => null, asked: null }));
vi.mock('../../../src/ui/parts/useWidth', () => ({ useWidth: () => [{ current: null }, 640] }));
vi.mock('../../../src/ui/parts/useAsked', () => ({
  useAsked: (question: never) => {
    worker.asked = question;
    return worker.gives(question);
  },
}));
vi.mock('../../../src/ui/useLab', async () => {
  const { store } = await import('../../../src/app/store');
  return { useLab: <T,>(select: (state: ReturnType<typeof store.getState>) => T) => select(store.getState()) };
});

const recorded = decodeExperiment(RECORDING, 'run.json');
const [{ set }] = recorded.sets as [(typeof recorded.sets)[number]];
const [only] = recorded.analyses as [(typeof recorded.analyses)[number]];
const directions = recorded.directions.find(({ id }) => id === only.directions)!;
const { midpoint, separation } = directions.scale!;
const scores = { layers: directions.layers, contrast: set.pairs, rated: set.scored, scores: only.scores, midpoint, separation };
const analyses: Experiment['analyses'] = [{ ...only, at: '2026-11-25', report: report(scores, { resamples: 50 }) }];
const { model } = recorded.readings[0]!;
const of = { directions, model, alphas: [3], seeds: 2, draws: 0, lean: (alpha: number) => alpha };
const made = madeUpGames(of);
/** The same as children, not pushed. */
const asChildren = madeUpGames({ ...of, alphas: [], seeds: 1, variant: 'child', named: 'child' });
const first = made.plays.filter(({ seed }) => seed === 1);

function show(plays: Experiment['plays']): string {
  store.setState({ experiment: { ...recorded, analyses, games: made.games, plays } });
  return renderToStaticMarkup(<GamesShown />);
}
/** The question of these games, and what the worker answers. */
function answered(plays: Experiment['plays']): { readonly question: Question; readonly answer: PlaysSaid } {
  worker.gives = () => null;
  show(plays);
  const question = worker.asked as Question;
  return { question, answer: playsSaid({ ...question, ...question.asked! }) };
}

test('before the first answer it is computed, and nothing is said', () => {
  worker.gives = () => null;
  const html = show(first);
  expect(html).toContain('Computing…');
  expect(html).not.toContain('games-verdict');
});

test('an answer to what is asked is shown without more', () => {
  const { question, answer } = answered(first);
  worker.gives = (asked) => ({ question: asked, answer });
  const html = show(first);
  expect(html).toContain(answer.verdict.sentences[0]);
  expect(html).not.toContain('Computing…');
  expect(question.asked!.records).toHaveLength(first.length);
});

test('once more games are over, the old sentences are said to be of those before', () => {
  const before = answered(first);
  worker.gives = () => before;
  const html = show(made.plays);
  expect(html).toContain('games-verdict');
  expect(html).toContain(`Computing… Until then, what stands here is of the ${first.length} games that were known before.`);
});

test('sentences of another group of games, or of another experiment, are not shown', () => {
  const before = answered(first);
  const children = answered(asChildren.plays);
  expect(children.question.of).not.toBe(before.question.of);
  worker.gives = () => children;
  // They stay, unseen, so that tables that were opened stay open.
  expect(show(first)).toContain('<div hidden=""><div class="conclusion" data-testid="games-verdict"');
  worker.gives = () => before;
  store.setState(({ epoch }) => ({ epoch: epoch + 1 }));
  const html = show(first);
  expect(html).not.toContain('games-verdict');
  expect(html).toContain('Computing…');
});
