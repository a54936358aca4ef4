/**
 * An answer that came as a stream of events although none was asked for (`text/event-stream`, lines `data: {…}`, the last `data: [DONE]`),
 * joined into what it would have been in one piece. Pure.
 */

/** What of a message comes in pieces. */
const SAID = ['content', 'refusal', 'reasoning_content', 'reasoning'] as const;

interface Choice {
  readonly delta?: Readonly<Partial<Record<(typeof SAID)[number], unknown>>>;
  readonly finish_reason?: unknown;
  readonly logprobs?: unknown;
}
interface Delta {
  readonly choices?: readonly Choice[];
  readonly usage?: unknown;
  readonly model?: unknown;
  readonly error?: unknown;
}

/** null where it breaks off: an event that is no JSON, or neither an end nor a reason for one. An error inside stands for the whole. */
export function joinedEvents(body: string): unknown {
  const message: Record<(typeof SAID)[number], string> = { content: '', refusal: '', reasoning_content: '', reasoning: '' };
  let finish: unknown = null;
  let [usage, model, done]: [unknown, unknown, boolean] = [null, null, false];
  const places: unknown[] = [];
  for (const line of body.split(/\r\n|\r|\n/)) {
    if (!line.startsWith('data:')) continue;
    const data = line.slice('data:'.length).trim();
    if (data === '[DONE]') done = true;
    if (data === '' || data === '[DONE]') continue;
    const event = eventIn(data);
    if (event === null) return null;
    if (event.error) return { error: event.error };
    const [choice] = Array.isArray(event.choices) ? event.choices : [];
    for (const part of SAID) {
      const piece = choice?.delta?.[part];
      if (typeof piece === 'string') message[part] += piece;
    }
    const given = (choice?.logprobs as { content?: unknown } | null | undefined)?.content;
    if (Array.isArray(given)) places.push(...(given as unknown[]));
    finish = choice?.finish_reason ?? finish;
    usage = event.usage ?? usage;
    model = event.model ?? model;
  }
  if (!done && finish === null) return null;
  const logprobs = places.length > 0 ? { content: places } : null;
  return { choices: [{ message, finish_reason: finish, logprobs }], usage, model };
}

function eventIn(data: string): Delta | null {
  try {
    const value: unknown = JSON.parse(data);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return null;
  }
}
