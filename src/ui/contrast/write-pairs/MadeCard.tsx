/** One pair as it came: both texts to be read and changed, how long they are, and the decision. */
import { memo, useId, type KeyboardEvent } from 'react';
import { acceptMade, changeMade, rejectMade } from '../../../app/lower-actions';
import { sourceText } from '../../../app/writing-state';
import type { Draft } from '../../../experiment/draft/draft';
import { SIDES } from '../../../experiment/write-pairs/instructions';
import { hindrance, isEdited, lengthRatio, MATCHED, type MadePair } from '../../../experiment/write-pairs/made';
import { hasPreface } from '../../../experiment/write-pairs/preface';
import { brief, fixed } from '../../parts/format';
import { TextCell } from '../write/fields';
import { t } from '../../../language/t';
import { rich } from '../../parts/rich';

interface Props {
  readonly pair: MadePair;
  readonly n: number;
  readonly concept: Draft['concept'];
  readonly onDecided: () => void;
}

export const MadeCard = memo(function MadeCard({ pair, n, concept, onDecided }: Props) {
  const { key, situation, source, now, seed } = pair;
  const hinders = hindrance(pair);
  const why = useId();
  const names = { positive: concept.positive.trim() || t`side that shows the concept`, negative: concept.negative.trim() || t`other side` };
  const decide = (act: (key: string) => void): void => {
    act(key);
    onDecided();
  };
  const press = (event: KeyboardEvent): void => {
    const isPlain = event.target === event.currentTarget && !event.ctrlKey && !event.metaKey && !event.altKey && !event.repeat;
    if (!isPlain) return;
    const letter = event.key.toLowerCase();
    if (letter === 'a' && hinders === null) decide(acceptMade);
    if (letter === 'r') decide(rejectMade);
  };
  return (
    <li className="write-card" value={n}>
      <fieldset data-made={n} tabIndex={0} onKeyDown={press}>
        <legend>{t`Written pair ${n}`}</legend>
        <p className="quiet-line">{rich`${(<bdi>{brief(situation.title, 60)}</bdi>)}, by ${(<bdi>{sourceText(source)}</bdi>)}, seed ${seed}. ${notesOf(pair).join(' ')}`}</p>
        <div className="write-sides">
          {SIDES.map((side) => (
            <TextCell
              key={side}
              label={brief(names[side], 40)}
              rows={6}
              side={side}
              value={now[side]}
              onChange={(text) => changeMade(key, side, text)}
            />
          ))}
        </div>
        <div className="actions">
          <button
            type="button"
            className="primary"
            disabled={hinders !== null}
            aria-describedby={hinders === null ? undefined : why}
            onClick={() => decide(acceptMade)}
          >{t`Take pair ${n}`}</button>
          <button type="button" onClick={() => decide(rejectMade)}>{t`Leave pair ${n}`}</button>
          {hinders !== null && (
            <span id={why} className="quiet-line">
              {hinders === 'same'
                ? t`Both sides are the same text: a pair of a set needs two. Change one, or leave it.`
                : t`A side is empty: write it, or leave the pair.`}
            </span>
          )}
        </div>
      </fieldset>
    </li>
  );
});

/** Sentences that a person should read before taking it. */
function notesOf(pair: MadePair): string[] {
  const ratio = lengthRatio(pair);
  const [low, high] = MATCHED;
  const cut = SIDES.filter((side) => pair.came[side].cut).length;
  return [
    ...(ratio < low || ratio > high ? [t`Lengths differ: ${fixed(ratio, 2)} words to one.`] : []),
    ...(cut > 0 ? [cut === 2 ? t`Both texts were cut off at the most tokens.` : t`One text was cut off at the most tokens.`] : []),
    ...(SIDES.some((side) => hasPreface(pair.now[side])) ? [t`A text seems to begin with words to you, such as “Sure! Here is …”.`] : []),
    ...(isEdited(pair) ? [t`Changed by you.`] : []),
  ];
}
