/**
 * A scenario set: the texts from which a direction is taken and against which it is tested. This file is the format: the schema, which is
 * the type and the check that every file from disk or link passes, and the hash by which a run names the texts it was made from.
 */
import { sha256 } from './sha256';
import * as v from 'valibot';
import { choiceItem } from './choice-item';
import { decode, type Told } from './codec';
import { LabError } from '../error';
import { parseJson } from './json';
import { formatOf, RUN } from './kind';
import { also, finite, flag, versioned, inside, listWithIds, nonEmptyText, oneOf, record, seed, type Report } from './schemas';
import { t } from '../language/t';

const split = oneOf('train', 'test');
const eiaScore = oneOf(0, 1, 2);
const label = oneOf('positive', 'negative');

const scenario = record({
  id: nonEmptyText,
  title: nonEmptyText,
  /** What the task is. May be absent, as the next two: a set made of a table of pairs has names of groups and no more. */
  objective: v.optional(nonEmptyText),
  /** Who needs something. */
  person: v.optional(nonEmptyText),
  /** What a completion must do to earn each EIA score. */
  rubric: v.optional(record({ 0: nonEmptyText, 1: nonEmptyText, 2: nonEmptyText })),
});

/** How a model wrote the two texts of a pair. */
export const writtenBy = record({
  /** What its server, or this page, calls the model. */
  model: nonEmptyText,
  /** The server; absent where the model was loaded in the page. */
  host: v.optional(nonEmptyText),
  /** What was said for each side, the situation in it. */
  instructions: record({ positive: nonEmptyText, negative: nonEmptyText }),
  temperature: finite,
  seed,
  /** ISO 8601, of the later text. */
  at: nonEmptyText,
  /** A person changed a text since. */
  edited: flag,
});

/** What texts answer, where they are answers: they are read behind it. Of version 2. */
const answered = { prompt: v.optional(nonEmptyText) };

const pair = v.pipe(
  record({
    ...{ id: nonEmptyText, scenario: nonEmptyText, split, positive: nonEmptyText, negative: nonEmptyText, ...answered },
    /** Absent where no model wrote it, or nobody knows. */
    writtenBy: v.optional(writtenBy),
  }),
  also((value, report) => {
    const [one, other] = [trimmed(value, 'positive'), trimmed(value, 'negative')];
    if (one !== '' && one === other) report(['negative'], t`another text than positive`);
  }),
);

/** Pairs, texts without partners and scored texts; any of them may answer a prompt. */
const ANSWERING = ['pairs', 'texts', 'scored'] as const;
type MayAnswer = { readonly [list in (typeof ANSWERING)[number]]?: readonly { readonly prompt?: string | undefined }[] | undefined };

/** Whether some texts of the set answer prompts: all of them are read as answers then. */
export const hasPrompts = (set: MayAnswer): boolean =>
  ANSWERING.some((name) => set[name]?.some(({ prompt }) => prompt !== undefined) ?? false);

/** A set says the version 1 where a page of version 1 reads all of it as it is meant. */
export const versionOf = (set: MayAnswer): 1 | 2 => (hasPrompts(set) ? 2 : 1);

/** The schema of a scenario set; `decodeScenarioSet` reads values by it. */
export const scenarioSet = v.pipe(
  versioned(
    // A page that knows version 1 alone would drop the prompts, and read other texts without a word.
    { format: oneOf('eia-lab/scenarios'), version: oneOf(1, 2) },
    {
      id: nonEmptyText,
      name: nonEmptyText,
      licence: nonEmptyText,
      about: nonEmptyText,
      /** Labels of the two classes, e.g. 'empathic' and 'task-first'. */
      concept: record({ name: nonEmptyText, positive: nonEmptyText, negative: nonEmptyText }),
      /** A sentence that asks for each side: in front of a prompt, it is what a push is held against. May be absent. */
      asking: v.optional(record({ positive: nonEmptyText, negative: nonEmptyText })),
      scenarios: listWithIds('scenarios', scenario),
      /** The same situation answered twice. The direction comes from `train`, the AUROC from `test`. Empty where there are `texts`. */
      pairs: listWithIds('pairs', pair),
      /** Texts of the two classes without partners, in the place of pairs; may be absent. */
      texts: v.optional(
        listWithIds('texts', record({ id: nonEmptyText, scenario: nonEmptyText, split, label, text: nonEmptyText, ...answered })),
      ),
      /** Completions with a person's 0/1/2; may be empty. */
      scored: listWithIds('scored', record({ id: nonEmptyText, scenario: nonEmptyText, score: eiaScore, text: nonEmptyText, ...answered })),
      /** User messages to steer on; may be empty. */
      prompts: listWithIds('prompts', record({ id: nonEmptyText, scenario: nonEmptyText, text: nonEmptyText })),
      /**
       * The texts themselves are not known, and something stands in their place: they come from a file of activations without texts. Words
       * and lengths are then not counted.
       */
      unwritten: v.exactOptional(v.literal(true, t`true, or nothing`)),
      /** Choices in the set's own situations; may be absent. */
      items: v.optional(listWithIds('items', choiceItem)),
    },
  ),
  also((value, report) => {
    knowScenarios(value, ['pairs', 'texts', 'scored', 'prompts', 'items'], report);
    haveBothSplits(value, report);
    haveNoPrompts(value, report);
  }),
);

/** The licence of a set whose file states none. */
export const NOT_STATED = 'not stated by the file';

/** A scenario set, checked. */
export type ScenarioSet = v.InferOutput<typeof scenarioSet>;
export type WrittenBy = v.InferOutput<typeof writtenBy>;
/** What a pair is for: `train` finds the direction, `test` judges it. */
export type Split = v.InferOutput<typeof split>;

/** Of an id in a message no more is shown. */
const LONGEST_ID = 40;

/** Whatever is in the lists of these names is of a scenario of the same file. */
export function knowScenarios(file: unknown, names: readonly string[], report: Report): void {
  const scenarios = inside(file, ['scenarios']);
  if (!Array.isArray(scenarios)) return;
  const known = new Set(scenarios.map((one: unknown) => inside(one, ['id'])).filter((id) => typeof id === 'string'));
  const brief = (id: string): string => (id.length > LONGEST_ID ? `${id.slice(0, LONGEST_ID - 1)}…` : id);
  const some = [...known].slice(0, 10).map(brief).join(', ') + (known.size > 10 ? ', …' : '');
  for (const name of names) {
    const items = inside(file, [name]);
    if (!Array.isArray(items)) continue;
    items.forEach((item: unknown, i) => {
      const id = inside(item, ['scenario']);
      if (typeof id === 'string' && id.trim() !== '' && !known.has(id))
        report([name, i, 'scenario'], t`the id of a scenario (${some || t`none given`})`);
    });
  }
}

/** In version 1 no text answers a prompt. */
function haveNoPrompts(set: unknown, report: Report): void {
  if (inside(set, ['version']) !== 1) return;
  for (const name of ANSWERING) {
    const rows = inside(set, [name]);
    const at = Array.isArray(rows) ? rows.findIndex((one: unknown) => inside(one, ['prompt']) !== undefined) : -1;
    if (at >= 0) report([name, at, 'prompt'], t`nothing in version 1 (answers that are read behind their prompts need "version": 2)`);
  }
}

function haveBothSplits(set: unknown, report: Report): void {
  const [pairs, texts] = [inside(set, ['pairs']), inside(set, ['texts'])];
  if (!Array.isArray(pairs)) return;
  if (Array.isArray(texts) && texts.length > 0) {
    if (pairs.length > 0)
      report(
        ['texts'],
        t`no texts without partners beside pairs: chance is drawn over pairs in one set, and over texts in another`,
        t`${texts.length} beside ${pairs.length} pairs`,
      );
    for (const name of split.options)
      for (const side of label.options)
        if (!texts.some((one: unknown) => inside(one, ['split']) === name && inside(one, ['label']) === side))
          report(['texts'], t`at least one text with split "${name}" and label "${side}"`, t`none among ${texts.length}`);
    return;
  }
  for (const name of split.options)
    if (!pairs.some((one: unknown) => inside(one, ['split']) === name))
      report(['pairs'], t`at least one pair with split "${name}"`, t`none among ${pairs.length}`);
}

const trimmed = (value: unknown, name: string): string => {
  const text = inside(value, [name]);
  return typeof text === 'string' ? text.trim() : '';
};

const hint = t`Correct the places named and import the file again; the set that comes with the lab (scenarios/empathy.json) is a complete example.`;
const what = t`a scenario set`;
const shape = t`one object with scenarios, pairs, scored and prompts`;

/**
 * The set in `json`, with unknown fields dropped. `file` names the source in messages.
 * Throws LabError `scenario-not-json` (src/formats/json.ts), `run-as-set` or `scenario-invalid`, as `decodeScenarioSet`.
 */
export function parseScenarioSet(json: string, file: string): ScenarioSet {
  const value = parseJson(json, file, { what, shape, code: 'scenario-not-json', hint });
  if (formatOf(value) === RUN)
    throw new LabError(
      'run-as-set',
      t`${file} is a run file, not a scenario set.`,
      t`Open it as a run file: the set that it was made from comes with it, and is among those to choose.`,
    );
  return decodeScenarioSet(value, file);
}

/**
 * The set that `value` is. Throws LabError `scenario-invalid`, or what is `told` of the file that it is a part of: all problems, the first
 * ten spelt out, each with its path and its value.
 */
export const decodeScenarioSet = (
  value: unknown,
  file: string,
  told: Pick<Told, 'code' | 'hint'> = { code: 'scenario-invalid', hint },
): ScenarioSet => decode(scenarioSet, value, { file, code: told.code, hint: told.hint });

/**
 * SHA-256 (hex) of what the numbers depend on: pairs, or texts without partners, and scored texts, each with the prompt that it answers, in
 * order. Names, prompts to steer on, items, sentences that ask, who wrote a pair and key order do not matter.
 */
export async function hashScenarioSet(set: ScenarioSet): Promise<string> {
  // What answers no prompt keeps the hash that it had before there were prompts.
  const answered = ({ prompt }: { readonly prompt?: string | undefined }): string[] => (prompt === undefined ? [] : [prompt]);
  const lone = set.texts ?? [];
  const canonical = JSON.stringify({
    pairs: set.pairs.map((p) => [p.id, p.scenario, p.split, p.positive, p.negative, ...answered(p)]),
    scored: set.scored.map((s) => [s.id, s.scenario, s.score, s.text, ...answered(s)]),
    // Sets of pairs keep the hash that they had before there were others.
    ...(lone.length > 0 && { texts: lone.map((one) => [one.id, one.scenario, one.split, one.label, one.text, ...answered(one)]) }),
  });
  return sha256(canonical);
}
