/**
 * The kit of every codec: valibot's schemas, told in our words. The message of a schema is what was expected ("a non-empty text");
 * `decode` puts the place before it and the value behind it, and names all problems of a value at once. src/formats/schemas.ts has the
 * schemas.
 */
import * as v from 'valibot';
import type { ErrorCode } from '../protocol';
import { LabError } from '../error';
import { shown } from './shown';
import { t } from '../language/t';

/** How `decode` tells what is wrong. */
export interface Told {
  /** Stable, kebab-case. */
  code: ErrorCode;
  /** What the reader can do about it. */
  hint: string;
  /** Stands before the first problem, as "own.json: ". */
  file?: string;
  /** The path of the value itself, before the paths inside it: 'texts' gives "texts[1]". Default '': the root has none. */
  at?: string;
  /** What a value without a path is called. Default 'file'. */
  whole?: string;
  /** What is said of a value that is not there. Default 'nothing'. */
  absent?: string;
  /** How many problems are spelt out. Default 10. */
  most?: number;
  /** Of a list of rows: how a person finds the row of an index, as "line 3". */
  rowName?: (index: number) => string;
}

/**
 * `value` as `schema` has it, unknown fields dropped. Throws LabError `code`, a line for each problem, as
 * "own.json: pairs[3].positive: expected a non-empty text, got 7".
 */
export function decode<const S extends v.GenericSchema>(schema: S, value: unknown, told: Told): v.InferOutput<S> {
  const result = v.safeParse(schema, value, { message: words });
  if (result.success) return result.output;
  const { code, hint, file, at = '', whole = 'file', absent, most = 10, rowName } = told;
  const lines = result.issues
    .slice(0, most)
    .map(
      (issue) =>
        t`${(rowName ? placeInRow(issue, rowName) : place(issue, at)) || whole}: expected ${issue.message}, got ${got(issue) || shown(issue.input, absent)}`,
    );
  const more = result.issues.length - lines.length;
  if (more > 0) lines.push(t`and ${more} more`);
  throw new LabError(code, `${file === undefined ? '' : `${file}: `}${lines.join('\n')}`, isNewer(result.issues[0]) ? NEWER : hint);
}

/** A version that is a number, and larger than every one that is known: by `oneOf` these stand in the message. */
const isNewer = ({ path, input, message }: v.BaseIssue<unknown>): boolean =>
  path?.at(-1)?.key === 'version' && typeof input === 'number' && message.split(t` or `).every((known) => Number(known) < input);
const NEWER = t`It comes from a newer version of the lab: load this page anew for its newest version, and open it again.`;

/** What `schema` says it expects where there is nothing. */
export const expectedBy = (schema: v.GenericSchema): string =>
  v.safeParse(schema, undefined, { message: words }).issues?.[0].message ?? t`a value`;

/** What a check of our own (`also`) says it found. Valibot's own words for it are not ours. */
const got = ({ type, received }: v.BaseIssue<unknown>): string => (type === 'raw_check' ? received : '');

/** `run.directions.data`, `pairs[3].positive`. */
const place = ({ path }: v.BaseIssue<unknown>, at: string): string => joined(at, path ?? []);
const joined = (at: string, path: readonly v.IssuePathItem[]): string =>
  path.reduce((before, { key }) => (typeof key === 'number' ? `${before}[${key}]` : `${before}${before && '.'}${String(key)}`), at);

/** "line 3: question"; '' of the list itself. */
function placeInRow({ path }: v.BaseIssue<unknown>, rowName: (index: number) => string): string {
  const [first, ...inside] = path ?? [];
  if (!first) return '';
  const field = joined('', inside);
  return `${rowName(Number(first.key))}${field && `: ${field}`}`;
}

const WORDS: Record<string, string> = {
  string: t`a text`,
  number: t`a number`,
  boolean: t`true or false`,
  array: t`a list`,
  object: t`an object`,
};

/** What was expected, of valibot's own schemas where they are used without a message. */
const words = ({ type, expected, issues }: v.BaseIssue<unknown>): string =>
  type === 'union' && issues
    ? [...new Set(issues.map(({ message }) => message))].join(t` or `)
    : (WORDS[type] ?? expected ?? t`another value`);
