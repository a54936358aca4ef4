/** A conversation with the model: one turn after the other, each pushed or not, and read by a monitor once it is written. */
import { errorData, LabError, labError } from '../error';
import type { Ending } from '../experiment/answer';
import { nextMessages, saidBefore, systemOf, turnsOf, withChat, withMonitored, withTurn } from '../experiment/chat';
import { byId } from '../experiment/experiment';
import { isMonitoredIn, wayOf } from '../experiment/monitor';
import type { SteeredText } from '../experiment/shown';
import type { LabErrorData, Message } from '../protocol';
import { busyWith } from './busy';
import { guard } from './guard';
import { onlyOf } from './model-state';
import { monitorTurns } from './monitor-turns';
import type { Context, ModelClient } from './ports';
import { expectDirections } from './steer-actions';
import { answerOf, endingOf, further, steerRequest, steerWay, unwritten, written } from './steer-call';
import { t } from '../language/t';

/** What a person says, and how the answer is written. */
export interface Said {
  readonly text: string;
  /** Pushed as the page's settings say, α and edits; else neither. */
  readonly pushed: boolean;
  /** Counts where there is no turn yet. */
  readonly system?: string;
}

export function chatActions({ store, clock }: Context, model: ModelClient) {
  const { getState: get, setState: set } = store;
  let stop: AbortController | null = null;

  /** Writes a turn after the first `kept` ones; whether it is part of the conversation now. */
  async function write({ text: said, pushed, system }: Said, kept: number): Promise<boolean> {
    const state = get();
    expectFree();
    const { epoch, experiment } = state;
    const { view, directions } = experiment;
    const page = steerWay(state, clock.now().toISOString());
    if (!page.info.chatTemplate) throw withoutTemplate(page.info.id);
    if (said.trim() === '') throw new LabError('empty-prompt', t`The message is empty.`, t`Write something for the model to answer.`);
    const under = { ...page.under, settings: { ...page.under.settings, prompt: said, template: true } };
    const way = { ...page, under };
    const before = view.chat.slice(0, kept);
    const messages = nextMessages(turnsOf(experiment).slice(0, kept), said, system);
    const row = { alpha: pushed ? view.steering.alpha : 0, edits: pushed ? view.edits : [] };
    const own = (stop = new AbortController());
    const show = (text: SteeredText): void =>
      set(({ chat }) => ({
        chat: { status: 'writing', said, text, under, kept, stopping: chat.status === 'writing' && chat.stopping },
      }));
    set({ error: null, turnRead: null });
    show(unwritten(row, way));
    let text = unwritten(row, way);
    let ending: Ending = { kind: 'stopped' };
    let failure: LabErrorData | null = null;
    try {
      const request = { ...steerRequest(messages, [row], way, directions), turn: true };
      const { rows, computed, asked } = await model.call('generate', request, {
        signal: own.signal,
        onEvent(event) {
          show((text = further(text, event)));
        },
      });
      const [given] = rows;
      text = written(given!, row, way);
      set({ turnRead: { computed, asked } });
      ending = endingOf(given!);
      failure = given!.failure;
    } catch (error) {
      const data = errorData(error);
      if (data.code !== 'cancelled') [ending, failure] = [{ kind: 'failed', reason: data.message }, data];
    }
    const there = get().epoch === epoch;
    const has = there && text.tokens.length > 0;
    const used = row.edits.flatMap((edit) => byId(directions, edit.directions) ?? []);
    const note = !there ? REPLACED : has || failure ? null : NOTHING;
    set((now) => ({
      chat: { status: 'idle', note },
      ...(has && {
        experiment: withTurn(now.experiment, before, answerOf(messages, text, ending, way), [page.along, ...way.also, ...used]),
      }),
    }));
    // A turn that broke off is on the page with its reason, which is also said like any error.
    if (failure) throw labError(failure);
    return has;
  }

  /** Reads the turns that were not yet read in the way of the run that is shown. */
  async function read(): Promise<void> {
    expectFree();
    const { epoch, experiment } = get();
    const { info, run } = expectDirections(get());
    const unread = turnsOf(experiment).filter(({ monitor }) => !isMonitoredIn(monitor, wayOf(run)));
    if (unread.length === 0) return;
    const own = (stop = new AbortController());
    set({ chat: { status: 'reading', stopping: false } });
    let note: string | null = null;
    try {
      const made = await monitorTurns(unread, run, info, { model: onlyOf(info, model, get), signal: own.signal });
      set((now) => (now.epoch === epoch ? { experiment: withMonitored(now.experiment, made, run.record) } : {}));
    } catch (error) {
      if (errorData(error).code !== 'cancelled') throw error;
      note = get().epoch === epoch ? UNREAD : REPLACED;
    } finally {
      set({ chat: { status: 'idle', note } });
    }
  }

  function expectFree(): void {
    const busy = busyWith(get());
    if (busy !== null) throw new LabError('model-busy', t`The model is in use: ${busy}.`, t`Wait until that is done, or stop it.`);
  }

  /** Whether the turn was written. A turn that broke off, and one that a monitor could not read, stays; its reason ends in the store. */
  async function answer(said: Said, kept: number): Promise<boolean> {
    const { chat } = get().experiment.view;
    let has = false;
    await guard(store, async () => {
      has = await write(said, kept).catch((error: unknown) => {
        has = get().experiment.view.chat !== chat;
        throw error;
      });
      if (has) await read();
    });
    return has;
  }

  const change = (next: (chat: readonly string[]) => readonly string[]): void =>
    set(({ chat, experiment }) =>
      chat.status === 'idle'
        ? { chat: { status: 'idle', note: null }, turnRead: null, experiment: withChat(experiment, next(experiment.view.chat)) }
        : {},
    );

  return {
    /**
     * Writes the model's answer to all turns so far and to this, and has a monitor read both; true where the turn is now part of the
     * conversation. Errors end in the store: `model-busy`, `no-chat-template`, `empty-prompt`, those of `expectDirections` and of writing.
     */
    sendTurn: (said: Said): Promise<boolean> => answer(said, get().experiment.view.chat.length),
    /** Writes the last turn again, under what holds now. The answer that it replaces stays in the experiment. */
    retryTurn(pushed: boolean): Promise<boolean> {
      const turns = turnsOf(get().experiment);
      const last = turns.at(-1);
      if (!last) return Promise.resolve(false);
      return answer({ text: saidBefore(last), pushed, system: systemOf(turns) }, turns.length - 1);
    },
    /** Reads what a monitor has not read yet along the directions that are shown. Errors end in the store. */
    monitorChat: (): Promise<void> => guard(store, read),
    /** Stops after the pass that runs (workers/pass/pieces.ts); what was written stays. */
    stopChat(): void {
      stop?.abort();
      set(({ chat }) => (chat.status === 'idle' ? {} : { chat: { ...chat, stopping: true } }));
    },
    /** Takes the last turn out of the conversation. Its answer stays in the experiment. */
    removeTurn: (): void => change((chat) => chat.slice(0, -1)),
    /** Begins a conversation without a turn. The answers of the one before stay in the experiment. */
    newChat: (): void => change(() => []),
    /** How many tokens the model would have to read before its answer. Rejects with what the chat template and the tokenizer say. */
    async countTokens(messages: readonly Message[], signal: AbortSignal): Promise<number> {
      return (await model.call('tokenize', { text: messages }, { signal })).ids.length;
    },
  };
}

const NOTHING = t`Stopped before the first token: nothing was added to the conversation.`;
const UNREAD = t`The turn was written. Reading it was stopped, so the monitor does not show it yet.`;
const REPLACED = t`The turn was stopped, because another experiment was opened.`;

const withoutTemplate = (id: string): LabError =>
  new LabError(
    'no-chat-template',
    t`${id} has no chat template: it cannot tell messages apart.`,
    t`Load a model that was trained to chat, or answer single prompts.`,
  );
