/** A pair that a model wrote, as a row of the set that is being written, and back. Pure. */
import type { WrittenBy } from '../../formats/scenario-set';
import { withFields, withRow, type Draft } from '../draft/draft';
import { messagesFor, type Side } from './instructions';
import { isEdited, type MadePair } from './made';

/** What the set keeps of how it was written. */
export function writtenByOf(pair: MadePair): WrittenBy {
  const { source, situation, settings, seed, came } = pair;
  const said = (side: Side): string => messagesFor(settings.instructions[side], situation, settings.words)[0].content;
  const at = [came.positive.at, came.negative.at].sort().at(-1)!;
  return {
    model: source.model,
    ...(source.host !== null && { host: source.host }),
    instructions: { positive: said('positive'), negative: said('negative') },
    ...{ temperature: settings.temperature, seed, at, edited: isEdited(pair) },
  };
}

/** The draft with it, in the first row without a word, else in one behind all others, and which row that is. */
export function withMade(draft: Draft, pair: MadePair): { readonly draft: Draft; readonly row: string } {
  const isFree = ({ positive, negative, prompt = '' }: Draft['pairs'][number]): boolean =>
    [positive, negative, prompt].every((text) => text.trim() === '');
  const free = draft.pairs.find(isFree);
  const roomy = free ? draft : withRow(draft, 'pairs');
  const { id, scenario: other } = free ?? roomy.pairs.at(-1)!;
  const scenario = draft.scenarios.some((one) => one.id === pair.situation.id) ? pair.situation.id : other;
  return { draft: withFields(roomy, 'pairs', id, { ...pair.now, scenario, writtenBy: writtenByOf(pair) }), row: id };
}

/** The draft with that row empty again; the same draft where the row is gone, or holds other texts by now. */
export function withoutMade(draft: Draft, { row, now }: Pick<MadePair, 'row' | 'now'>): Draft {
  const there = draft.pairs.find(({ id }) => id === row);
  if (there?.positive !== now.positive || there.negative !== now.negative) return draft;
  return {
    ...draft,
    pairs: draft.pairs.map((one) => (one === there ? { ...one, positive: '', negative: '', writtenBy: undefined } : one)),
  };
}
