/**
 * A scenario set: the texts from which a direction is taken and against which it is tested. This file is the format:
 * its type, the check every file from disk or link passes, and the hash by which a run names the texts it was made from.
 */
import { sha256 } from 'hash-wasm';
import { LabError } from '../error';
import { separatorOf } from './text';

export type Split = 'train' | 'test';
export type EiaScore = 0 | 1 | 2;

export interface ScenarioSet {
  format: 'eia-lab/scenarios';
  version: 1;
  id: string;
  name: string;
  licence: string;
  about: string;
  /** Labels of the two classes, e.g. 'empathic' and 'task-first'. */
  concept: { name: string; positive: string; negative: string };
  /** `person`: who needs something. `rubric`: what a completion must do to earn each EIA score. */
  scenarios: { id: string; title: string; objective: string; person: string; rubric: Record<EiaScore, string> }[];
  /** The same situation answered twice. The direction comes from `train`, the AUROC from `test`. */
  pairs: { id: string; scenario: string; split: Split; positive: string; negative: string }[];
  /** Completions with a person's 0/1/2; may be empty. */
  scored: { id: string; scenario: string; score: EiaScore; text: string }[];
  /** User messages to steer on; may be empty. */
  prompts: { id: string; scenario: string; text: string }[];
}

const shownProblems = 10;
const hint =
  'Correct the places named and import the file again; the set that comes with the lab (scenarios/empathy.json) is a complete example.';

/**
 * The set in `json`, with unknown fields dropped. `file` names the source in messages.
 * Throws LabError `scenario-not-json` (with line and column where the engine tells the place) or
 * `scenario-invalid` (all problems, the first ten spelt out, each with its path and the value found).
 */
export function parseScenarioSet(json: string, file: string): ScenarioSet {
  const problems: string[] = [];
  const set = readSet(parseJson(json, file), problems);
  if (problems.length === 0) return set;
  const more = problems.length > shownProblems ? [`and ${problems.length - shownProblems} more`] : [];
  throw new LabError('scenario-invalid', [`${file}: ${problems[0]}`, ...problems.slice(1, shownProblems), ...more].join('\n'), hint);
}

/** SHA-256 (hex) of what the numbers depend on: pairs and scored texts, in order. Names, prompts and key order do not matter. */
export async function hashScenarioSet(set: ScenarioSet): Promise<string> {
  const canonical = JSON.stringify({
    pairs: set.pairs.map((p) => [p.id, p.scenario, p.split, p.positive, p.negative]),
    scored: set.scored.map((s) => [s.id, s.scenario, s.score, s.text]),
  });
  return sha256(canonical); // Not crypto.subtle: a page over plain http, from a workshop's laptop, has none.
}

function parseJson(json: string, file: string): unknown {
  const text = json.replace(/^\uFEFF/, '');
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (separatorOf(text, file))
      throw new LabError(
        'scenario-not-json',
        `${file} is a table (CSV), where a scenario set is JSON: one object with scenarios, pairs, scored and prompts`,
        hint,
      );
    if (isJsonLines(text))
      throw new LabError('scenario-not-json', `${file}: one JSON object a line, where a scenario set is one object`, hint);
    throw new LabError(
      'scenario-not-json',
      `${file}${place(reason, text)}: not JSON (${reason})`,
      'A comma, quote or bracket is missing or too many at that place; a text editor with JSON colours shows it.',
    );
  }
}

/** JSON Lines: the format in which the paper's pairs are published. */
function isJsonLines(text: string): boolean {
  const lines = text.trim().split(/\r?\n/);
  return lines.length > 1 && lines.slice(0, 2).every((line) => line.startsWith('{') && line.trimEnd().endsWith('}'));
}

/** ", line 3, column 7" from the engine's own words (Firefox, newer V8) or its character position (older V8); '' in Safari. */
function place(reason: string, text: string): string {
  const named = /line (\d+),? column (\d+)/.exec(reason);
  if (named) return `, line ${named[1]}, column ${named[2]}`;
  const position = /position (\d+)/.exec(reason)?.[1] ?? (/Unexpected end/.test(reason) ? String(text.length) : undefined);
  if (position === undefined) return '';
  const before = text.slice(0, Number(position)).split('\n');
  return `, line ${before.length}, column ${(before.at(-1) ?? '').length + 1}`;
}

type Fields = Record<string, unknown>;

const none: ScenarioSet = {
  format: 'eia-lab/scenarios',
  version: 1,
  id: '',
  name: '',
  licence: '',
  about: '',
  concept: { name: '', positive: '', negative: '' },
  scenarios: [],
  pairs: [],
  scored: [],
  prompts: [],
};

/**
 * Reads on after a problem with stand-in values, so that one import names all of them. The result counts only if `problems` stays empty.
 */
function readSet(value: unknown, problems: string[]): ScenarioSet {
  const report = (path: string, expected: string, got: unknown): void => {
    problems.push(`${path}: expected ${expected}, got ${shown(got)}`);
  };
  const isFields = (v: unknown): v is Fields => typeof v === 'object' && v !== null && !Array.isArray(v);
  const object = (v: unknown, path: string): Fields | undefined => {
    if (isFields(v)) return v;
    report(path, 'an object', v);
    return undefined;
  };
  const text = (v: unknown, path: string): string => {
    if (typeof v === 'string' && v.trim() !== '') return v;
    report(path, 'a non-empty text', v);
    return '';
  };
  const oneOf = <T extends string | number>(v: unknown, path: string, allowed: readonly [T, ...T[]]): T => {
    const found = allowed.find((a) => a === v);
    if (found === undefined) report(path, allowed.map((a) => JSON.stringify(a)).join(' or '), v);
    return found ?? allowed[0];
  };
  /** A list of objects with distinct ids. */
  const list = <T>(v: unknown, path: string, read: (item: Fields, path: string, id: string) => T): T[] => {
    if (!Array.isArray(v)) {
      report(path, 'a list', v);
      return [];
    }
    const seen = new Map<string, number>();
    return v.flatMap((item: unknown, i) => {
      const at = `${path}[${i}]`;
      const fields = object(item, at);
      if (!fields) return [];
      const id = text(fields['id'], `${at}.id`);
      const first = seen.get(id);
      if (id !== '' && first !== undefined) report(`${at}.id`, `an id of its own (${path}[${first}] has it too)`, id);
      seen.set(id, first ?? i);
      return [read(fields, at, id)];
    });
  };

  const root = object(value, 'file');
  if (!root) return none;
  const format = oneOf(root['format'], 'format', ['eia-lab/scenarios']);
  const version = oneOf(root['version'], 'version', [1]);
  // Of another format or version, the rest would only be noise.
  if (problems.length > 0) return none;

  const head = {
    id: text(root['id'], 'id'),
    name: text(root['name'], 'name'),
    licence: text(root['licence'], 'licence'),
    about: text(root['about'], 'about'),
  };
  const labels = object(root['concept'], 'concept');
  const label = (key: string): string => (labels ? text(labels[key], `concept.${key}`) : '');
  const concept = { name: label('name'), positive: label('positive'), negative: label('negative') };

  const scenarios = list(root['scenarios'], 'scenarios', (item, at, id) => {
    const rubric = object(item['rubric'], `${at}.rubric`);
    const step = (score: EiaScore): string => (rubric ? text(rubric[score], `${at}.rubric.${score}`) : '');
    return {
      id,
      title: text(item['title'], `${at}.title`),
      objective: text(item['objective'], `${at}.objective`),
      person: text(item['person'], `${at}.person`),
      rubric: { 0: step(0), 1: step(1), 2: step(2) },
    };
  });
  const known = new Set(scenarios.map((s) => s.id));
  const scenarioOf = (item: Fields, at: string): string => {
    const id = text(item['scenario'], `${at}.scenario`);
    if (id !== '' && !known.has(id)) report(`${at}.scenario`, `the id of a scenario (${[...known].join(', ') || 'none given'})`, id);
    return id;
  };

  const pairs = list(root['pairs'], 'pairs', (item, at, id) => {
    const pair = {
      id,
      scenario: scenarioOf(item, at),
      split: oneOf<Split>(item['split'], `${at}.split`, ['train', 'test']),
      positive: text(item['positive'], `${at}.positive`),
      negative: text(item['negative'], `${at}.negative`),
    };
    if (pair.positive !== '' && pair.positive.trim() === pair.negative.trim())
      report(`${at}.negative`, 'another text than positive', pair.negative);
    return pair;
  });
  const given: unknown = root['pairs'];
  if (Array.isArray(given))
    for (const split of ['train', 'test'])
      if (!given.some((item: unknown) => isFields(item) && item['split'] === split))
        problems.push(`pairs: expected at least one pair with split "${split}", got none among ${given.length}`);

  const scored = list(root['scored'], 'scored', (item, at, id) => ({
    id,
    scenario: scenarioOf(item, at),
    score: oneOf<EiaScore>(item['score'], `${at}.score`, [0, 1, 2]),
    text: text(item['text'], `${at}.text`),
  }));
  const prompts = list(root['prompts'], 'prompts', (item, at, id) => ({
    id,
    scenario: scenarioOf(item, at),
    text: text(item['text'], `${at}.text`),
  }));
  return { format, version, ...head, concept, scenarios, pairs, scored, prompts };
}

const shown = (value: unknown): string => {
  const json = value === undefined ? 'nothing' : JSON.stringify(value);
  return json.length > 60 ? `${json.slice(0, 57)}…` : json;
};
