/**
 * Pairs written by a model: each source writes its own, one text after the other, all sources side by side; what came is looked at by the
 * person and goes into the set that is being written. This browser keeps the list, so that it can be gone on with; keys it never sees.
 */
import type { Ask } from '../client';
import { hostOf } from '../endpoint/address';
import type { Waiting } from '../endpoint/chat';
import type { Nothing } from '../endpoint/reply';
import { errorData, LabError } from '../error';
import { emptyDraft, type Draft } from '../experiment/draft/draft';
import {
  decodeWritten,
  emptyForm,
  encodeWritten,
  type FormSource,
  type WriteForm,
  type WrittenSoFar,
} from '../experiment/write-pairs/file';
import { withPersona } from '../experiment/write-pairs/from-persona';
import { messagesFor, SIDES, type Side } from '../experiment/write-pairs/instructions';
import { mergedWritten } from '../experiment/write-pairs/merge';
import { madePair, NOTHING_SPENT, spentOn, type HalfPair, type MadeText } from '../experiment/write-pairs/made';
import { rest, type SourceName, type Wanted, type WriteSettings } from '../experiment/write-pairs/plan';
import type { Persona } from '../formats/import/shapes';
import type { Calls } from '../protocol';
import { braked } from './address';
import { busyWith } from './busy';
import { endpointKeys } from './endpoint-keys';
import { guard } from './guard';
import { keptTogether } from './kept-together';
import { onlyOf, usable } from './model-state';
import { notKept } from './not-kept';
import type { Context } from './ports';
import { writeAt, writeHere, type TextAsked, type Write } from './write-pairs-call';
import { askedFor, keepable, noteOf, sourceText, type WritingState } from './writing-state';
import { writtenList } from './written-list';
import { t } from '../language/t';

type Needs = Pick<Context, 'store' | 'disk' | 'clock' | 'address' | 'endpoint'> & {
  readonly client: Ask<Calls>;
  readonly changeDraft: (change: (now: Draft) => Draft) => void;
  readonly openDraft: (fresh: () => Draft) => Promise<void>;
};

export function writePairsActions({ store, disk, clock, address, endpoint: world, client, changeDraft, openDraft }: Needs) {
  const { getState: get, setState: set } = store;
  const keys = endpointKeys();
  let stop: AbortController | null = null;
  let refused = false;
  const together = keptTogether<WrittenSoFar>((make) => disk.session.rewriteWritten(make));

  async function keep(): Promise<void> {
    if (get().writing === null) return;
    try {
      await together.write(
        FILE,
        () => get().writing!,
        (merged) => change(() => merged),
      );
      refused = false;
    } catch (error) {
      if (!refused) set({ error: errorData(notKept(t`what a model wrote`, t`Download it as a file.`, error as Error)) });
      refused = true;
    }
  }
  const keeping = braked(
    () => void keep(),
    (milliseconds, work) => clock.after(milliseconds, work),
  );

  const change = (next: (now: WritingState) => Partial<WritingState>): void =>
    set((state) => (state.writing === null ? {} : { writing: { ...state.writing, ...next(state.writing) } }));
  const changeKept = (next: (now: WritingState) => Partial<WritingState>): void => {
    change(next);
    keeping.ask();
  };

  /** Who a source of the form is, and how it writes. Throws what keeps it from writing. */
  function writerOf(source: FormSource): { readonly name: SourceName; readonly write: Write } {
    if (source.kind === 'loaded') {
      const info = usable(get().model);
      return { name: { model: info.id, host: null }, write: writeHere(info, onlyOf(info, client, get)) };
    }
    const endpoint = keys.endpointOf(source.id, source);
    const wait = (one: Waiting): void =>
      change(({ work }) => (work.status === 'writing' ? { work: { ...work, waiting: { ...work.waiting, [source.id]: one } } } : {}));
    return { name: { model: endpoint.model, host: hostOf(endpoint) }, write: writeAt(endpoint, world, wait) };
  }

  async function begin(): Promise<void> {
    const { writing, draft } = get();
    if (writing === null || draft === null || writing.work.status === 'writing') return;
    const { form, made } = writing;
    const here = form.sources.some(({ kind }) => kind === 'loaded');
    const busy = here ? busyWith(get()) : null;
    if (busy !== null) throw new LabError('model-busy', t`The model is in use: ${busy}.`, t`Wait until that is done, or stop it.`);
    const writers = form.sources.map((source) => ({ id: source.id, ...writerOf(source) }));
    const { settings, plan } = askedFor(
      writing,
      draft.now,
      writers.map(({ name }) => name),
    );
    const wanted = rest(plan, made);
    const own = (stop = new AbortController());
    const run = clock.now().toISOString();
    set({ error: null });
    changeKept(({ halves, gone }) => ({
      // Halves of pairs that are not asked for any more are of no use.
      ...withoutHalves({ halves, gone }, ({ key }) => !wanted.some((one) => one.key === key)),
      failures: [],
      work: { status: 'writing', done: 0, of: 2 * wanted.length, waiting: {}, here, stopping: false },
    }));
    const empty: Nothing[] = [];
    const lane = async ({ id, name, write }: (typeof writers)[number]): Promise<void> => {
      for (const one of wanted.filter(({ source }) => source === name)) {
        try {
          const sides = {} as Record<Side, MadeText>;
          let nothing: Nothing | null = null;
          for (const side of SIDES) {
            const got = await textFor(one, side, settings, write, own.signal, id);
            sides[side] = got.came;
            nothing ??= got.nothing;
          }
          const isEmpty = nothing !== null;
          if (nothing !== null) empty.push(nothing);
          changeKept(({ made: now, halves, gone }) => {
            const left = withoutHalves({ halves, gone }, ({ key }) => key === one.key);
            return isEmpty ? left : { halves: left.halves, made: [...now, madePair(one, settings, sides, run)] };
          });
        } catch (error) {
          if (own.signal.aborted) return;
          change(({ failures }) => ({ failures: [...failures, { source: sourceText(name), error: errorData(error) }] }));
          return;
        }
      }
    };
    await Promise.all(writers.map(lane));
    const left = rest(wanted, get().writing?.made ?? []).length;
    changeKept(() => ({
      work: { status: 'idle', note: noteOf({ written: wanted.length - left, left, empty, stopped: own.signal.aborted }) },
    }));
  }

  /** One side, from what is there already where it is. */
  async function textFor(
    one: Wanted,
    side: Side,
    settings: WriteSettings,
    write: Write,
    signal: AbortSignal,
    id: string,
  ): Promise<{ readonly came: MadeText; readonly nothing: Nothing | null }> {
    signal.throwIfAborted();
    const there = get().writing?.halves.find((half) => half.key === one.key && half.side === side);
    const asked = { ...settings, messages: messagesFor(settings.instructions[side], one.situation, settings.words), seed: one.seed };
    const { came, nothing } = there ? { came: there.came, nothing: nothingOf(there.came) } : await written(write, asked, signal);
    changeKept(({ halves, work }) => ({
      halves: there ? halves : [...halves, { key: one.key, side, came }],
      ...(work.status === 'writing' && { work: { ...work, done: work.done + 1, waiting: without(work.waiting, id) } }),
    }));
    return { came, nothing };
  }

  async function written(write: Write, asked: TextAsked, signal: AbortSignal) {
    const { nothing, ...came } = await write(asked, signal);
    return { came: { ...came, at: clock.now().toISOString() }, nothing };
  }

  /** Shows what this browser keeps of what a model wrote, else an empty form. One that cannot be read is said. */
  const openWritten = (): Promise<void> =>
    guard(store, async () => {
      if (get().writing !== null) return;
      const json = await disk.session.readWritten();
      const kept = json === null ? null : decodeWritten(json);
      if (get().writing !== null) return;
      const so = kept ?? { form: emptyForm, made: [], halves: [], gone: NOTHING_SPENT };
      together.begin(json, so);
      set({ writing: { ...so, work: { status: 'idle', note: null }, failures: [] } });
      address.onLeave(keeping.flush);
      if (json !== null && kept === null)
        throw new LabError(
          'set-damaged',
          t`What a model wrote is in this browser, but damaged: it cannot be read.`,
          t`It stays as it is until something is written or changed in the empty list that stands in its place.`,
        );
    });

  return {
    ...writtenList(store, changeKept, changeDraft),
    openWritten,
    /**
     * Puts a persona trait into the form: its questions are the situations that pairs are written in, and its instructions stand in the
     * place of those that are there. While pairs are being written nothing changes. `name`: of a set and a concept that have none.
     */
    async takePersona(persona: Persona, name: string): Promise<void> {
      await openDraft(emptyDraft);
      await openWritten();
      const { draft, writing } = get();
      if (draft === null || writing === null || writing.work.status === 'writing') return;
      const taken = withPersona(draft.now, persona, name);
      changeDraft(() => taken.draft);
      changeKept(({ form }) => ({ form: { ...form, ...taken.form } }));
    },
    /** What is no server any more has no key: another server in its place begins without one. */
    changeWriteForm(fields: Partial<WriteForm>): void {
      const before = get().writing?.form.sources ?? [];
      changeKept(({ form }) => ({ form: { ...form, ...fields } }));
      const servers = new Set(get().writing?.form.sources.flatMap(({ id, kind }) => (kind === 'endpoint' ? [id] : [])));
      for (const { id } of before) if (!servers.has(id)) keys.hold(id, '');
    },
    /** The key of a source of the form, kept as long as its field shows it; '' takes it away. */
    setSourceKey: (id: string, key: string): void => keys.hold(id, key),
    /** Writes what is asked for and not there yet. Errors before the first request end in the store; those of a source in `failures`. */
    writePairs: (): Promise<void> => guard(store, begin),
    /** Ends requests that are under way; what was written stays. */
    stopWriting(): void {
      stop?.abort();
      change(({ work }) => (work.status === 'writing' ? { work: { ...work, stopping: true } } : {}));
    },
  };
}

/** Of a half that was kept: thoughts are mostly what takes all tokens and leaves nothing. */
const nothingOf = ({ text, cut }: MadeText): Nothing | null => (text !== '' ? null : cut ? 'thoughts' : 'unknown');

const without = (waiting: Readonly<Record<string, Waiting>>, id: string): Readonly<Record<string, Waiting>> =>
  Object.fromEntries(Object.entries(waiting).filter(([one]) => one !== id));

const FILE = {
  encode: (written: WrittenSoFar) => encodeWritten({ ...written, form: keepable(written.form) }),
  decode: decodeWritten,
  merge: mergedWritten,
};

/** Without the halves that `isGone`; what was spent on them stays known. */
function withoutHalves({ halves, gone }: Pick<WrittenSoFar, 'halves' | 'gone'>, isGone: (half: HalfPair) => boolean) {
  const lost = halves.filter(isGone);
  return {
    halves: halves.filter((half) => !isGone(half)),
    gone: spentOn(
      lost.map(({ came }) => came),
      gone,
    ),
  };
}
