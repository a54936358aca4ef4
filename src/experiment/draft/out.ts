/**
 * A set as files that other tools read: the scenario file of the lab, pairs a line each, and a table of labelled statements. Situations of
 * one title stay apart in all of them (`groupNames`). Pure.
 */
import { encodeCsv } from '../../formats/csv';
import { groupNames } from '../../formats/group-names';
import { hasPrompts, NOT_STATED, type ScenarioSet } from '../../formats/scenario-set';

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

/** Where the texts of a file come from, so that whoever imports it has it again; a licence that nobody stated is not stated here. */
const originOf = ({ name, licence }: Pick<ScenarioSet, 'name' | 'licence'>): { source: string; licence?: string } => ({
  source: name,
  ...(licence !== NOT_STATED && { licence }),
});

/**
 * A pair a line (JSON lines): `positive`, `negative`, `group`, `split`, `id`, `source`, `licence`; where pairs answer prompts `prompt`,
 * `positive_response`, `negative_response` in the place of the first two, as other tools have them.
 */
export function pairsFile({ id, name, licence, pairs, scenarios }: ScenarioSet): TextFile {
  const groups = groupNames(scenarios);
  const prompted = hasPrompts({ pairs });
  const origin = originOf({ name, licence });
  const lines = pairs.map(({ id, scenario, split, positive, negative, prompt = '' }) => {
    const texts = prompted ? { prompt, positive_response: positive, negative_response: negative } : { positive, negative };
    return JSON.stringify({ ...texts, group: groups.get(scenario), split, id, ...origin });
  });
  return { name: `${id}.pairs.jsonl`, type: 'application/jsonl', text: lines.map((line) => `${line}\n`).join('') };
}

/**
 * Every text as a statement with its label, 1 for the side that shows the concept, and the situation, split, source and licence beside
 * it; where texts answer prompts, the prompt, too.
 */
export function statementsFile({ id, name, licence, pairs, texts = [], scenarios }: ScenarioSet): TextFile {
  const groups = groupNames(scenarios);
  const prompted = hasPrompts({ pairs, texts });
  const origin = originOf({ name, licence });
  const row = (text: string, label: 0 | 1, { scenario, split, prompt = '' }: (typeof pairs | typeof texts)[number]) => [
    ...[text, label, groups.get(scenario) ?? '', split],
    ...(prompted ? [prompt] : []),
    ...Object.values(origin),
  ];
  const rows = [
    ...pairs.flatMap((pair) => [row(pair.positive, 1, pair), row(pair.negative, 0, pair)]),
    ...texts.map((one) => row(one.text, one.label === 'positive' ? 1 : 0, one)),
  ];
  return {
    name: `${id}.statements.csv`,
    type: 'text/csv',
    text: encodeCsv(['statement', 'label', 'group', 'split', ...(prompted ? ['prompt'] : []), ...Object.keys(origin)], rows),
  };
}
