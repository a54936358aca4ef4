/** What each rating means, in the words of the set's own rubric, situation by situation. */
import type { ScenarioSet } from '../../formats/scenario-set';

const RATINGS = [2, 1, 0] as const;

export function Rubric({ set }: { set: ScenarioSet }) {
  return (
    <details className="rubric" data-testid="rubric">
      <summary>What 2, 1 and 0 mean in this set</summary>
      {set.scenarios.map(({ id, title, rubric }) => (
        <section key={id}>
          <h4 dir="auto">{title}</h4>
          <dl>
            {RATINGS.map((rating) => (
              <div key={rating}>
                <dt>{rating}</dt>
                <dd dir="auto">{rubric[rating]}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </details>
  );
}
