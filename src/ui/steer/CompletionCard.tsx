/** One answer at one strength: its text, how far it moved along the direction, and whether it still reads like language. */
import { movedAt } from '../../lab/report/moved';
import type { Unit } from '../../lab/units';
import type { SteeredText } from '../../experiment/shown';
import { compact, count, fixed, percent, signed } from '../parts/format';
import { Term } from '../parts/Term';
import { editText } from '../edits/edit-text';
import { useLab } from '../useLab';
import { AnswerTokens, type Picking } from '../tokens/AnswerTokens';
import { VERDICTS } from './coherence-words';
import { doseText } from './dose';
import { t } from '../../language/t';
import { rich } from '../parts/rich';

interface Props {
  text: SteeredText;
  /** The answer without a push, or null where this is it. */
  reference: SteeredText | null;
  layer: number;
  /** The directions that it was pushed along; null where they are not known. */
  along: string | null;
  picking: Picking;
  unit: Unit;
  /** Tokens an answer may have. */
  limit: number;
  streaming: boolean;
  /** Terms open their glossary entry: once among many cards is enough. */
  explained: boolean;
}

export function CompletionCard({ text, reference, layer, along, picking, unit, limit, streaming, explained }: Props) {
  const { alpha, edits, coherence, failure } = text;
  const records = useLab((s) => s.experiment.directions);
  const what = edits.length === 0 ? t`the push` : alpha === 0 ? t`the edits` : t`the push and the edits`;
  const name = alpha === 0 ? t`Without a push` : doseText(alpha, unit);
  const touched = alpha !== 0 || edits.length > 0;
  const cut = !streaming && text.cut;
  const { written, read, moved, added } = movedAt(text, reference, layer);
  return (
    <li className="completion" data-testid="completion" data-alpha={alpha} data-sign={Math.sign(alpha)} data-tokens={text.tokens.length}>
      <h3 className="completion-alpha">{name}</h3>
      {edits.length > 0 && (
        <p className="quiet-line" data-testid="completion-edits">
          {edits.map((_, i) => editText(i, edits, records)).join('; ')}
        </p>
      )}
      {text.ends.length > 0 && text.text !== '' ? (
        <AnswerTokens text={text} layer={layer} along={along} picking={picking} pushedBy={touched ? what : null} name={name} />
      ) : (
        <p dir="auto" className={`completion-text ${streaming ? 'writing' : ''}`}>
          {text.text || (streaming ? '' : t`(no text)`)}
        </p>
      )}
      {text.given > 0 && (
        <p
          className="quiet-line"
          data-testid="completion-given"
        >{t`Its first ${count(text.given, 'token')} were given to it (underlined); what follows it chose itself.`}</p>
      )}
      {cut && <p className="quiet-line" data-testid="completion-cut">{t`Cut off at its limit of ${count(limit, 'token')}.`}</p>}
      {failure && (
        <p className="note note-bad" data-testid="completion-failure">
          {failure}
        </p>
      )}
      <p className="completion-facts numbers">
        {count(text.tokens.length, 'token')}
        {read !== null ? (
          <>
            {rich`, ${explained ? <Term id="score">{t`score`}</Term> : t`score`} at block ${layer}, read again without ${what}: ${(<span data-testid="score">{compact(read)}</span>)}`}
            {moved !== null && t` (${movement(moved)} against no push)`}
            {touched && added !== null && t`; ${what} ${edits.length > 0 ? t`add` : t`adds`} ${movement(added)} while it is written`}
          </>
        ) : (
          written !== null && (
            <>{rich`, ${explained ? <Term id="score">{t`score`}</Term> : t`score`} at block ${layer}${touched && t`, ${what} included`}: ${compact(written)}`}</>
          )
        )}
        {coherence && (
          <>{rich`${(<br />)}${explained ? <Term id="coherence">{t`coherence`}</Term> : t`coherence`}: ${(<strong data-testid="coherence-verdict">{VERDICTS[coherence.verdict]}</strong>)}; ${count(coherence.words, 'word')}, ${percent(coherence.uniqueWordRatio)} distinct, ${percent(coherence.repeatedCharacters)} of the characters repeated, log-probability ${fixed(coherence.meanLogProb, 2)}`}</>
        )}
      </p>
    </li>
  );
}

const movement = (value: number): string => (Math.abs(value) < 100 ? signed(value, 1) : signed(value, 0));
