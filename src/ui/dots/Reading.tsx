/** The text behind a dot. The figure holds it in a live region, which has to be there before the text is. */

interface Props {
  title: string;
  text: string;
  tone: 'positive' | 'negative' | 'plain';
  onClose: () => void;
}

export function Reading({ title, text, tone, onClose }: Props) {
  return (
    <div className={`reading side side-${tone}`}>
      <p className="reading-head">
        <strong dir="auto">{title}</strong>
        <button type="button" className="quiet" onClick={onClose}>
          Close
        </button>
      </p>
      <blockquote dir="auto">{text}</blockquote>
    </div>
  );
}
