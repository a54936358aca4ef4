/** One token of an answer: its scores, what else was likely at its place, and another token in its place. */
import type { GeneratedRow, Likely } from '../../protocol';
import { visible } from '../layers/visible';
import { compact, percent } from '../parts/format';
import { t } from '../../language/t';
import { rich } from '../parts/rich';

interface Props {
  readonly piece: string;
  /** From 0. */
  readonly place: number;
  readonly of: number;
  readonly layer: number;
  /** What the direction of the scores is called; null where there is one alone. */
  readonly along: string | null;
  /** null where it was not read again. */
  readonly reread: number | null;
  readonly written: number | null;
  /** What happened beside reading: "the push"; null where nothing did. */
  readonly pushedBy: string | null;
  /** null where this visit has not written the answer. */
  readonly likely: GeneratedRow['likely'];
  /** Takes another token in its place; null where that cannot be now. */
  readonly onInstead: ((token: number) => void) | null;
}

export function TokenPanel({ piece, place, of, layer, along, reread, written, pushedBy, likely, onInstead }: Props) {
  const scores = [
    ...(reread === null ? [] : [`${compact(reread)}${pushedBy ? t` read again` : ''}`]),
    ...(written === null || (reread !== null && !pushedBy) ? [] : [`${compact(written)}${pushedBy ? t` with ${pushedBy}` : ''}`]),
  ];
  return (
    <>
      {/* Where the keyboard stays when a token was pressed, and the others wait for the answer. */}
      <p className="numbers" tabIndex={-1} data-successor>
        {rich`${(<strong>“{visible(piece)}”</strong>)} token ${place + 1} of ${of}`}
        {scores.length > 0 && t`, score at block ${layer}${along === null ? '' : t` along “${along}”`}: ${scores.join(', ')}`}
      </p>
      {likely && (
        <div className="likely" data-testid="likely">
          {pushedBy && <Column title={t`With ${pushedBy}`} tokens={likely.pushed[place]} piece={piece} onInstead={onInstead} />}
          <Column title={pushedBy ? t`Without` : t`Most likely here`} tokens={likely.plain[place]} piece={piece} onInstead={onInstead} />
        </div>
      )}
    </>
  );
}

interface ColumnProps extends Pick<Props, 'piece' | 'onInstead'> {
  readonly title: string;
  readonly tokens: readonly Likely[] | undefined;
}

function Column({ title, tokens = [], piece, onInstead }: ColumnProps) {
  return (
    <div>
      <span className="quiet-line">{title}</span>
      <ol>
        {tokens.map(({ id, token, logProb }) => (
          <li key={id}>
            {onInstead && token !== piece ? (
              <button type="button" title={t`What if it had said this?`} onClick={() => onInstead(id)}>
                {visible(token)}
              </button>
            ) : (
              <span>{visible(token)}</span>
            )}
            <span className="numbers">{percent(Math.exp(logProb), 1)}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}
