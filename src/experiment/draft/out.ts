/** A set as files that other tools read: the scenario file of the lab, pairs a line each, and a table of labelled statements. Pure. */
import { encodeCsv } from '../../formats/csv';
import type { ScenarioSet } from '../../formats/scenario-set';

export interface TextFile {
  readonly name: string;
  readonly type: string;
  readonly text: string;
}

/** The lab's own file: opened here again, it is the same set. */
export const setFile = (set: ScenarioSet): TextFile => ({
  name: `${set.id}.json`,
  type: 'application/json',
  text: `${JSON.stringify(set, null, 2)}\n`,
});

/** A pair a line (JSON lines): `positive`, `negative`, `group`, `split`, `id`. */
export function pairsFile({ id, pairs, scenarios }: ScenarioSet): TextFile {
  const titles = new Map(scenarios.map((one) => [one.id, one.title]));
  const lines = pairs.map(({ id, scenario, split, positive, negative }) =>
    JSON.stringify({ positive, negative, group: titles.get(scenario), split, id }),
  );
  return { name: `${id}.pairs.jsonl`, type: 'application/jsonl', text: lines.map((line) => `${line}\n`).join('') };
}

/** Every text as a statement with its label, 1 for the side that shows the concept, and the situation and split beside it. */
export function statementsFile({ id, pairs, texts = [], scenarios }: ScenarioSet): TextFile {
  const titles = new Map(scenarios.map((one) => [one.id, one.title]));
  const rows = [
    ...pairs.flatMap(({ scenario, split, positive, negative }) => [
      [positive, 1, titles.get(scenario) ?? '', split],
      [negative, 0, titles.get(scenario) ?? '', split],
    ]),
    ...texts.map(({ text, label, scenario, split }) => [text, label === 'positive' ? 1 : 0, titles.get(scenario) ?? '', split]),
  ];
  return { name: `${id}.statements.csv`, type: 'text/csv', text: encodeCsv(['statement', 'label', 'group', 'split'], rows) };
}
