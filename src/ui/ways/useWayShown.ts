import { useMemo, useState } from 'react';
import { setWay } from '../../app/set-way';
import { nearestWay, wayKey, type Way } from '../../experiment/ways';
import { useLab } from '../useLab';

export interface WayPicked<W extends Way> {
  /** undefined where nothing was asked. */
  readonly way: W | undefined;
  readonly pick: (key: string) => void;
}

/**
 * Which of these ways is shown: the one that the settings mean (`nearestWay`), or another that was picked, until the settings mean another
 * or something is asked (`asking`).
 */
export function useWayShown<W extends Way>(ways: readonly W[], asking: boolean): WayPicked<W> {
  const experiment = useLab((s) => s.experiment);
  const model = useLab((s) => s.model);
  const ownItems = useLab((s) => s.ownItems);
  const usual = useMemo(() => nearestWay(ways, setWay({ experiment, model, ownItems })), [ways, experiment, model, ownItems]);
  const meant = usual ? wayKey(usual) : '';
  const [picked, setPicked] = useState<{ readonly key: string; readonly meant: string } | null>(null);
  const [asked, setAsked] = useState(asking);
  if (asking !== asked) {
    setAsked(asking);
    if (asking) setPicked(null);
  }
  const chosen = picked?.meant === meant ? ways.find((way) => wayKey(way) === picked.key) : undefined;
  return { way: chosen ?? usual, pick: (key) => setPicked({ key, meant }) };
}
