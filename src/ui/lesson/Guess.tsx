/** The question of a step and the options to guess from. A guess stays: the answer is told after it. */
import { useState } from 'react';
import { guess as give } from '../../app/actions';
import type { LessonState } from '../../app/lesson-actions';
import { t } from '../../language/t';

export function Guess({ state: { lesson, step, guesses } }: { readonly state: LessonState }) {
  const { question, guess = [] } = lesson.steps[step]!;
  const given = guesses[step];
  const [chosen, choose] = useState<number | null>(null);
  return (
    <form
      className="lesson-guess"
      data-testid="lesson-guess"
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen === null) return;
        give(chosen);
        choose(null);
      }}
    >
      <fieldset disabled={given !== undefined}>
        <legend dir="auto">{question}</legend>
        {guess.map(({ text }, option) => (
          <label key={option} className="check">
            <input type="radio" name="lesson-guess" checked={(given ?? chosen) === option} onChange={() => choose(option)} />
            <span dir="auto">{text}</span>
          </label>
        ))}
        {given === undefined && <button type="submit" className="primary" disabled={chosen === null}>{t`This is my guess`}</button>}
      </fieldset>
    </form>
  );
}
