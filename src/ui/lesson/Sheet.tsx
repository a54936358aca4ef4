/** The lesson on paper: every step with its question and room to write, and no answers. Seen in print alone. */
import { filled, type Lesson } from '../../experiment/lesson';
import { count } from '../parts/format';
import { Paragraphs } from './Paragraphs';
import { rich } from '../parts/rich';
import { t } from '../../language/t';

/** Numbers of the page are for whoever looks at it. */
const blank = (text: string): string => filled(text, () => '______');

export function Sheet({ lesson }: { readonly lesson: Lesson }) {
  const { title, about, minutes, contentNote, steps } = lesson;
  return (
    <article className="lesson-sheet" data-testid="lesson-sheet">
      <h1 dir="auto">{title}</h1>
      <p>
        <bdi>{about}</bdi> {count(minutes, 'minute')}.
      </p>
      {contentNote !== undefined && <p dir="auto">{contentNote}</p>}
      <ol>
        {steps.map((step, i) => (
          <li key={i}>
            <h2 dir="auto">{step.title}</h2>
            {step.contentNote !== undefined && <p dir="auto">{step.contentNote}</p>}
            <Paragraphs text={blank(step.text)} />
            {step.question !== undefined && (
              <p dir="auto">
                <strong>{step.question}</strong>
              </p>
            )}
            <ul>
              {step.guess?.map(({ text }, option) => (
                <li key={option} dir="auto">
                  ☐ {text}
                </li>
              ))}
            </ul>
            {step.task !== undefined && <p>{rich`To do: ${(<bdi>{blank(step.task)}</bdi>)}`}</p>}
            <p>{t`What I saw:`}</p>
          </li>
        ))}
      </ol>
    </article>
  );
}
