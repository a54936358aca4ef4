/** What to do where the texts of a run are not on this disk: Run reads the set in use with the loaded model, which may be others. Pure. */
import type { ShownRun } from '../../experiment/shown';
import type { ModelInfo } from '../../protocol';
import { brief } from '../parts/format';
import { t } from '../../language/t';

/** What Run would read now: null where there is none yet. */
export interface Chosen {
  readonly setHash: string | null;
  readonly model: Pick<ModelInfo, 'graphHash' | 'chatTemplate'> | null;
  readonly template: boolean;
}

const NEED = t`The controls need the texts as the model read them, which are not on this disk:`;

type Read = Pick<ShownRun, 'set' | 'model' | 'capture'>;

/** One sentence: press Run, or what has to be chosen first so that Run reads the same texts in the same way. */
export function needsTexts(run: Read, now: Chosen): string {
  const file = run.model.elsewhere?.file;
  if (file !== undefined) return t`${NEED} open ${brief(file, 60)} again to have them here.`;
  const first = firstOf(run, now);
  return first === null ? t`${NEED} press Run to have them here.` : t`${NEED} ${first} first, then press Run.`;
}

/** The same in a part of a sentence. */
export const howToRead = (run: Read, now: Chosen): string => {
  const first = firstOf(run, now);
  return first === null ? t`press Run` : t`${first} first, then press Run`;
};

/** What has to be chosen first; null where nothing has. */
function firstOf({ set, model, capture }: Read, now: Chosen): string | null {
  const asMessages = now.template && (now.model?.chatTemplate ?? true);
  const first = [
    ...(now.setHash !== null && now.setHash !== set.hash ? [t`choose the set “${brief(set.set.name)}”`] : []),
    ...(now.model?.graphHash !== model.graphHash ? [t`load ${brief(model.id)} (${model.dtype})`] : []),
    ...(capture.template !== asMessages ? [t`have texts read ${capture.template ? t`as chat messages` : t`as they are`}`] : []),
  ];
  if (first.length < 2) return first[0] ?? null;
  return t`${first.slice(0, -1).join(', ')} and ${first.at(-1)!}`;
}
