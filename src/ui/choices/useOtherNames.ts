/** What directions of other concepts that stood in for the shown ones are called, where choices or games are reported. */
import { useMemo } from 'react';
import { byId } from '../../experiment/experiment';
import { foundOf } from '../run/found-by';
import { useLab } from '../useLab';
import { otherNames } from './rows';

/** Names of these directions, in the order of `ids`. Another list is other names: hand the same one on. */
export function useOtherNames(ids: readonly string[] | undefined) {
  const records = useLab((s) => s.experiment.directions);
  const analyses = useLab((s) => s.experiment.analyses);
  const readings = useLab((s) => s.experiment.readings);
  return useMemo(() => {
    const found = (ids ?? []).map((id) => byId(records, id) ?? null);
    return otherNames(found.map((one) => ({ name: one?.name ?? '', foundBy: one ? foundOf(one, { analyses, readings }) : '' })));
  }, [ids, records, analyses, readings]);
}
