/** The text behind a dot. The figure holds it in a live region, which has to be there before the text is. */
import { Noted } from '../parts/Noted';
import { t } from '../../language/t';

/** Said of a text whose end was not read. */
export const CUT_NOTE = t`Cut: the end of this text was not read.`;

/** What a text answers. */
export const AnsweredPrompt = ({ prompt }: { readonly prompt: string }) => (
  <p className="quiet-line answered-prompt" dir="auto">{t`Prompt: ${prompt}`}</p>
);

interface Props {
  title: string;
  text: string;
  /** What it answers; absent for a text of none. */
  prompt?: string | undefined;
  /** Id of its situation; null or absent for a text of none. */
  scenario?: string | null;
  /** Its end was not read. */
  cut?: boolean;
  /** What its rating means in its situation; null without one. */
  rubric?: string | null;
  tone: 'positive' | 'negative' | 'plain';
  onClose: () => void;
}

export function TextCard({ title, text, prompt, scenario = null, cut = false, rubric = null, tone, onClose }: Props) {
  return (
    <div className={`reading side side-${tone}`}>
      <p className="reading-head">
        <strong dir="auto">{title}</strong>
        <button type="button" className="quiet" onClick={onClose}>{t`Close`}</button>
      </p>
      <Noted scenario={scenario}>
        {rubric && <p className="quiet-line" dir="auto">{t`The set’s rubric for this rating: ${rubric}`}</p>}
        {prompt !== undefined && <AnsweredPrompt prompt={prompt} />}
        <blockquote dir="auto">{text}</blockquote>
      </Noted>
      {cut && <p className="quiet-line">{CUT_NOTE}</p>}
    </div>
  );
}
