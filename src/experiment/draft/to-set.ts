/** A draft as a scenario set, and what it still lacks for that, row by row. Pure. */
import { slug } from '../../formats/slug';
import { prefixes } from '../../formats/choice-item';
import { decodeScenarioSet, versionOf, type ScenarioSet } from '../../formats/scenario-set';
import { splitsIn, type Draft, type DraftItem, type DraftPair, type DraftRated, type TableName } from './draft';
import { t } from '../../language/t';

/** Something that a set cannot be without. */
export interface Lack {
  /** Where it is to be mended. */
  readonly table: TableName | 'names';
  /** The row's id; null where no row is meant. */
  readonly row: string | null;
  /** A sentence that names the row by its number. */
  readonly says: string;
}

const blank = (text: string): boolean => text.trim() === '';
const allBlank = (...texts: readonly string[]): boolean => texts.every(blank);

/** Rows that somebody has written in; the others are left out of the set without a word. */
const written = {
  pairs: ({ positive, negative, prompt = '' }: DraftPair) => !allBlank(positive, negative, prompt),
  scored: ({ text, score, prompt = '' }: DraftRated) => !allBlank(text, prompt) || score !== null,
  prompts: ({ text }: { readonly text: string }) => !blank(text),
  items: ({ prompt, options }: DraftItem) => !allBlank(prompt, ...options.map(({ text }) => text)),
};

/** Every row of a table that `holds`, with its number as a person counts. */
const numbered = <R>(rows: readonly R[], holds: (row: R) => boolean): [row: R, n: number][] =>
  rows.flatMap((row, i): [R, number][] => (holds(row) ? [[row, i + 1]] : []));

/** What keeps the draft from being a set, in the order of the page; [] where `setOf` gives one. */
export function lacksOf(draft: Draft): Lack[] {
  const pairs = numbered(draft.pairs, written.pairs);
  return [
    ...names(draft),
    ...untitled(draft),
    ...pairs.flatMap(([pair, n]) => pairLacks(pair, n, draft)),
    ...(pairs.length < 2
      ? [
          {
            table: 'pairs' as const,
            row: null,
            says: t`There are too few pairs: one is needed to find a direction, and another to judge it.`,
          },
        ]
      : bothSplits(draft)),
    ...numbered(draft.scored, written.scored).flatMap(([rated, n]) => ratedLacks(rated, n)),
    ...numbered(draft.items, written.items).flatMap(([item, n]) => itemLacks(item, n, draft)),
  ];
}

function names({ name, concept, asking }: Draft): Lack[] {
  const at = (says: string): Lack => ({ table: 'names', row: null, says });
  const missing = [
    [name, t`the set`],
    [concept.name, t`the concept`],
    [concept.positive, t`the side that shows it`],
    [concept.negative, t`the other side`],
  ].filter(([text]) => blank(text!));
  const oneSided = blank(asking.positive) !== blank(asking.negative);
  return [
    ...(missing.length > 0 ? [at(t`A name is missing: ${missing.map(([, what]) => what!).join(', ')}.`)] : []),
    ...(oneSided ? [at(t`A sentence asks for one side and none for the other: write both, or neither.`)] : []),
  ];
}

const untitled = ({ scenarios }: Draft): Lack[] =>
  scenarios.flatMap(({ id, title, rubric }, i): Lack[] => {
    const at = (says: string): Lack => ({ table: 'scenarios', row: id, says });
    const given = rubric.filter((text) => !blank(text)).length;
    return [
      ...(blank(title) && scenarios.length > 1 ? [at(t`Situation ${i + 1} has no name.`)] : []),
      ...(given > 0 && given < 3
        ? [at(t`Situation ${i + 1}: what earns 0, 1 and 2 is said for ${given} of them; say all three, or none.`)]
        : []),
    ];
  });

function pairLacks({ id, positive, negative }: DraftPair, n: number, { concept }: Draft): Lack[] {
  const at = (says: string): Lack[] => [{ table: 'pairs', row: id, says }];
  const side = (name: string, other: string): string => (blank(name) ? other : `“${name}”`);
  if (blank(positive)) return at(t`Pair ${n}: the text of ${side(concept.positive, t`the side that shows the concept`)} is empty.`);
  if (blank(negative)) return at(t`Pair ${n}: the text of ${side(concept.negative, t`the other side`)} is empty.`);
  return positive.trim() === negative.trim() ? at(t`Pair ${n}: both sides are the same text.`) : [];
}

function bothSplits(draft: Draft): Lack[] {
  const used = draft.pairs.filter(written.pairs);
  const splits = splitsIn({ pairs: used });
  const says = !splits.includes('train')
    ? t`No pair is left to find the direction: choose “train” for some.`
    : !splits.includes('test')
      ? t`No pair is left to test the direction: choose “test” for some.`
      : null;
  return says === null ? [] : [{ table: 'pairs', row: null, says }];
}

function ratedLacks({ id, text, score }: DraftRated, n: number): Lack[] {
  const at = (says: string): Lack[] => [{ table: 'scored', row: id, says }];
  if (blank(text)) return at(score === null ? t`Rated text ${n} has a prompt and no text.` : t`Rated text ${n} has a score and no text.`);
  return score === null ? at(t`Rated text ${n} has no score.`) : [];
}

function itemLacks({ id, prompt, options, order }: DraftItem, n: number, { concept }: Draft): Lack[] {
  const at = (says: string): Lack[] => [{ table: 'items', row: id, says }];
  if (blank(prompt)) return at(t`Choice ${n} has no prompt.`);
  if (options.some(({ text }) => blank(text))) return at(t`Choice ${n} has an empty option.`);
  const texts = options.map(({ text }) => text.trim());
  for (const side of ['positive', 'negative'] as const)
    if (!options.some((one) => one.side === side)) return at(t`Choice ${n} has no option of the side “${concept[side]}”.`);
  const [begins] = prefixes(texts);
  if (begins)
    return at(
      t`Choice ${n}: option ${begins[1] + 1} begins with all of option ${begins[0] + 1}, so the shorter one would always be the likelier.`,
    );
  const unlisted = order === 'listed' ? texts.findIndex((text) => !prompt.includes(text)) : -1;
  return unlisted < 0 ? [] : at(t`Choice ${n}: its prompt is said to list the options, and does not hold option ${unlisted + 1}.`);
}

/** The set, where nothing is lacking (`lacksOf`). Throws `scenario-invalid` else. */
export function setOf(draft: Draft): ScenarioSet {
  const { name, about, licence, concept, asking } = draft;
  const pairs = draft.pairs.filter(written.pairs);
  const splits = splitsIn({ pairs });
  const items = draft.items.filter(written.items);
  const answered = (prompt = ''): { prompt?: string } => (blank(prompt) ? {} : { prompt });
  const answers = pairs.map(({ id, scenario, positive, negative, prompt, writtenBy }, i) => ({
    ...{ id, scenario, split: splits[i]!, positive, negative },
    ...answered(prompt),
    ...(writtenBy && { writtenBy }),
  }));
  const scored = draft.scored.filter(written.scored).map(({ prompt, ...rated }) => ({ ...rated, ...answered(prompt) }));
  const set = {
    format: 'eia-lab/scenarios',
    version: versionOf({ pairs: answers, scored }),
    id: slug(name, 'mine'),
    name,
    licence: blank(licence) ? t`not stated` : licence,
    about: blank(about) ? t`Written on the page of EIA Lab.` : about,
    concept,
    ...(!blank(asking.positive) && { asking }),
    scenarios: draft.scenarios.map(({ id, title, objective, person, rubric: [none, some, all] }) => ({
      id,
      title: blank(title) ? name : title,
      ...(!blank(objective) && { objective }),
      ...(!blank(person) && { person }),
      ...(!blank(none) && { rubric: { 0: none, 1: some, 2: all } }),
    })),
    pairs: answers,
    scored,
    prompts: draft.prompts.filter(written.prompts),
    ...(items.length > 0 && { items }),
  };
  return decodeScenarioSet(set, t`the set that was written here`);
}
