/** The note in an exported model's folder: where its files belong, so that an import is found under the same name. */
import * as v from 'valibot';
import { LabError } from '../error';
import { decode, type Told } from './codec';
import { is, list, oneOf, record, text, versioned, whole } from './schemas';
import { t } from '../language/t';

/** Its name, in the folder of the model. */
export const NOTE = 'eia-lab-model.json';

const file = record({
  path: text,
  bytes: whole,
  sha256: text,
  /** Of a graph: the weight files it names. Earlier versions did not say. */
  reads: v.exactOptional(list(text)),
  /** Of its repository. Earlier versions did not say. */
  commit: v.exactOptional(text),
});
const noteWith = (isRoot: (root: string) => boolean) =>
  versioned(
    { format: v.literal('eia-lab/model', '"eia-lab/model"'), version: oneOf(1) },
    {
      root: is<string>(t`the address of a model`, (value) => typeof value === 'string' && isRoot(value)),
      files: list(file),
      /** Files that its hub is known not to have: without this, the other machine would have to ask it. */
      missing: list(text),
    },
  );

/** What the note says. */
export type ModelNote = v.InferOutput<ReturnType<typeof noteWith>>;

const told: Told = { code: 'not-an-export', hint: t`Export the model again.`, file: `${NOTE} does not say which model this is` };

/**
 * The note in `json`. `isRoot` tells whether files of a model can lie at an address: what is stored under another one could never be
 * loaded. Throws LabError `not-an-export`, which names each wrong field.
 */
export function parseModelNote(json: string, isRoot: (root: string) => boolean): ModelNote {
  return decode(noteWith(isRoot), valueIn(json), told);
}

function valueIn(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new LabError(told.code, t`${told.file!}: not JSON (${reason})`, told.hint);
  }
}

/** The note as its file has it. */
export const writeModelNote = ({ root, files, missing }: Pick<ModelNote, 'root' | 'files' | 'missing'>): string =>
  JSON.stringify({ format: 'eia-lab/model', version: 1, root, files, missing } satisfies ModelNote, null, 2);
