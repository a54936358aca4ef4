/** How long the choices take: items that come with the lab, under seven strengths, one call an item as the page asks them. */
import { spread } from '../../src/experiment/choice-plan';
import { parseChoices } from '../../src/formats/choices';
import { middleBand, steerRows } from '../../src/lab/units';
import type { Device } from '../../src/protocol';
import { choose } from '../../workers/choose/choose';
import { tokensOf } from '../../workers/choose/items';
import { labModel } from './models';
import type { Measured } from './rows';
import { prefillOf } from './steps';
import { randomUnits } from './random-units';

const ALPHAS = [-3, -2, -1, 0, 1, 2, 3];
const [ITEMS, QUICK, OPTIONS, SECONDS] = [30, 6, 2, 60];

/** The first two options of each item. Directions are drawn: how long it takes does not hang on them. */
export async function choices(device: Device, quick: boolean): Promise<Measured[]> {
  const model = await labModel(device);
  const { layers, width } = model.graph;
  const file = parseChoices(await (await fetch('/scenarios/choices.json')).text(), 'choices.json');
  const items = spread(file.items, quick ? QUICK : ITEMS).map(({ prompt, options }) => ({
    prompt,
    options: options.slice(0, OPTIONS).map(({ text }) => text),
  }));
  const directions = { layers, width, data: randomUnits({ layers, width }, 1) };
  const steer = steerRows(directions, { band: middleBand(layers), alphas: ALPHAS, unit: 'raw' });
  const asked = { template: true, rows: ALPHAS.length, alphas: ALPHAS, steer, read: directions.data };
  const tokenised = items.map((item) => tokensOf(model, item, true));
  const timed = async (work: () => Promise<unknown>): Promise<number> => {
    const started = performance.now();
    await work();
    return (performance.now() - started) / 1000;
  };
  const each: number[] = [];
  const prompts: number[] = [];
  await prefillOf(model, tokenised[0]!.prompt); // warm up
  for (const [i, item] of items.entries()) {
    const turns = [
      async () => each.push(await timed(() => choose(model, { items: [item], ...asked }, () => {}, new AbortController().signal))),
      async () => prompts.push(await timed(() => prefillOf(model, tokenised[i]!.prompt))),
    ];
    for (const turn of i % 2 ? turns.reverse() : turns) await turn();
  }
  const seconds = each.reduce((sum, one) => sum + one, 0);
  // A prompt is read with every option but its last token.
  const read = tokenised.map(
    ({ prompt, options }) => ALPHAS.length * (prompt.length + options.reduce((sum, { length }) => sum + length - 1, 0)),
  );
  const ofPrompts = tokenised.reduce((sum, { prompt }) => sum + ALPHAS.length * prompt.length, 0);
  const tokens = read.reduce((sum, one) => sum + one, 0);
  const shape = `${ITEMS} items × ${OPTIONS} options × ${ALPHAS.length} strengths`;
  return [
    {
      name: quick ? `choices: ${shape}, s: those of ${QUICK} items × ${ITEMS / QUICK}` : `choices: ${shape}, s`,
      values: [quick ? (seconds * ITEMS) / QUICK : seconds],
      atMost: SECONDS,
      note: `${tokens} tokens read for ${items.length} items, ${ofPrompts} of them of prompts`,
    },
    {
      name: `choices: an item / its prompt read ${ALPHAS.length} times`,
      values: each.map((s, i) => s / (ALPHAS.length * prompts[i]!)),
      note: 'the rest is the options',
    },
    { name: 'choices: an item, s', values: each },
    { name: 'choices: tokens/s', values: each.map((s, i) => read[i]! / s) },
  ];
}
