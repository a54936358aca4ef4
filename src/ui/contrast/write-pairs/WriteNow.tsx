/** What writing will cost, the button that begins it and the one that ends it, and how far it is. */
import { useMemo } from 'react';
import { stopWriting, writePairs } from '../../../app/lower-actions';
import { askedFor, nameOf, type WritingState } from '../../../app/writing-state';
import type { Draft } from '../../../experiment/draft/draft';
import { spentInAll } from '../../../experiment/write-pairs/made';
import { estimateOf, rest } from '../../../experiment/write-pairs/plan';
import { forget } from '../../parts/forget';
import { count } from '../../parts/format';
import { StopButton } from '../../parts/StopButton';
import { useKeptFocus } from '../../parts/useKeptFocus';
import { useLab } from '../../useLab';
import { t } from '../../../language/t';

interface Props {
  readonly draft: Draft;
  readonly writing: WritingState;
}

export function WriteNow({ draft, writing }: Props) {
  const model = useLab((s) => s.model);
  const { form, made, work, failures } = writing;
  const { wanted, estimate } = useMemo(() => {
    const { plan, settings } = askedFor(
      { form },
      draft,
      form.sources.map((source) => nameOf(source, model)),
    );
    const open = rest(plan, made);
    return { wanted: open.length, estimate: estimateOf(open, settings) };
  }, [form, draft, made, model]);
  const focus = useKeptFocus<HTMLDivElement>();
  const used = spentInAll(writing);
  return (
    <div className="write-now" {...focus}>
      <p className="quiet-line" data-testid="write-estimate" data-requests={estimate.requests}>
        {wanted === 0
          ? t`Nothing is left to write: say in which situation, or ask for more pairs.`
          : t`${count(wanted, 'pair')}, ${count(estimate.requests, 'request')}: about ${tokens(estimate.read)} read and ${tokens(estimate.written)} written, at most ${tokens(estimate.most)}.`}
      </p>
      <div className="actions">
        {work.status === 'writing' ? (
          <StopButton testId="stop-writing" stopping={work.stopping} onStop={stopWriting} />
        ) : (
          <button
            type="button"
            className="primary"
            data-testid="write-pairs-now"
            disabled={wanted === 0}
            onClick={() => forget(writePairs())}
          >
            {wanted === 0 ? t`Write pairs` : t`Write ${count(wanted, 'pair')}`}
          </button>
        )}
        {work.status === 'writing' && (
          <>
            <progress aria-label={t`Texts written`} value={work.done} max={work.of} />
            <span className="quiet-line">{t`${work.done} of ${count(work.of, 'text')}`}</span>
          </>
        )}
      </div>
      <div role="status" data-testid="write-said">
        {work.status === 'idle' && work.note !== null && <p>{work.note}</p>}
        {work.status === 'writing' &&
          Object.entries(work.waiting).map(([id, { attempt, tries, seconds, why }]) => (
            <p key={id} className="quiet-line">
              {t`${why}; asked again after ${Math.max(1, Math.round(seconds))} s (try ${attempt} of ${tries}).`}
            </p>
          ))}
      </div>
      {failures.map(({ source, error }) => (
        <p key={source} className="note note-bad" role="alert" data-testid="write-failure" data-code={error.code}>
          <bdi>{source}</bdi>: {error.message} {error.hint}
        </p>
      ))}
      {used.texts > 0 && (
        <p className="quiet-line" data-testid="write-used-tokens" data-read={used.read} data-written={used.written}>
          {t`Taken so far: ${tokens(used.read)} read, ${tokens(used.written)} written.`}
          {used.untold > 0 && ` ${t`Of ${count(used.untold, 'text')} the server did not say.`}`}
        </p>
      )}
    </div>
  );
}

const tokens = (n: number): string => count(n, 'token');
