/** Games by model, push and control, as the benchmark lists them: the score and the line that decided it; and every step. Pure. */
import { byId, type Experiment } from '../../experiment/experiment';
import { FREE, isModel } from '../../experiment/expect-play';
import type { Play } from '../../experiment/play';
import { editsKey, pushBeside } from '../../experiment/answer';
import { kindOfAction } from '../../experiment/play-steps';
import { listed } from '../../experiment/listed';
import { playedOf, type Played } from '../../experiment/played';
import type { CatalogueEntry } from '../../hub/catalogue';
import { brief, compact, count, fixed, percent, tick } from '../parts/format';
import type { Cell, TwinColumn } from '../parts/Table';
import { toldApart } from '../parts/told-apart';
import { modelName, place } from '../provenance';
import { bandText, doseText } from '../steer/dose';
import { KIND_NAMES } from './games-rows';
import { alphaOf, playerSaid } from './pair';
import { actionText, logOf } from './step-said';
import { t } from '../../language/t';

type Known = Pick<Experiment, 'games' | 'plays' | 'directions'>;
interface Over {
  readonly play: Play;
  readonly played: Played;
}

export const BENCH_COLUMNS: readonly TwinColumn[] = [
  { name: t`model` },
  { name: t`push` },
  { name: t`game` },
  { name: t`variant` },
  { name: t`games` },
  { name: t`mean score`, print: (value) => fixed(value, 2) },
  { name: t`line that decided` },
];

/** Equal for plays of one model, way of answering and push. Without a push it is all one along which directions it was read. */
function playerKey({ model, player, template, edits }: Play): string {
  const [push, ...beside] = edits;
  return JSON.stringify([model?.graphHash, model?.device, player, template, push && push.amount !== 0 ? push : null, editsKey(beside)]);
}

/** How it was pushed, and of free text how often nothing came of an answer. `own`: all plays of one `playerKey`. */
const pushSaid = (own: readonly Play[]): string => {
  const { player, edits } = own[0]!;
  const pushed = pushBeside(edits);
  const push =
    pushed && pushed.push.amount !== 0 ? `${doseText(pushed.push.amount, pushed.push.unit)}, ${bandText(pushed.push.band)}` : t`none`;
  return [push, edits.length > 1 ? t`edits beside it` : '', player === FREE ? freeSaid(own) : ''].filter(Boolean).join(', ');
};

/** What else two rows of one label may differ in: edits, template, directions. */
function moreSaid({ edits: [push, ...beside], template }: Play, directions: Known['directions']): string[] {
  const name = push && push.amount !== 0 ? byId(directions, push.directions)?.name : undefined;
  return [
    beside.map(({ op, band, amount }) => t`${op} over ${bandText(band)}${op === 'ablate' ? '' : `, ${tick(amount)}`}`).join('; '),
    template ? t`as chat messages` : t`as plain text`,
    name === undefined ? '' : t`along “${brief(name, 40)}”`,
  ];
}

function freeSaid(own: readonly Play[]): string {
  const answers = own.flatMap(({ steps }) => steps);
  return t`in free text, ${answers.filter(({ action }) => action === null).length} of ${count(answers.length, 'answer')} no action`;
}

const meanScore = (all: readonly Over[]): number => all.reduce((sum, { played }) => sum + played.verdict.score, 0) / all.length;

/**
 * A row a model, push, game and control, of games that are over and stand beside no push; below them the total of games as they are. Labels
 * that would be equal tell what else differs. Of two plays of one game and seed the later counts.
 */
export function benchRows({ games, plays, directions }: Known, catalogue: readonly CatalogueEntry[]): Cell[][] {
  const over = plays
    .filter(({ player, control, from }) => isModel(player) && !control && !from)
    .map((play) => ({ play, played: playedOf({ games }, play) }))
    .filter(({ played }) => played.ended);
  const once = new Map(over.map((one) => [JSON.stringify([playerKey(one.play), one.play.game, one.play.variant, one.play.seed]), one]));
  const all = [...listed([...once.values()], ({ play }) => playerKey(play)).values()];
  const models = all.map(([one]) => `${modelName(catalogue, one!.play.model!)}, ${place(one!.play.model!)}`);
  const labels = toldApart(
    all.map((own, i) => ({
      text: `${models[i]!}\n${pushSaid(own.map((one) => one.play))}`,
      more: moreSaid(own[0]!.play, directions),
    })),
  ).map((label, i) => label.slice(models[i]!.length + 1));
  return all.flatMap((own, i) => {
    const head = [{ text: models[i]! }, { text: labels[i]! }];
    const each = [...listed(own, (one) => JSON.stringify([one.play.game, one.play.variant])).values()];
    const rows = each.map((some): Cell[] => {
      const { game, variant } = some[0]!.play;
      const rules = byId(games, game)!.game;
      return [
        ...head,
        { text: rules.name },
        { text: rules.variants.find(({ id }) => id === variant)?.name ?? t`as it is` },
        some.length,
        meanScore(some),
        { text: lineOf(some) },
      ];
    });
    const plain = each.filter(([one]) => one!.play.variant === null);
    const total = plain.reduce((sum, some) => sum + meanScore(some), 0);
    const played = plain.reduce((sum, some) => sum + some.length, 0);
    return plain.length === 0
      ? rows
      : [
          ...rows,
          [
            ...head,
            { text: t`total` },
            { text: t`as it is` },
            played,
            total,
            { text: t`of ${2 * plain.length}, over ${count(plain.length, 'situation')}` },
          ],
        ];
  });
}

/** "shot, and never said a kind word (3 of 4)": the line that decided most games; of several that decided as many, each. */
function lineOf(some: readonly Over[]): string {
  const lines = [...listed(some, ({ played }) => played.verdict.line)];
  const most = Math.max(...lines.map(([, games]) => games.length));
  return lines
    .filter(([, games]) => games.length === most)
    .map(([line]) => (lines.length === 1 ? line : t`${line} (${most} of ${some.length})`))
    .join('; ');
}

export const allStepColumns = (layer: number): TwinColumn[] => [
  { name: t`record` },
  { name: t`game` },
  { name: t`variant` },
  { name: t`seed` },
  { name: t`player` },
  { name: 'α', print: tick },
  { name: t`step` },
  { name: t`action` },
  { name: t`kind` },
  { name: t`its share`, print: (value) => percent(value), nan: t`no shares are known of this player` },
  { name: t`of letters`, print: (value) => percent(value), nan: t`no letters were asked for` },
  { name: t`projection before, block ${layer}`, print: compact, nan: t`not read` },
  { name: t`tokens of the prompt`, nan: t`not counted` },
  { name: t`what happened` },
  { name: t`score of the game`, nan: t`it is not over` },
  { name: t`line that decided` },
  { name: t`what the model wrote` },
];

/** Every step of every game that was played, controls, persons and scripts too. */
export const allStepRows = ({ games, plays }: Pick<Known, 'games' | 'plays'>, layer: number): (() => Cell[])[] =>
  plays.flatMap((play) => {
    const played = playedOf({ games }, play);
    const { ended, verdict, game } = played;
    const head = (): Cell[] => [
      { text: play.id },
      { text: game.name },
      { text: game.variants.find(({ id }) => id === play.variant)?.name ?? t`as it is` },
      play.seed,
      { text: playerSaid(play, game) },
      alphaOf(play),
    ];
    return play.steps.map(({ action, policy, mass, read, tokens, wrote = '' }, i) => (): Cell[] => [
      ...head(),
      i + 1,
      { text: actionText(played, play, i + 1) },
      { text: KIND_NAMES[kindOfAction(game, action)] },
      (action === null ? undefined : policy?.[action]) ?? NaN,
      mass ?? NaN,
      read?.[layer] ?? NaN,
      tokens ?? NaN,
      { text: logOf(played, i + 1).join(' ') },
      ended ? verdict.score : NaN,
      { text: ended ? verdict.line : '' },
      { text: wrote },
    ]);
  });
