/** The words that are rated: what was said before, and the answer. */
import type { RatingCard } from '../../experiment/rating-view';
import { t } from '../../language/t';

const ROLES = { system: t`Told beforehand`, user: t`Prompt`, assistant: t`The model before` } as const;

export function RatingMessages({ card: { messages, text } }: { readonly card: RatingCard }) {
  return (
    <>
      {messages.map(({ role, content }, i) => (
        <div key={i} className="rating-prompt">
          <h4>{ROLES[role]}</h4>
          <p dir="auto">{content}</p>
        </div>
      ))}
      <h4>{t`Answer`}</h4>
      <blockquote dir="auto" aria-live="polite" data-testid="rating-answer">
        {text}
      </blockquote>
    </>
  );
}
