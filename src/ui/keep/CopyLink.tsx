/** The link to what is on the page, copied: with words and texts of one's own only where they are ticked. */
import { useState } from 'react';
import { shareWhole } from '../../app/actions';
import { useLab } from '../useLab';
import { copyText } from '../parts/copyText';
import { forget } from '../parts/forget';
import { t } from '../../language/t';

export function CopyLink() {
  const view = useLab((s) => s.experiment.view);
  const hasTexts = useLab((s) => s.set.status === 'ready' && s.set.shipped === null);
  /** Said of the link to what was on the page then. */
  const [copied, setCopied] = useState({ view, text: '' });
  const [ownPrompt, setOwnPrompt] = useState(false);
  const [ownTexts, setOwnTexts] = useState(false);
  const copy = async (): Promise<void> => {
    const { href, left } = await shareWhole({ ownPrompt, ownTexts });
    const said = await copyText(href).then(
      () => t`The link was copied: whoever opens it sees these settings.`,
      () => t`The browser did not allow copying; here is the link: ${href}`,
    );
    const without = hasTexts && !ownTexts ? t`The texts of your set are in it only where you tick them.` : '';
    setCopied({ view, text: [said, ...left, without].filter(Boolean).join(' ') });
  };
  return (
    <>
      <div className="actions">
        <button type="button" data-testid="copy-link" onClick={() => forget(copy())}>{t`Copy the link`}</button>
        <label className="check">
          <input type="checkbox" data-testid="with-prompt" checked={ownPrompt} onChange={(event) => setOwnPrompt(event.target.checked)} />
          <span>{t`with my own prompt`}</span>
        </label>
        {hasTexts && (
          <label className="check">
            <input type="checkbox" data-testid="with-texts" checked={ownTexts} onChange={(event) => setOwnTexts(event.target.checked)} />
            <span>{t`with the texts of my set`}</span>
          </label>
        )}
      </div>
      <p className="quiet-line" role="status" data-testid="link-note">
        {copied.view === view && copied.text}
      </p>
    </>
  );
}
