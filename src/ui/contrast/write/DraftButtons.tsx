/** What can be done with a set that is written: use it, take it home, begin another, bring back what was taken away. */
import { useState } from 'react';
import { openScenarioSet } from '../../../app/actions';
import { changeDraft, undoDraft } from '../../../app/lower-actions';
import { draftOf, emptyDraft, type Draft } from '../../../experiment/draft/draft';
import { pairsFile, setFile, statementsFile, type TextFile } from '../../../experiment/draft/out';
import { lacksOf, setOf } from '../../../experiment/draft/to-set';
import type { ScenarioSet } from '../../../formats/scenario-set';
import { forget } from '../../parts/forget';
import { brief } from '../../parts/format';
import { saveFile } from '../../parts/saveFile';
import { To } from '../../parts/To';
import { useLab } from '../../useLab';
import { t } from '../../../language/t';
import { rich } from '../../parts/rich';

export function DraftButtons({ draft }: { readonly draft: Draft }) {
  const running = useLab((s) => s.run.status === 'running');
  const step = useLab((s) => s.draft?.steps.at(-1) ?? null);
  const inUse = useLab((s) => (s.set.status === 'ready' ? s.set.set : null));
  /** The draft that was taken into use last. */
  const [used, setUsed] = useState<Draft | null>(null);
  const isUnpaired = (inUse?.texts?.length ?? 0) > 0;
  const whole = lacksOf(draft).length === 0;
  const use = (): void => {
    const { name, text, type } = setFile(setOf(draft));
    forget(openScenarioSet(new File([text], name, { type })).then(() => setUsed(draft)));
  };
  const save = (file: (set: ScenarioSet) => TextFile): void => {
    const { text, name, type } = file(setOf(draft));
    saveFile(text, name, type);
  };
  const another = (next: Draft): void =>
    changeDraft(() => next, {
      says: t`Go back to “${brief(draft.name.trim() || t`the set without a name`, 40)}”`,
      back: () => draft,
      again: t`Go on to “${brief(next.name.trim() || t`the new set`, 40)}”`,
    });
  return (
    <>
      <div className="actions">
        <button type="button" className="primary" data-testid="write-use" disabled={!whole || running} onClick={use}>
          {t`Use this set`}
        </button>
        <button type="button" disabled={!whole} onClick={() => save(setFile)}>{t`Download it`}</button>
        <button type="button" className="quiet" disabled={!whole} onClick={() => save(pairsFile)}>{t`Pairs as JSON lines`}</button>
        <button
          type="button"
          className="quiet"
          disabled={!whole}
          onClick={() => save(statementsFile)}
        >{t`Labelled statements as CSV`}</button>
      </div>
      <p className="quiet-line" role="status" data-testid="write-used">
        {used === draft && (
          <>{rich`“${brief(draft.name, 60)}” is in use, and Run reads it. While it is small, ${(<To place="keep" />)} has a link that carries it.`}</>
        )}
      </p>
      <div className="actions">
        {step !== null && (
          <button type="button" data-testid="write-undo" onClick={undoDraft}>
            {step.says}
          </button>
        )}
        {inUse !== null && !isUnpaired && (
          <button type="button" className="quiet" data-testid="write-from" onClick={() => another(draftOf(inUse))}>
            {t`Write on from “${brief(inUse.name, 40)}”`}
          </button>
        )}
        <button
          type="button"
          className="quiet"
          data-testid="write-new"
          onClick={() => another(emptyDraft())}
        >{t`Begin another one`}</button>
      </div>
      {inUse !== null && isUnpaired && (
        <p className="quiet-line">{t`“${brief(inUse.name, 40)}” has texts that do not pair up: these tables hold pairs, so it cannot be written on from here.`}</p>
      )}
      <p className="quiet-line">{t`What you write stays in this browser as you write it. It is sent nowhere.`}</p>
    </>
  );
}
