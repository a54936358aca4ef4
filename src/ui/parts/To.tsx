/** The way to a section or into a fold, by words of one's own, or by its number or title. A button: the hash holds the settings. */
import type { ReactNode } from 'react';
import { isFold, placeTitle, type Place } from '../folds';
import { numberOf } from '../sections';
import { goTo } from './goTo';
import { t } from '../../language/t';

interface Props {
  readonly place: Place;
  /** What the link says; its section’s number, or the title of the fold, by default. */
  readonly children?: ReactNode;
}

export function To({ place, children }: Props) {
  return (
    <button type="button" className="link" title={placeTitle(place)} data-to={place} onClick={() => goTo(place)}>
      {children ?? (isFold(place) ? `“${placeTitle(place)}”` : t`section ${numberOf(place)}`)}
    </button>
  );
}
