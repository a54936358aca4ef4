/**
 * A file's JSON text → its value; what is no JSON is told by its place in the text, or by what it is instead: a table (CSV), JSON Lines.
 */
import type { ErrorCode } from '../protocol';
import { LabError } from '../error';
import { separatorOf } from './text';
import { t } from '../language/t';

/** What a JSON file should have been. */
export interface JsonFile {
  /** "a scenario set". */
  what: string;
  /** What its JSON is: "one object with scenarios, pairs, scored and prompts". */
  shape: string;
  /** Of the error. */
  code: ErrorCode;
  /** What to do about a file of another kind. */
  hint: string;
}

/**
 * The value in `json`, a byte order mark aside; `revive` as JSON.parse has it. Throws LabError `code`, with line and column where the
 * engine tells the place.
 */
export function parseJson(
  json: string,
  file: string,
  { what, shape, code, hint }: JsonFile,
  revive?: (key: string, value: unknown) => unknown,
): unknown {
  const text = json.replace(/^\uFEFF/, '');
  try {
    return JSON.parse(text, revive) as unknown;
  } catch (error) {
    if (separatorOf(text, file)) throw new LabError(code, t`${file} is a table (CSV), where ${what} is JSON: ${shape}`, hint);
    if (isJsonLines(text)) throw new LabError(code, t`${file}: one JSON object a line, where ${what} is one object`, hint);
    const reason = error instanceof Error ? error.message : String(error);
    throw new LabError(
      code,
      t`${file}${placeIn(reason, text)}: not JSON (${reason})`,
      t`A comma, quote or bracket is missing or too many at that place; a text editor with JSON colours shows it.`,
    );
  }
}

/** JSON Lines: the format in which the paper's pairs are published. */
function isJsonLines(text: string): boolean {
  const lines = text.trim().split(/\r?\n/);
  return lines.length > 1 && lines.slice(0, 2).every((line) => line.startsWith('{') && line.trimEnd().endsWith('}'));
}

/** ", line 3, column 7" from the engine's own words (Firefox, newer V8) or its character position (older V8); '' in Safari. */
export function placeIn(reason: string, text: string): string {
  const named = /line (\d+),? column (\d+)/.exec(reason);
  if (named) return t`, line ${named[1]!}, column ${named[2]!}`;
  const position = /position (\d+)/.exec(reason)?.[1] ?? (/Unexpected end/.test(reason) ? String(text.length) : undefined);
  if (position === undefined) return '';
  const before = text.slice(0, Number(position)).split('\n');
  return t`, line ${before.length}, column ${(before.at(-1) ?? '').length + 1}`;
}
