/** An action in free text: one JSON object with the name of an action, and nothing around it. Nothing is repaired. */
import * as v from 'valibot';

const said = v.pipe(v.string(), v.parseJson(), v.object({ action: v.string() }));

/** The action's name; null for an answer that is none. Whether the game has it, and lets it be done now, is for the game to say. */
export function actionIn(answer: string): string | null {
  const found = v.safeParse(said, answer);
  return found.success ? found.output.action : null;
}
