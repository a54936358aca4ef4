/** What came: each pair to be taken, changed or left, with what should be known of all of them beside it. */
import { useMemo, useRef, useState } from 'react';
import { acceptMade, clearWritten, reopenMade } from '../../../app/lower-actions';
import type { WritingState } from '../../../app/writing-state';
import type { Draft } from '../../../experiment/draft/draft';
import { hindrance, lengthMatch, MATCHED } from '../../../experiment/write-pairs/made';
import { writtenFile } from '../../../experiment/write-pairs/out';
import { count, fixed } from '../../parts/format';
import { saveFile } from '../../parts/saveFile';
import { MadeCard } from './MadeCard';
import { MadeLint } from './MadeLint';
import { t } from '../../../language/t';

/** Pairs that are shown at once. */
const MOST = 10;

interface Props {
  readonly draft: Draft;
  readonly writing: WritingState;
}

export function Review({ draft, writing: { made, work } }: Props) {
  const [back, setBack] = useState<(() => void) | null>(null);
  const list = useRef<HTMLOListElement>(null);
  const open = useMemo(() => made.map((pair, i) => ({ pair, n: i + 1 })).filter(({ pair }) => pair.state === 'open'), [made]);
  const takeable = open.filter(({ pair }) => hindrance(pair) === null);
  const kept = open.length - takeable.length;
  const rejected = made.filter(({ state }) => state === 'rejected');
  const accepted = made.filter(({ state }) => state === 'accepted');
  if (made.length === 0) return back ? <ComeBack back={back} onDone={() => setBack(null)} /> : null;
  const { ratio, matched, pairs } = lengthMatch(made.filter(({ state }) => state !== 'rejected'));
  const save = (): void => {
    const { text, name, type } = writtenFile(
      made,
      draft.name
        .trim()
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, '-') || 'pairs',
    );
    saveFile(text, name, type);
  };
  // The card that took the place of the one that was decided on.
  const goOn = (at: number): void =>
    void setTimeout(() => {
      const cards = list.current?.querySelectorAll<HTMLElement>('[data-made]') ?? [];
      cards[Math.min(at, cards.length - 1)]?.focus();
    });
  return (
    <section className="write-review" aria-label={t`What was written`} data-testid="write-review">
      <p role="status" data-testid="write-counts">
        {t`${open.length} to look at, ${accepted.length} taken, ${rejected.length} left.`}
      </p>
      {pairs > 0 && (
        <p className="quiet-line" data-testid="write-lengths" data-ratio={ratio}>
          {t`Length: “${draft.concept.positive || t`side that shows the concept`}” has ${fixed(ratio, 2)} words for each of the other side; ${matched} of ${count(pairs, 'pair')} within ${MATCHED[0]} to ${MATCHED[1]}.`}
        </p>
      )}
      <MadeLint made={made} draft={draft} />
      <ol className="write-rows" ref={list}>
        {open.slice(0, MOST).map(({ pair, n }, i) => (
          <MadeCard key={pair.key} pair={pair} n={n} concept={draft.concept} onDecided={() => goOn(i)} />
        ))}
      </ol>
      {open.length > MOST && <p className="quiet-line">{t`${count(open.length - MOST, 'more pair')} follow once these are decided on.`}</p>}
      {open.length > 0 && <p className="quiet-line">{t`Keys while a pair has the focus: A takes it, R leaves it.`}</p>}
      {kept > 0 && (
        <p className="quiet-line" data-testid="write-not-taken">
          {t`“Take all” passes over ${count(kept, 'pair')}: both sides are the same text, or one is empty.`}
        </p>
      )}
      <div className="actions">
        <button
          type="button"
          disabled={takeable.length === 0}
          data-testid="accept-all"
          onClick={() => takeable.forEach(({ pair }) => acceptMade(pair.key))}
        >
          {t`Take all ${count(takeable.length, 'pair')}`}
        </button>
        <button
          type="button"
          className="quiet"
          disabled={rejected.length === 0}
          onClick={() => rejected.forEach(({ key }) => reopenMade(key))}
        >{t`Look at those that were left again`}</button>
        <button
          type="button"
          className="quiet"
          data-testid="save-written"
          onClick={save}
        >{t`Download what was written (JSON lines)`}</button>
        <button
          type="button"
          className="quiet"
          disabled={work.status === 'writing'}
          onClick={() => {
            const undo = clearWritten();
            setBack(() => undo);
          }}
        >{t`Empty this list`}</button>
      </div>
      {accepted.length > 0 && <Taken pairs={accepted.map(({ key }) => ({ key, n: made.findIndex((one) => one.key === key) + 1 }))} />}
    </section>
  );
}

function ComeBack({ back, onDone }: { readonly back: () => void; readonly onDone: () => void }) {
  return (
    <p className="actions">
      <button
        type="button"
        onClick={() => {
          back();
          onDone();
        }}
      >{t`Bring the list back`}</button>
      <span className="quiet-line">{t`What was taken is still in your set.`}</span>
    </p>
  );
}

/** Pairs that were taken, each with its way back. */
function Taken({ pairs }: { readonly pairs: readonly { readonly key: string; readonly n: number }[] }) {
  return (
    <details data-testid="write-taken">
      <summary>{t`Taken: ${count(pairs.length, 'pair')}`}</summary>
      <div className="actions">
        {pairs.map(({ key, n }) => (
          <button
            key={key}
            type="button"
            className="quiet"
            onClick={() => reopenMade(key)}
          >{t`Take pair ${n} out of the set again`}</button>
        ))}
      </div>
    </details>
  );
}
