/** Pairs that a model writes: who writes, in which situations, told what; what it costs; and each pair looked at before it is taken. */
import '../write/write.css';
import './write-pairs.css';
import { useEffect } from 'react';
import { openDraft, openWritten } from '../../../app/lower-actions';
import { emptyDraft } from '../../../experiment/draft/draft';
import { forget } from '../../parts/forget';
import { To } from '../../parts/To';
import { useLab } from '../../useLab';
import { Instructions } from './Instructions';
import { Review } from './Review';
import { Situations } from './Situations';
import { Sources } from './Sources';
import { WriteNow } from './WriteNow';
import { WriteSettings } from './WriteSettings';
import { t } from '../../../language/t';
import { rich } from '../../parts/rich';

export function WritePairs() {
  const draft = useLab((s) => s.draft?.now ?? null);
  const writing = useLab((s) => s.writing);
  useEffect(() => {
    forget(openDraft(emptyDraft));
    forget(openWritten());
  }, []);
  if (draft === null || writing === null) return <p className="quiet-line">{t`Looking for what was written before…`}</p>;
  const { form } = writing;
  return (
    <div className="write write-pairs" data-testid="write-pairs">
      <p className="quiet-line">{rich`A model is told each situation twice, once under each instruction, and writes one side of a pair each time. What you take goes into the set of ${(<To place="write" />)}. Texts of a model say what that model takes the concept for: read them as you would a stranger’s.`}</p>
      <Sources form={form} />
      <Situations draft={draft} form={form} />
      <Instructions draft={draft} form={form} />
      <WriteSettings form={form} />
      <WriteNow draft={draft} writing={writing} />
      <Review draft={draft} writing={writing} />
    </div>
  );
}
