/** What to do where the texts of a run are not on this disk: Run reads the set in use with the loaded model, which may be others. Pure. */
import type { ShownRun } from '../../experiment/shown';
import type { ModelInfo } from '../../protocol';
import { brief } from '../parts/format';

/** What Run would read now: null where there is none yet. */
interface Chosen {
  readonly setHash: string | null;
  readonly model: Pick<ModelInfo, 'graphHash' | 'chatTemplate'> | null;
  readonly template: boolean;
}

const NEED = 'The controls need the texts as the model read them, which are not on this disk:';

/** One sentence: press Run, or what has to be chosen first so that Run reads the same texts in the same way. */
export function needsTexts({ set, model, capture }: Pick<ShownRun, 'set' | 'model' | 'capture'>, now: Chosen): string {
  const asMessages = now.template && (now.model?.chatTemplate ?? true);
  const first = [
    ...(now.setHash !== null && now.setHash !== set.hash ? [`choose the set “${brief(set.set.name)}”`] : []),
    ...(now.model?.graphHash !== model.graphHash ? [`load ${brief(model.id)} (${model.dtype})`] : []),
    ...(capture.template !== asMessages ? [`have texts read ${capture.template ? 'as chat messages' : 'as they are'}`] : []),
  ];
  if (first.length === 0) return `${NEED} press Run to have them here.`;
  const list = first.length < 2 ? first[0]! : `${first.slice(0, -1).join(', ')} and ${first.at(-1)!}`;
  return `${NEED} ${list} first, then press Run.`;
}
