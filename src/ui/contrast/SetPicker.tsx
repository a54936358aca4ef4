/** Which scenario set is in use: one that comes with the page, your own that this browser keeps, or that of a run on the page. */
import { useMemo } from 'react';
import { chooseOwnSet, openShippedSet } from '../../app/actions';
import { ownSets, type LabState } from '../../app/store';
import { SHIPPED_SETS } from '../../experiment/shipped';
import { Choice } from '../parts/Choice';
import { forget } from '../parts/forget';
import { brief } from '../parts/format';
import { useLab } from '../useLab';
import { t } from '../../language/t';

interface Option {
  readonly value: string;
  readonly label: string;
  readonly title: string;
}

const DAMAGED: Option = { value: 'damaged', label: t`your own (damaged)`, title: t`This browser keeps it, but it cannot be read` };

/** Shipped sets by their id, sets of one's own by their hash. */
export function setOptions(state: Pick<LabState, 'keptSet' | 'olderSets' | 'linkedSet' | 'experiment' | 'set'>): Option[] {
  const { keptSet } = state;
  const kept = keptSet === 'damaged' ? null : keptSet;
  const own = ownSets(state).map(({ hash, set }) => ({
    value: hash,
    label: brief(set.name, 40),
    title: `${hash === kept?.hash ? t`Your own set, kept in this browser` : hash === state.linkedSet?.hash ? t`The set that came in a link` : t`The set of a run on this page`}: ${set.name}`,
  }));
  const there = new Set(own.map(({ value }) => value));
  const older = state.olderSets.flatMap(({ hash, name }) =>
    there.has(hash)
      ? []
      : [{ value: hash, label: brief(name, 40), title: `${t`An earlier set of your own, kept in this browser`}: ${name}` }],
  );
  return [
    ...SHIPPED_SETS.map(({ id, label, title }) => ({ value: id, label, title })),
    ...own,
    ...older.reverse(),
    ...(keptSet === 'damaged' ? [DAMAGED] : []),
  ];
}

export function SetPicker({ disabled }: { readonly disabled: boolean }) {
  const set = useLab((s) => s.set);
  const keptSet = useLab((s) => s.keptSet);
  const olderSets = useLab((s) => s.olderSets);
  const experiment = useLab((s) => s.experiment);
  const linkedSet = useLab((s) => s.linkedSet);
  const options = useMemo(
    () => setOptions({ set, keptSet, olderSets, linkedSet, experiment }),
    [set, keptSet, olderSets, linkedSet, experiment],
  );
  if (set.status !== 'ready') return null;
  const choose = (value: string): void => {
    const shipped = SHIPPED_SETS.find(({ id }) => id === value);
    forget(shipped ? openShippedSet(shipped.id) : chooseOwnSet(value === DAMAGED.value ? '' : value));
  };
  return <Choice label={t`Set`} value={set.shipped ?? set.hash} options={options} disabled={disabled} onChange={choose} />;
}
