/** The items that can be asked along the directions that are shown: fetched once a model is there that could be asked. */
import { useEffect, useState } from 'react';
import { choiceItems } from '../../app/actions';
import type { ChoiceItems } from '../../app/choice-work';
import type { LabState } from '../../app/store';
import { errorData } from '../../error';
import type { ShownRun } from '../../experiment/shown';
import { useLab } from '../useLab';

export type ItemsState = { readonly given: ChoiceItems | null; readonly problem: string | null };
const NOTHING: ItemsState = { given: null, problem: null };

interface Known {
  readonly run: ShownRun | null;
  readonly own: LabState['ownItems'];
  readonly state: ItemsState;
}

/** `run`: null where nothing can be asked. */
export function useChoiceItems(run: ShownRun | null): ItemsState {
  const own = useLab((s) => s.ownItems);
  const [known, know] = useState<Known>({ run: null, own: null, state: NOTHING });
  useEffect(() => {
    if (!run) return undefined;
    let gone = false;
    const take = (state: ItemsState): void => void (gone || know({ run, own, state }));
    choiceItems(run).then(
      (given) => take({ given, problem: null }),
      (error: unknown) => {
        const { message, hint } = errorData(error);
        take({ given: null, problem: `${message} ${hint}` });
      },
    );
    return () => void (gone = true);
  }, [run, own]);
  return run && known.run === run && known.own === own ? known.state : NOTHING;
}
