/** What should be known of texts before they are taken or believed, asked of the worker of run files; nothing where there is nothing. */
import { lintTexts } from '../../app/lower-actions';
import { useAsked } from '../parts/useAsked';
import { t } from '../../language/t';

/** Milliseconds without a letter before texts are looked at. */
export const LINT_PAUSE = 500;

interface Props {
  /** The same object as long as the texts are the same. */
  readonly question: Parameters<typeof lintTexts>[0];
  /** Sentences that are known without asking; they stand first. */
  readonly also?: readonly string[];
  readonly heading: string;
  readonly testId: string;
}

const NONE: readonly string[] = [];

export function TextsLint({ question, also = NONE, heading, testId }: Props) {
  const asked = useAsked(question, lintTexts);
  if (asked === null) return null;
  if ('failure' in asked) return <p role="alert">{t`What should be known of these texts could not be looked up: ${asked.failure}`}</p>;
  const all = [...also, ...asked.answer];
  if (all.length === 0) return null;
  return (
    <div data-testid={testId}>
      <p>{heading}</p>
      <ul className="note">
        {all.map((says) => (
          <li key={says}>{says}</li>
        ))}
      </ul>
    </div>
  );
}
