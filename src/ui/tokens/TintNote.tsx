/** What the tint of tokens means, and their numbers as a table. */
import type { ShownAnswers } from '../../experiment/shown';
import { visible } from '../layers/visible';
import { useSides } from '../shown';
import { Term } from '../parts/Term';
import { compact } from '../parts/format';
import { Twin, type Cell } from '../parts/Twin';
import { doseText } from '../steer/dose';
import { FULL, piecesOf } from './pieces';

interface Props {
  readonly shown: ShownAnswers;
  readonly layer: number;
}

export function TintNote({ shown, layer }: Props) {
  const sides = useSides();
  if (shown.texts.every(({ ends }) => ends.length === 0)) return null;
  return (
    <>
      <p className="quiet-line" data-testid="tint-note">
        Tint: the <Term id="score">score</Term> of each token at block {layer}, read again without a push (while it is written: with it),
        from “{sides.negative}” in blue to “{sides.positive}” in orange, full at {FULL} separations from the midpoint of the two. The line
        below an answer is the same along it; dashed, as it was written.
      </p>
      <Twin
        caption={`Scores of the tokens at block ${layer}`}
        columns={[
          { name: 'answer' },
          { name: 'place' },
          { name: 'token' },
          { name: 'given' },
          { name: 'read again', print: compact, nan: 'not read again' },
          { name: 'as written', print: compact, nan: 'not kept' },
        ]}
        rows={() => tokenRows(shown, layer)}
      />
    </>
  );
}

/** A row a token. */
export const tokenRows = ({ texts, under }: ShownAnswers, layer: number): Cell[][] =>
  texts.flatMap((one) =>
    piecesOf(one.text, one.ends).map((piece, i): Cell[] => [
      { text: `${doseText(one.alpha, under.settings.unit)}${one.edits.length > 0 ? ', edits' : ''}${one.given > 0 ? ', otherwise' : ''}` },
      i + 1,
      { text: visible(piece) },
      { text: i < one.given ? 'yes' : 'no' },
      one.rereadScores[i]?.[layer] ?? NaN,
      one.scores[i]?.[layer] ?? NaN,
    ]),
  );
