/** Turns of a conversation, read as the texts of a run were read. */
import type { Ask } from '../client';
import type { Answer } from '../experiment/answer';
import { saidBefore } from '../experiment/chat';
import { wayOf, type Monitored } from '../experiment/monitor';
import type { ShownRun } from '../experiment/shown';
import { hasPrompts } from '../formats/scenario-set';
import { passage } from '../lab/passage';
import { scores } from '../lab/score';
import type { Calls, ModelInfo, Passage } from '../protocol';

interface Place {
  readonly turn: string;
  readonly side: 'user' | 'assistant';
  readonly text: string;
  readonly passage: Passage;
}

/**
 * What a monitor reads of each turn, by the turn's id: the person's message and the answer, each as a text by itself and without a push;
 * where the set has answers to prompts, the answer behind the message. A text of which nothing can be read in this way (an empty one; for
 * the pooling `answer` one whose tokens cannot be told) is null. Rejects with what `cut` and `capture` of the model's worker reject with.
 */
export async function monitorTurns(
  turns: readonly Answer[],
  run: ShownRun,
  info: ModelInfo,
  { model, signal }: { readonly model: Ask<Calls>; readonly signal: AbortSignal },
): Promise<Map<string, Monitored>> {
  const way = wayOf(run);
  const prompted = hasPrompts(run.set.set);
  const places = turns
    .flatMap((turn): Place[] => {
      const [said, text] = [saidBefore(turn), turn.text];
      return [
        { turn: turn.id, side: 'user', text: said, passage: passage(said, prompted) },
        { turn: turn.id, side: 'assistant', text, passage: passage(text, prompted, said) },
      ];
    })
    .filter(({ text }) => text.trim() !== '');
  const read = places.length > 0 ? await readPlaces(places, run, { model, signal }) : new Map<Place, Text>();
  const of = (turn: string, side: Place['side']): Text | null => {
    const place = places.find((one) => one.turn === turn && one.side === side);
    return (place && read.get(place)) ?? null;
  };
  const on = { device: info.device, checked: info.selfTest.referenceCosine !== null };
  return new Map(turns.map(({ id }) => [id, { ...way, on, user: of(id, 'user'), assistant: of(id, 'assistant') }]));
}

type Text = NonNullable<Monitored['user']>;

async function readPlaces(
  places: readonly Place[],
  run: ShownRun,
  { model, signal }: { readonly model: Ask<Calls>; readonly signal: AbortSignal },
): Promise<Map<Place, Text>> {
  const { how, pooling } = wayOf(run);
  const cut = await model.call('cut', { ...how, texts: places.map((one) => one.passage) }, { signal });
  const isReadable = (_: Place, i: number): boolean => pooling !== 'answer' || (cut.answers?.[i] ?? false);
  const readable = places.filter(isReadable);
  if (readable.length === 0) return new Map();
  const captured = await model.call('capture', { ...how, texts: readable.map((one) => one.passage), poolings: [pooling] }, { signal });
  const byLayer = scores(captured, run.directions);
  return new Map(
    readable.map((place, i) => {
      const at = places.indexOf(place);
      return [place, { scores: byLayer.map((layer) => layer[i]!), tokens: cut.tokens[at]!, truncated: cut.truncated[at]! }];
    }),
  );
}
