/** What is written on the page, taken home, is read by the lab as the same texts. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { pairsFile, setFile, statementsFile, type TextFile } from '../../../../src/experiment/draft/out';
import { previewOf } from '../../../../src/experiment/import/preview';
import { takeTexts } from '../../../../src/experiment/import/from-files';
import { groupNames } from '../../../../src/formats/group-names';
import { NOT_STATED, parseScenarioSet } from '../../../../src/formats/scenario-set';

const set = parseScenarioSet(readFileSync('public/scenarios/honesty.json', 'utf8'), 'honesty.json');
const blob = ({ name, text }: TextFile) => ({ name, blob: new Blob([text]) });

test('the scenario file is the set', () => expect(parseScenarioSet(setFile(set).text, 'x')).toEqual(set));

test('pairs a line each come back as the same pairs, with their splits and situations', async () => {
  const file = pairsFile(set);
  const { choice } = previewOf({ files: [{ name: file.name, text: file.text }], choice: null, inUse: null });
  expect(choice).toMatchObject({ use: 'pairs', split: 'given' });
  const { set: back } = await takeTexts({ files: [blob(file)], choice, inUse: null });
  const plain = ({ pairs, scenarios }: typeof set) =>
    pairs.map(({ positive, negative, split, scenario }) => [positive, negative, split, scenarios.find(({ id }) => id === scenario)!.title]);
  expect(plain(back)).toEqual(plain(set));
});

test('labelled statements are read as such, one for each side, letter by letter, also those that a spreadsheet would run', async () => {
  const begins = ['-', '=', '+', '@', '\t', "'", '- a\n- '];
  const pairs = set.pairs.map((pair, i) => ({ ...pair, positive: `${begins[i % begins.length]!}${pair.positive}` }));
  const file = statementsFile({ ...set, pairs });
  const { layout, choice, problemCount } = previewOf({ files: [{ name: file.name, text: file.text }], choice: null, inUse: null });
  expect([layout.id, problemCount]).toEqual(['labelled', 0]);
  const { set: back } = await takeTexts({ files: [blob(file)], choice, inUse: null });
  expect(back.texts!.map(({ text, label, split }) => [text, label, split])).toEqual(
    pairs.flatMap(({ positive, negative, split }) => [
      [positive, 'positive', split],
      [negative, 'negative', split],
    ]),
  );
});

test('answers to prompts come back with their prompts, as the layout that other tools write', async () => {
  const pairs = set.pairs.map((pair, i) => (i === 3 ? pair : { ...pair, prompt: `Question ${i}?` }));
  const prompted = { ...set, version: 2 as const, pairs };
  expect(parseScenarioSet(setFile(prompted).text, 'x')).toEqual(prompted);
  const file = pairsFile(prompted);
  const { layout, choice } = previewOf({ files: [{ name: file.name, text: file.text }], choice: null, inUse: null });
  expect([layout.id, choice.prompt]).toEqual(['answers', 'apart']);
  const { set: back } = await takeTexts({ files: [blob(file)], choice, inUse: null });
  const plain = (of: typeof pairs) => of.map(({ positive, negative, split, prompt }) => [positive, negative, split, prompt]);
  expect(plain([...back.pairs])).toEqual(plain(pairs));
  const statements = statementsFile(prompted);
  const { set: lone } = await takeTexts({
    files: [blob(statements)],
    choice: previewOf({ files: [statements], choice: null, inUse: null }).choice,
    inUse: null,
  });
  expect(lone.texts!.map(({ text, prompt }) => [text, prompt])).toEqual(
    pairs.flatMap(({ positive, negative, prompt }) => [positive, negative].map((text) => [text, prompt])),
  );
  // Those of texts without partners are the same file again.
  expect(statementsFile({ ...lone, id: prompted.id, name: prompted.name }).text).toBe(statements.text);
});

test('source and licence come back; a licence that nobody stated is not made up', async () => {
  for (const make of [pairsFile, statementsFile])
    for (const licence of ['CC BY 4.0', NOT_STATED]) {
      const file = make({ ...set, licence });
      const { choice, columns, licences } = previewOf({ files: [file], choice: null, inUse: null });
      expect([columns.includes('licence'), licences]).toEqual(licence === NOT_STATED ? [false, []] : [true, [licence]]);
      const { set: back } = await takeTexts({ files: [blob(file)], choice, inUse: null });
      expect([back.licence, back.about]).toEqual([licence, expect.stringContaining(`Source: ${set.name}.`)]);
      // Neither column is taken for groups.
      expect(new Set(back.scenarios.map(({ title }) => title))).toEqual(new Set(set.scenarios.map(({ title }) => title)));
    }
});

test('situations of one title come back as many, and rated texts find theirs', async () => {
  const [first, ...rest] = set.scenarios;
  const title = first!.title;
  // A third one is called as the second would be.
  const twins = [
    first!,
    ...rest.map((one, i) => ({ ...one, title: i === 0 ? `${title.toUpperCase()} ` : i === 1 ? `${title} (${rest[0]!.id})` : title })),
  ];
  expect(twins.length).toBeGreaterThan(2);
  const doubled = { ...set, scenarios: twins };
  const of = (pairs: readonly { readonly id: string; readonly scenario: string }[]) => {
    const names = [...new Set(pairs.map(({ scenario }) => scenario))];
    return pairs.map(({ scenario }) => names.indexOf(scenario));
  };
  const taken = async (file: TextFile, inUse: typeof set | null = null) => {
    const { choice } = previewOf({ files: [file], choice: null, inUse });
    return (await takeTexts({ files: [blob(file)], choice, inUse })).set;
  };
  expect(of((await taken(pairsFile(doubled))).pairs)).toEqual(of(set.pairs));
  expect(of((await taken(statementsFile(doubled))).texts!)).toEqual(of(set.pairs.flatMap((pair) => [pair, pair])));
  const groups = [...groupNames(twins)].map(([, name]) => name);
  expect(new Set(groups).size).toBe(twins.length);
  const csv = `text,score,group\n${[...groups, ...twins.map(({ id }) => id), title].map((name, i) => `I wait for them ${i}.,${i % 3},"${name}"`).join('\n')}`;
  const rated = await taken({ name: 'rated.csv', type: 'text/csv', text: csv }, doubled);
  expect(rated.scored.map(({ scenario }) => scenario)).toEqual([...twins, ...twins, first!].map(({ id }) => id));
  expect(rated.scenarios).toHaveLength(twins.length);
});

test('the name of a situation stays its title where no other has it', () =>
  expect([...groupNames(set.scenarios).values()]).toEqual(set.scenarios.map(({ title }) => title)));
