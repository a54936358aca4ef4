/**
 * How long the choices take: items that come with the lab, under seven strengths, in one call as the page asks them; and what reading once
 * what they begin with alike saves, against each prompt and option read by itself.
 */
import { spread } from '../../src/experiment/choice-plan';
import { parseChoices } from '../../src/formats/choices';
import { middleBand, steerRows } from '../../src/lab/units';
import { indices, type RowIndex } from '../../src/lab/indices';
import type { ChooseEvent, ChosenItem, Device } from '../../src/protocol';
import { choose } from '../../workers/choose/choose';
import { tokensOf, type ItemTokens } from '../../workers/choose/items';
import { readingsApart } from '../../workers/choose/readings';
import { logProbability } from '../../workers/generate/sample';
import type { LoadedModel } from '../../workers/model/loaded';
import { pickRow } from '../../workers/pass/lanes';
import { RowReader } from '../../workers/pass/row-reader';
import { breathe } from '../../workers/yield';
import { labModel } from './models';
import type { Measured } from './rows';
import { prefillOf } from './steps';
import { interleave, ratios } from './interleave';
import { randomUnits } from './random-units';

const ALPHAS = [-3, -2, -1, 0, 1, 2, 3];
const FEW = [-2, 0, 2];
const [ITEMS, TURN, OPTIONS, SECONDS] = [30, 6, 2, 60];

/** The first two options of each item. Directions are drawn: how long it takes does not hang on them. */
export async function choices(device: Device, quick: boolean): Promise<Measured[]> {
  const model = await labModel(device);
  const { layers, width } = model.graph;
  const file = parseChoices(await (await fetch('/scenarios/choices.json')).text(), 'choices.json');
  const items = spread(file.items, quick ? TURN : ITEMS).map(({ prompt, options }) => ({
    prompt,
    options: options.slice(0, OPTIONS).map(({ text }) => text),
  }));
  const directions = { layers, width, data: randomUnits({ layers, width }, 1) };
  const { signal } = new AbortController();
  const at = (alphas: readonly number[], band = middleBand(layers)) => ({
    template: true,
    rows: alphas.length,
    alphas,
    steer: steerRows(directions, { band, alphas, unit: 'raw' }),
  });
  let last: ChooseEvent | null = null;
  const together = (some: typeof items, alphas: readonly number[], read: Float32Array | null = null) =>
    choose(model, { items: some, ...at(alphas), read }, (event) => (last = event), signal);
  const apart = async (some: typeof items, alphas: readonly number[]): Promise<ChosenItem[]> => {
    const chosen: ChosenItem[] = [];
    for (const item of some) chosen.push(await alone(model, tokensOf(model, item, true), at(alphas)));
    return chosen;
  };
  await prefillOf(model, tokensOf(model, items[0]!, true).prompt); // warm up

  const strengths = quick ? FEW : ALPHAS;
  const started = performance.now();
  await together(items, strengths, directions.data);
  const seconds = (performance.now() - started) / 1000;
  const { computed, asked } = last! as ChooseEvent;
  const turns: { once: number; each: number }[] = [];
  let furthest = 0;
  for (const alpha of strengths)
    for (let from = 0; from < items.length; from += TURN) {
      const some = items.slice(from, from + TURN);
      const turn = { once: 0, each: 0 };
      const answers = { once: [] as ChosenItem[], each: [] as ChosenItem[] };
      const ways = [['once', together] as const, ['each', apart] as const];
      for (const [name, way] of turns.length % 2 ? ways.reverse() : ways) {
        const began = performance.now();
        answers[name] = await way(some, [alpha]);
        turn[name] = (performance.now() - began) / 1000;
      }
      turns.push(turn);
      const [a, b] = [answers.once, answers.each].map((chosen) => chosen.flatMap(({ logProbs }) => logProbs.flat()));
      furthest = Math.max(furthest, ...a!.map((value, i) => Math.abs(value - b![i]!)));
    }
  // A push into the first block leaves nothing beneath it to be shared.
  const pushed = (band: [number, number]) => () =>
    choose(model, { items: items.slice(0, 2), ...at(ALPHAS, band), read: null }, () => undefined, signal);
  const bands = await interleave(quick ? 2 : 6, [pushed(middleBand(layers)), pushed([0, layers - 1])]);
  const byItself = { ...model, rowsGoOn: false };
  const some = (round: number) => [items[round % items.length]!];
  const sideBySide = await interleave(quick ? 2 : 10, [
    (round) => choose(model, { items: some(round), ...at(ALPHAS), read: null }, () => undefined, signal),
    (round) => choose(byItself, { items: some(round), ...at(ALPHAS), read: null }, () => undefined, signal),
  ]);
  const shape = `${ITEMS} items × ${OPTIONS} options × ${ALPHAS.length} strengths`;
  return [
    {
      name: quick ? `choices: ${shape}, s: from ${TURN} items under ${FEW.length}` : `choices: ${shape}, s`,
      values: [(seconds * ITEMS * ALPHAS.length) / (items.length * strengths.length)],
      atMost: SECONDS,
      note: `${computed} tokens read of ${asked} asked for (${(computed / asked).toFixed(2)})`,
    },
    {
      name: 'choices: beginnings read once / each prompt and option by itself',
      values: turns.map(({ once, each }) => once / each),
      note: `${TURN} items a call; log-probabilities at most ${furthest.toExponential(0)} apart`,
    },
    {
      name: `choices: ${ALPHAS.length} strengths in the middle blocks / in all blocks`,
      values: ratios(bands[0], bands[1]),
      note: 'what lies beneath a push is computed once',
    },
    {
      name: `choices: ${ALPHAS.length} strengths as batches / row after row`,
      values: ratios(sideBySide[0], sideBySide[1]),
      note: 'an item a call',
    },
    { name: 'choices: tokens asked for/s', values: [asked / seconds] },
  ];
}

/** An item with each prompt read from its first token on, once a row, and each option after it. */
async function alone(
  model: LoadedModel,
  { prompt, options }: ItemTokens,
  { steer, rows }: { steer: Float32Array; rows: number },
): Promise<ChosenItem> {
  const logProbs: number[][] = [];
  for (const row of indices<RowIndex>(rows)) {
    const at = { steer: pickRow(steer, row, { rows, layers: model.graph.layers, width: model.graph.width }) };
    const reader = new RowReader(model, breathe);
    const sums = options.map(() => 0);
    for (const { given, from, count, options: some } of readingsApart(options)) {
      const parts = [prompt, given].map((ids) => ({ ids, at: [at] }));
      const { logits } = await reader.read(parts, { first: prompt.length - 1 + from, count, keep: given.length === 0 });
      const vocab = logits.length / count;
      for (const i of some)
        for (let k = 0; k < count; k++) sums[i]! += logProbability(logits.subarray(k * vocab, (k + 1) * vocab), options[i]![from + k]!);
    }
    reader.dispose();
    logProbs.push(sums);
  }
  return { logProbs, tokens: options.map(({ length }) => length), read: [] };
}
