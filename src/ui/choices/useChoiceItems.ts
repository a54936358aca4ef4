/** The items that can be asked along the directions that are shown: fetched once a model is there that could be asked. */
import { useEffect, useMemo, useState } from 'react';
import { choiceItems } from '../../app/lower-actions';
import type { ChoiceItems } from '../../app/choice-work';
import { errorData } from '../../error';
import type { ShownRun } from '../../experiment/shown';
import { useLab } from '../useLab';
import { useRunOfItems } from '../useRunOfItems';

export interface ItemsState {
  /** What was fetched last; it stays while the next is fetched, so that no form goes away under somebody who writes in it. */
  readonly given: ChoiceItems | null;
  /** `given` is what there is for the run that is shown. */
  readonly current: boolean;
  /** Why there are none for that run; null where there is no failure. */
  readonly problem: string | null;
}

interface Known {
  /** What was asked for. */
  readonly of: object | null;
  readonly given: ChoiceItems | null;
  readonly problem: string | null;
}

/** `run`: null where nothing can be asked. */
export function useChoiceItems(run: ShownRun | null): ItemsState {
  const own = useLab((s) => s.ownItems);
  const items = useRunOfItems(run);
  const of = useMemo(() => (items ? { items, own } : null), [items, own]);
  const [known, know] = useState<Known>({ of: null, given: null, problem: null });
  useEffect(() => {
    if (!of) return undefined;
    let gone = false;
    choiceItems(of.items).then(
      (given) => gone || know({ of, given, problem: null }),
      (error: unknown) => {
        const { message, hint } = errorData(error);
        if (!gone) know(({ given }) => ({ of, given, problem: `${message} ${hint}` }));
      },
    );
    return () => void (gone = true);
  }, [of]);
  const answered = of !== null && known.of === of;
  return { given: known.given, current: answered && known.problem === null, problem: answered ? known.problem : null };
}
