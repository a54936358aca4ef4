/** What the tint of tokens means, and their numbers as a table. */
import { useMemo } from 'react';
import { namesOf } from '../run/direction-names';
import type { ShownAnswers } from '../../experiment/shown';
import { visible } from '../layers/visible';
import { useSides } from '../shown';
import { Term } from '../parts/Term';
import { Fold } from '../parts/Fold';
import { compact } from '../parts/format';
import { Twin, type Cell } from '../parts/Twin';
import { doseText } from '../steer/dose';
import { useLab } from '../useLab';
import { TAKEN_OUT } from './lines';
import { FULL, piecesOf } from './pieces';
import { HowToRead } from '../figure/HowToRead';
import { t } from '../../language/t';
import { rich } from '../parts/rich';

interface Props {
  readonly shown: ShownAnswers;
  readonly layer: number;
}

export function TintNote({ shown, layer }: Props) {
  const sides = useSides();
  const records = useLab((s) => s.experiment.directions);
  const analyses = useLab((s) => s.experiment.analyses);
  const readings = useLab((s) => s.experiment.readings);
  const names = useMemo(() => namesOf(records, { analyses, readings }), [records, analyses, readings]);
  const several = shown.texts.some(({ also }) => also.length > 0);
  if (shown.texts.every(({ ends }) => ends.length === 0)) return null;
  return (
    <Fold id="tint" note={t`and each token’s score as a number`}>
      {several ? (
        <p
          className="quiet-line"
          data-testid="tint-note"
        >{rich`Tint: the ${(<Term id="score">{t`score`}</Term>)} at block ${layer} where each token was chosen, that is at the token before it, along the direction that is picked below an answer, read again without a push (while it is written: with it), from its negative kind of text in blue to its positive kind in orange, full at ${FULL} separations from the midpoint of the two. The lines below an answer are all its directions on one scale, separations from each one’s own midpoint; thin and dashed, the picked one as it was written.`}</p>
      ) : (
        <p
          className="quiet-line"
          data-testid="tint-note"
        >{rich`Tint: the ${(<Term id="score">{t`score`}</Term>)} at block ${layer} where each token was chosen, that is at the token before it (the first at the prompt’s last one), read again without a push (while it is written: with it), from “${sides.negative}” in blue to “${sides.positive}” in orange, full at ${FULL} separations from the midpoint of the two. The line below an answer is the same along it; dashed, as it was written.`}</p>
      )}
      <HowToRead id="drift" picture={false} />
      <Twin
        caption={t`Scores where the tokens were chosen, at block ${layer}`}
        columns={[
          { name: t`answer` },
          { name: t`place` },
          { name: t`token` },
          { name: t`given` },
          ...(several ? [{ name: 'direction' }] : []),
          { name: t`read again`, print: compact, nan: t`not read again` },
          { name: t`as written`, print: compact, nan: t`not kept` },
        ]}
        rows={() => tokenRows(shown, layer, several ? names : null)}
      />
    </Fold>
  );
}

/** A row a token; with names a row a token and direction, the one that pushed first. */
export const tokenRows = (
  { texts, under }: ShownAnswers,
  layer: number,
  names: ReadonlyMap<string, string> | null = null,
): (() => Cell[])[] =>
  texts.flatMap((one) => {
    const along = [{ ...one, directions: under.along }, ...(names ? one.also : [])];
    return piecesOf(one.text, one.ends).flatMap((piece, i) =>
      along.map(({ directions, scores, rereadScores }) => (): Cell[] => [
        {
          text: `${doseText(one.alpha, under.settings.unit)}${one.edits.length > 0 ? t`, edits` : ''}${one.given > 0 ? t`, otherwise` : ''}`,
        },
        i + 1,
        { text: visible(piece) },
        { text: i < one.given ? t`yes` : t`no` },
        ...(names ? [{ text: names.get(directions ?? '') ?? TAKEN_OUT }] : []),
        rereadScores[i]?.[layer] ?? NaN,
        scores[i]?.[layer] ?? NaN,
      ]),
    );
  });
