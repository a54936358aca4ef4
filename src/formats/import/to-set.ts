/** Rows that a person chose from a file, as a scenario set: the one format in which the lab keeps and shares texts. */
import { groupNames } from '../group-names';
import { slug } from '../slug';
import { count } from '../../count';
import { decodeScenarioSet, NOT_STATED, versionOf, type ScenarioSet } from '../scenario-set';
import type { ImportChoice } from './choice';
import { expectBothClasses, expectBothSplits, expectRated } from './enough';
import type { ClassRow, PairRow, RatedRow } from './rows';
import { splitsOf, splitsOfClasses } from './split';
import { t } from '../../language/t';

/** Where the texts come from, as the files say. */
export interface Origin {
  /** Names of the files. */
  readonly files: readonly string[];
  /** What they are: "the paper’s pairs". */
  readonly layout: string;
  /** Rows that the files have. */
  readonly of: number;
  readonly licences: readonly string[];
  readonly sources: readonly string[];
}

/** Prompts to steer on that a set takes from its file. */
export const MOST_PROMPTS = 100;
const LONGEST = 200;
const brief = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);

/** The set of these pairs. Throws what `expectBothSplits` throws. */
export function setOfPairs(rows: readonly PairRow[], choice: ImportChoice, origin: Origin): ScenarioSet {
  const file = origin.files.join(', ');
  const splits = splitsOf(rows, choice.split);
  expectBothSplits(rows, splits, choice, file);
  const scenarios = situationsOf(rows, choice.name);
  const ids = scenarios.ids;
  const pairs = rows.map((row, i) => ({
    id: row.id,
    scenario: ids.get(row.group)!,
    split: splits[i]!,
    positive: row.positive,
    negative: row.negative,
    ...answered(row.answers),
    ...(row.writtenBy && { writtenBy: row.writtenBy }),
  }));
  const set = {
    ...heading(choice, origin, rows.length, 'pair'),
    version: versionOf({ pairs }),
    concept: choice.concept,
    scenarios: scenarios.list,
    pairs,
    scored: [],
    prompts: promptsOf(rows, ids),
  };
  return decodeScenarioSet(set, file);
}

/** The set of these texts of two classes, which have no partners. Throws what `expectBothClasses` throws. */
export function setOfClasses(rows: readonly ClassRow[], choice: ImportChoice, origin: Origin): ScenarioSet {
  const file = origin.files.join(', ');
  const splits = splitsOfClasses(rows, choice.split);
  expectBothClasses(rows, splits, choice, file);
  const scenarios = situationsOf(rows, choice.name);
  const texts = rows.map(({ id, group, side, text, answers }, i) => ({
    id,
    scenario: scenarios.ids.get(group)!,
    split: splits[i]!,
    label: side,
    text,
    ...answered(answers),
  }));
  const set = {
    ...heading(choice, origin, rows.length, 'text'),
    version: versionOf({ texts }),
    concept: choice.concept,
    scenarios: scenarios.list,
    pairs: [],
    texts,
    scored: [],
    prompts: promptsOf(rows, scenarios.ids),
  };
  return decodeScenarioSet(set, file);
}

/**
 * The set in use with these rated texts in the place of its own: a rated text is judged along a direction, which needs texts of its own.
 * A text is of the situation that has its group as id, as name in the lab's files (`groupNames`) or as title, which of several is that of
 * the first, also where only the marks between its words are others ("food_delivery"); else of a new one.
 */
export function setOfRated(rows: readonly RatedRow[], choice: ImportChoice, origin: Origin, inUse: ScenarioSet): ScenarioSet {
  const file = origin.files.join(', ');
  expectRated(rows, file);
  const known = new Map(
    [
      ...inUse.scenarios.map(({ id, title }) => [title, id] as const).reverse(),
      ...[...groupNames(inUse.scenarios)].map(([id, name]) => [name, id] as const),
      ...inUse.scenarios.map(({ id }) => [id, id] as const),
    ].map(([name, id]) => [name.trim().toLowerCase(), id] as const),
  );
  const loosely = looseNames(known);
  const knownAs = (group: string): string | undefined => known.get(group.toLowerCase()) ?? loosely.get(loose(group));
  const strange = rows.filter(({ group }) => knownAs(group) === undefined);
  const more = situationsOf(strange, choice.name, new Set(inUse.scenarios.map(({ id }) => id)));
  const scored = rows.map(({ id, group, score, text, answers }) => ({
    id: `rated-${id}`,
    scenario: knownAs(group) ?? more.ids.get(group)!,
    score,
    text,
    ...answered(answers),
  }));
  const { about, licence } = heading(choice, origin, rows.length, t`rated text`);
  return decodeScenarioSet(
    {
      ...inUse,
      version: versionOf({ ...inUse, scored }),
      id: `${inUse.id}-rated`,
      name: t`${inUse.name}, rated texts of ${choice.name}`,
      licence: inUse.licence === licence ? licence : `${inUse.licence}; rated texts: ${licence}`,
      about: t`${about} ${inUse.pairs.length > 0 ? t`The pairs` : t`The texts of the two classes`} are those of “${inUse.name}”. ${inUse.about}`,
      scenarios: [...inUse.scenarios, ...more.list],
      scored,
    },
    file,
  );
}

/** A name by its letters and digits alone: "food_delivery", "Food delivery" and "food-delivery" are one. */
const loose = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim();

/** [loose name] the situation, where it is that of one alone. */
function looseNames(known: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const found = new Map<string, Set<string>>();
  for (const [name, id] of known) found.set(loose(name), (found.get(loose(name)) ?? new Set()).add(id));
  return new Map([...found].flatMap(([name, [id, ...others]]) => (name !== '' && others.length === 0 ? [[name, id!] as const] : [])));
}

/** The prompt that is kept with the texts of a row. */
const answered = (prompt: string | undefined): { prompt?: string } => (prompt === undefined ? {} : { prompt });

function heading(choice: ImportChoice, { files, layout, of, licences, sources }: Origin, taken: number, noun: string) {
  const list = (all: readonly string[]): string =>
    brief(all.slice(0, 5).join(', ') + (all.length > 5 ? t`, and ${all.length - 5} more` : ''));
  return {
    format: 'eia-lab/scenarios',
    version: 1,
    id: slug(choice.name, 'imported'),
    name: choice.name,
    licence: licences.length > 0 ? list(licences) : NOT_STATED,
    about: [
      t`Imported from ${list(files)} (${layout}): ${count(taken, noun)} of ${count(of, 'row')}.`,
      sources.length > 0 ? t`Source: ${list(sources)}.` : t`The file names no source.`,
    ].join(' '),
  };
}

/** Situations in the order of their first row, and the id of each group. A group without a name is named after the file. */
function situationsOf(rows: readonly Pick<PairRow, 'group' | 'title'>[], name: string, taken: ReadonlySet<string> = new Set()) {
  const ids = new Map<string, string>();
  const used = new Set(taken);
  const list: { id: string; title: string }[] = [];
  for (const { group, title } of rows) {
    if (ids.has(group)) continue;
    const wanted = group || slug(name, 'imported');
    let id = wanted;
    for (let n = 2; used.has(id); n++) id = `${wanted}-${n}`;
    used.add(id);
    ids.set(group, id);
    list.push({ id, title: title || group || name });
  }
  return { ids, list };
}

function promptsOf(
  rows: readonly Pick<PairRow, 'prompt' | 'group'>[],
  ids: ReadonlyMap<string, string>,
): { id: string; scenario: string; text: string }[] {
  const first = new Map<string, string>();
  for (const { prompt, group } of rows) {
    if (first.size >= MOST_PROMPTS) break;
    if (prompt !== '' && !first.has(prompt)) first.set(prompt, ids.get(group)!);
  }
  return [...first].map(([text, scenario], i) => ({ id: `prompt-${i + 1}`, scenario, text }));
}
