/** The choices without a push that were read before they were made, as src/lab/report/before.ts takes them. */
import { margins } from '../lab/choices';
import type { AskedBefore } from '../lab/report/before';
import { fileOf, type Choice } from './choice';

/** Prompts asked by one model on one device, in one way. */
export interface ReadBefore {
  readonly model: Choice['model'];
  /** The latest of them. */
  readonly at: string;
  readonly template: boolean;
  /** SHA-256 of the file of A/B items that they are of; null for those of a set. */
  readonly file: string | null;
  /** The name of that file. */
  readonly fileName: string | null;
  /** Ids of the choices. */
  readonly records: readonly string[];
  /** Items and paraphrases, each prompt with its options once, in the order in which they were first asked. */
  readonly asked: readonly AskedBefore[];
}

/**
 * What was read along these directions by the model, and in the way, that was asked last; null where nothing was. `file`: the SHA-256 of
 * the file of A/B items that is asked of; where nothing was read of its items, those of the last choice stand.
 */
export function readBefore(choices: readonly Choice[], directions: string, file: string | null = null): ReadBefore | null {
  const read = choices.filter(
    ({ read, control, question, edits: [edit, ...beside] }) =>
      read && question && !control && edit?.directions === directions && edit.amount === 0 && beside.length === 0,
  );
  const last = read.findLast((one) => fileOf(one) === file) ?? read.at(-1);
  if (!last) return null;
  const { model, question } = last;
  const same = read.filter(
    (one) =>
      one.model.graphHash === model.graphHash &&
      one.model.device === model.device &&
      one.question!.template === question!.template &&
      fileOf(one) === fileOf(last),
  );
  const asked = new Map<string, AskedBefore>();
  for (const { options, logProbs, question, read } of same) {
    const { prompt, sides } = question!;
    asked.set(JSON.stringify([prompt, options]), {
      prompt,
      options: JSON.stringify([options, sides]),
      read: read!,
      margin: margins([logProbs], [sides])[0]!,
    });
  }
  const at = same.reduce((latest, one) => (one.at > latest ? one.at : latest), last.at);
  return {
    model,
    at,
    template: question!.template,
    file: fileOf(last),
    fileName: question!.file?.name ?? null,
    records: same.map(({ id }) => id),
    asked: [...asked.values()],
  };
}
