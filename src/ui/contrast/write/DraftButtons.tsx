/** What can be done with a set that is written: use it, take it home, begin another, bring back what was taken away. */
import { useState } from 'react';
import { openScenarioSet } from '../../../app/actions';
import { openDraftFile, replaceDraft, undoDraft } from '../../../app/lower-actions';
import { draftOf, emptyDraft, type Draft } from '../../../experiment/draft/draft';
import { draftOut } from '../../../experiment/draft/draft-file';
import { pairsFile, setFile, statementsFile, type TextFile } from '../../../experiment/draft/out';
import { lacksOf, setOf } from '../../../experiment/draft/to-set';
import type { ScenarioSet } from '../../../formats/scenario-set';
import { FileButton } from '../../parts/FileButton';
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
  const download = (): void => {
    if (whole) return save(setFile);
    const { text, name, type } = draftOut(draft);
    saveFile(text, name, type);
  };
  const save = (file: (set: ScenarioSet) => TextFile): void => {
    const { text, name, type } = file(setOf(draft));
    saveFile(text, name, type);
  };
  return (
    <>
      <div className="actions">
        <button type="button" className="primary" data-testid="write-use" disabled={!whole || running} onClick={use}>
          {t`Use this set`}
        </button>
        <button type="button" data-testid="write-download" onClick={download}>
          {whole ? t`Download it` : t`Download it as it is`}
        </button>
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
          <button type="button" className="quiet" data-testid="write-from" onClick={() => replaceDraft(draftOf(inUse))}>
            {t`Write on from “${brief(inUse.name, 40)}”`}
          </button>
        )}
        <button
          type="button"
          className="quiet"
          data-testid="write-new"
          onClick={() => replaceDraft(emptyDraft())}
        >{t`Begin another one`}</button>
        <FileButton accept=".json" testId="write-open" onFile={(file) => forget(openDraftFile(file))}>
          {t`Open one that was downloaded as it is`}
        </FileButton>
      </div>
      {inUse !== null && isUnpaired && (
        <p className="quiet-line">{t`“${brief(inUse.name, 40)}” has texts that do not pair up: these tables hold pairs, so it cannot be written on from here.`}</p>
      )}
      <p className="quiet-line">{t`What you write stays in this browser as you write it. It is sent nowhere.`}</p>
    </>
  );
}
