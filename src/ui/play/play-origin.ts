/** The line at the foot of a game's picture: who played, on what, along which directions, when. Pure. */
import type { Provenance } from '../../app/store';
import { pushBeside } from '../../experiment/answer';
import type { DirectionsRecord } from '../../experiment/directions';
import { byId } from '../../experiment/experiment';
import { DICE, PERSON } from '../../experiment/expect-play';
import type { Play } from '../../experiment/play';
import type { CatalogueEntry } from '../../hub/catalogue';
import { brief, date } from '../parts/format';
import { modelName, place } from '../provenance';
import { bandText, doseText } from '../steer/dose';
import { t } from '../../language/t';

export function playOrigin(
  { player, model, edits, template, seed, at }: Play,
  catalogue: readonly CatalogueEntry[],
  directions: readonly DirectionsRecord[],
  from: Provenance,
): string {
  const on = date(at);
  const who =
    model !== null
      ? t`${modelName(catalogue, model)} on ${place(model)}`
      : player === PERSON
        ? t`A person`
        : player === DICE
          ? t`Dice`
          : t`A script of the game`;
  const pushed = pushBeside(edits)?.push;
  const along = pushed && byId(directions, pushed.directions);
  const parts = [
    who,
    from === 'recorded' ? t`recorded ${on}` : from === 'opened' ? t`played ${on}, from a file that was opened` : t`played ${on}`,
    pushed && pushed.amount !== 0 ? t`α = ${doseText(pushed.amount, pushed.unit)} over ${bandText(pushed.band)}` : '',
    along ? t`directions of “${brief(along.name, 40)}”` : '',
    template ? t`as chat messages` : '',
    t`seed ${seed}`,
  ];
  return t`${parts.filter(Boolean).join(', ')}. EIA Lab ${__VERSION__}.`;
}
