/** Items that lists share: stopped work leaves holes. Pure. */
import { FEWEST_ITEMS } from '../choices';

const sharing = (lists: readonly (readonly number[])[], items: readonly number[]): number =>
  items.length === 0 ? 0 : lists.filter((one) => hasAll(one, items)).length;

/** Every one of the items is on the list. */
export function hasAll(list: readonly number[], items: readonly number[]): boolean {
  const there = new Set(list);
  return items.every((item) => there.has(item));
}

/** The items of one of the lists, shared by as many lists as make items times lists the most; of equals the more items. */
export const sharedItems = (lists: readonly (readonly number[])[]): readonly number[] =>
  lists.reduce<readonly number[]>((best, one) => {
    const [here, before] = [one.length * sharing(lists, one), best.length * sharing(lists, best)];
    return here > before || (here === before && one.length > best.length) ? one : best;
  }, []);

/** The same, but for an interval's sake rather items of which there are `FEWEST_ITEMS`, where two lists share so many. */
export function boundedItems(lists: readonly (readonly number[])[]): readonly number[] {
  const long = sharedItems(lists.filter(({ length }) => length >= FEWEST_ITEMS));
  return sharing(lists, long) > 1 ? long : sharedItems(lists);
}
