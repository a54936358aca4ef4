/** Whether two models are one, where one of them was read elsewhere: a file names its model, and has no graph. Pure. */
import type { ModelStamp } from './stamp';
import { LAB_SITE } from './site-names';

/** What of a model is compared: of a stamp, or of the loaded model. */
type Compared = Pick<ModelStamp, 'id' | 'repo' | 'graphHash' | 'layers' | 'width'> & Pick<Partial<ModelStamp>, 'elsewhere'>;

/** "HuggingFaceTB/SmolLM2-135M-Instruct", "onnx-community/SmolLM2-135M-Instruct-ONNX" → "smollm2-135m-instruct". */
const nameOf = (repo: string): string =>
  repo
    .replace(/^.*\//, '')
    .toLowerCase()
    .replace(/-onnx(-web)?$/, '');

/**
 * The same graph with its weights; or, where one of them was read elsewhere at the place where the lab reads, the same name and shape:
 * what is read and pushed then lies in one space, but for the precision of the weights.
 */
export function sameModel(a: Compared, b: Compared): boolean {
  if (a.graphHash === b.graphHash) return true;
  const away = [a, b].filter((one) => one.elsewhere);
  if (away.length === 0 || away.some((one) => one.elsewhere?.site !== LAB_SITE)) return false;
  if (a.layers !== b.layers || a.width !== b.width) return false;
  const names = [b.repo, b.id].map(nameOf);
  return [a.repo, a.id].some((name) => names.includes(nameOf(name)));
}
