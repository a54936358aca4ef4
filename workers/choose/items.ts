/** The items of a choice as tokens, and what can be wrong with them. */
import { count, grouped } from '../../src/count';
import { LabError } from '../../src/error';
import type { ChoiceItem, ChooseRequest } from '../../src/protocol';
import { expectFits, KEPT } from '../device/limits';
import { expectEdits } from '../generate/request';
import type { LoadedModel } from '../model/loaded';
import { t } from '../../src/language/t';

export interface ItemTokens {
  readonly prompt: readonly number[];
  readonly options: readonly (readonly number[])[];
}

export const tokensOf = (model: LoadedModel, { prompt, options }: ChoiceItem, template: boolean): ItemTokens => ({
  prompt: promptTokens(model, prompt, template),
  options: model.encodeAfter(prompt, options, template),
});

export const promptTokens = (model: LoadedModel, prompt: string, template: boolean): readonly number[] =>
  template ? model.encodeChat(prompt, true) : model.encode(prompt);

/** Throws `no-items`, and `shape-mismatch` and `push-too-far` for directions of another model and pushes beyond the model's numbers. */
export function checkRequest(model: LoadedModel, request: ChooseRequest): void {
  if (request.items.length === 0)
    throw new LabError('no-items', t`There is no item to choose in.`, t`Give at least one prompt with two options.`);
  expectEdits(model, request);
}

/**
 * Throws `empty-prompt`, `bad-options`, `prompt-too-long`, `edits-failed` and `run-too-large`, with the item's name, or its number from 1.
 */
export function checkItem(
  model: LoadedModel,
  { items, rows, answer, template }: ChooseRequest,
  { prompt, options }: ItemTokens,
  i: number,
): void {
  const { name: given } = items[i]!;
  const name = given !== undefined ? `Item “${given}”` : items.length === 1 ? 'The item' : `Item ${i + 1} of ${items.length}`;
  if (items[i]!.prompt.trim() === '' || prompt.length === 0)
    throw new LabError('empty-prompt', t`${name} has an empty prompt.`, t`Write something for the model to answer.`);
  const wrong = (what: string, hint: string): LabError => new LabError('bad-options', t`${name} ${what}.`, hint);
  if (options.length < 2) throw wrong(`has ${count(options.length, 'option')}`, 'A choice needs at least two.');
  const quoted = (at: number): string => JSON.stringify(items[i]!.options[at]!.slice(0, 40));
  options.forEach((option, at) => {
    if (items[i]!.options[at]!.trim() === '' || option.length === 0)
      throw wrong(`has an empty option (number ${at + 1})`, 'Write what the model could answer.');
    // Space at the end is a token of its own, which hides that the words before it begin another option.
    const said = items[i]!.options[at]!;
    const words = said.trimEnd() === said ? option : model.encodeAfter(items[i]!.prompt, [said.trimEnd()], template)[0]!;
    const longer = options.findIndex(
      (other, j) => j !== at && (words.every((id, k) => other[k] === id) || isBegun(said.trim(), items[i]!.options[j]!.trim())),
    );
    if (longer >= 0)
      throw wrong(
        `has an option (${quoted(at)}) that another (${quoted(longer)}) begins with`,
        'The shorter one is at least as likely then, whatever the model prefers: end both with a full stop, or word them apart.',
      );
  });
  const longest = Math.max(...options.map(({ length }) => length));
  const over = prompt.length + longest - (model.context ?? Infinity);
  if (over > 0)
    throw new LabError(
      'prompt-too-long',
      t`${name} has ${count(prompt.length, 'prompt token')} and an option of ${longest}: ${grouped(over)} more than the model's context of ${grouped(model.context!)}.`,
      t`Shorten it by ${count(over, 'token')}.`,
    );
  if (answer && options.some((option) => crosses(model, prompt, option)))
    throw new LabError(
      'edits-failed',
      t`${name} passes the ${grouped(model.graph.firstWindow!)} tokens at which this model turns its positions by another table: prompt and option are read in one pass there, and an edit cannot keep to one of them.`,
      t`Give the edits when: 'all', or shorten the prompt.`,
    );
  const kept = Math.min(KEPT, rows * longest);
  expectFits(model, { rows, prompt: prompt.length, answer: longest, readAtOnce: Math.max(prompt.length, longest), kept });
}

/** The second text goes on from the first where a word ends, whatever space stands before either. */
const isBegun = (text: string, by: string): boolean => by.startsWith(text) && !/^[\p{L}\p{M}\p{N}]/u.test(by.slice(text.length));

/** The rotary angles change within the option (LongRoPE): the prompt's cache is of no use for it (workers/pass/lanes.ts). */
export function crosses({ graph: { firstWindow } }: LoadedModel, prompt: readonly number[], option: readonly number[]): boolean {
  return firstWindow !== null && prompt.length <= firstWindow && prompt.length + option.length - 1 > firstWindow;
}
