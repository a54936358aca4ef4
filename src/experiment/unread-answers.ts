/** Texts of which no own token is read: their prompt, or what the chat template writes before them, fills all that is read. */
import { LabError } from '../error';
import { contrastOf, isPaired, itemsOf } from '../lab/contrast';
import type { CutReply } from '../protocol';
import type { ScenarioSet } from '../formats/scenario-set';
import { list } from './warnings';
import { count } from '../count';
import { t } from '../language/t';

/** Throws `no-answer`, naming pairs and texts, where the pooling “answer” would have nothing to take of some. `cut`: of the set's plan. */
export function expectAnswers({ answers = [] }: Pick<CutReply, 'answers'>, set: Pick<ScenarioSet, 'pairs' | 'texts' | 'scored'>): void {
  const contrast = contrastOf(set);
  const each = isPaired(contrast) ? 2 : 1;
  const names = [...itemsOf(contrast).flatMap(({ id }) => Array<string>(each).fill(id)), ...set.scored.map(({ id }) => id)];
  const without = names.filter((_, text) => answers[text] === false);
  if (without.length === 0) return;
  throw new LabError(
    'no-answer',
    t`The pooling “answer only” takes a text’s own tokens, and of ${count(without.length, 'text')} none is read, because what stands before it fills all that is read, or cannot be told from it: ${list([...new Set(without)])}.`,
    t`Choose another pooling, leave those texts out, or take a model that reads longer texts.`,
  );
}
