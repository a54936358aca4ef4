/** JSON files that are no texts and are opened nowhere by themselves: what they are, and what to do with them. */
import { LabError } from '../error';
import { formatOf, GAME, LESSON, RUN, SET, WRITTEN } from './kind';
import { t } from '../language/t';

const OPENED: readonly (string | null)[] = [RUN, SET, LESSON, GAME, WRITTEN, null];
/** Fields that files of a model have, and no texts. */
const OF_MODELS = ['architectures', 'model_type', 'added_tokens', 'tokenizer_class', 'bos_token_id', 'eos_token_id'];

/** Throws `bad-input` for the lab's files of other formats, and for a model's; says nothing of what is no JSON. */
export function expectOpened(json: string, file: string): void {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return;
  }
  const format = formatOf(value);
  if (format?.startsWith('eia-lab/') && !OPENED.includes(format))
    throw new LabError(
      'bad-input',
      t`${file} says that it is “${format}”: no run file, set of texts, lesson or game, which are what the page opens.`,
      t`A manifest of activations comes together with its tensors, a model’s note with its model. If another version of the lab made it, open it there.`,
    );
  const isOfModel =
    typeof value === 'object' && value !== null && !Array.isArray(value) && OF_MODELS.some((name) => Object.hasOwn(value, name));
  if (isOfModel && format === null)
    throw new LabError(
      'bad-input',
      t`${file} is a file of a model: it has no texts.`,
      t`Drop the whole folder of the model, with its .onnx file, or choose it under “Load a folder”.`,
    );
}
