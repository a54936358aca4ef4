/** The link to this step as the page is set now: whoever opens it begins so. What differs from the lesson's own settings is in it. */
import { useState } from 'react';
import { shareLink } from '../../app/actions';
import { copyText } from '../parts/copyText';
import { useLab } from '../useLab';
import { t } from '../../language/t';

export function CopyStep() {
  const view = useLab((s) => s.experiment.view);
  const [copied, setCopied] = useState({ view, text: '' });
  const copy = (): void => {
    const link = shareLink();
    copyText(link).then(
      () => setCopied({ view, text: t`The link to this step was copied, with what you moved in it.` }),
      () => setCopied({ view, text: t`The browser did not allow copying; here is the link: ${link}` }),
    );
  };
  return (
    <>
      <button type="button" className="quiet" data-testid="lesson-copy" onClick={copy}>{t`Copy the link to this step`}</button>
      <span className="quiet-line" role="status" data-testid="lesson-copied">
        {copied.view === view && copied.text}
      </span>
    </>
  );
}
