/** How long the choices take: items that come with the lab, under seven strengths, one call an item as the page asks them. */
import { spread } from '../../src/experiment/choice-plan';
import { parseChoices } from '../../src/formats/choices';
import { randomUnits } from '../../src/lab/stand-in';
import { middleBand, steerRows } from '../../src/lab/units';
import type { Device } from '../../src/protocol';
import { choose } from '../../workers/choose/choose';
import { tokensOf } from '../../workers/choose/items';
import { labModel } from './models';
import type { Measured } from './rows';

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
  const each: number[] = [];
  for (const item of items) {
    const started = performance.now();
    await choose(model, { items: [item], ...asked }, () => {}, new AbortController().signal);
    each.push((performance.now() - started) / 1000);
  }
  const seconds = each.reduce((sum, one) => sum + one, 0);
  // A prompt is read with every option but its last token.
  const read = items
    .map((item) => tokensOf(model, item, true))
    .map(({ prompt, options }) => ALPHAS.length * (prompt.length + options.reduce((sum, { length }) => sum + length - 1, 0)));
  const tokens = read.reduce((sum, one) => sum + one, 0);
  const shape = `${ITEMS} items × ${OPTIONS} options × ${ALPHAS.length} strengths`;
  return [
    {
      name: quick ? `choices: ${shape}, s: those of ${QUICK} items × ${ITEMS / QUICK}` : `choices: ${shape}, s`,
      values: [quick ? (seconds * ITEMS) / QUICK : seconds],
      atMost: SECONDS,
      note: `${tokens} tokens read for ${items.length} items`,
    },
    { name: 'choices: an item, s', values: each },
    { name: 'choices: tokens/s', values: each.map((s, i) => read[i]! / s) },
  ];
}
