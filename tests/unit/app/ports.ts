/** Ports of a page that touches nothing: a model that answers as a test says, a disk in memory, an address and a clock of its own. */
import type { LabError } from '../../../src/error';
import { createApp } from '../../../src/app/app';
import { lowerActions, type App } from '../../../src/app/lower';
import type { ModelClient, Ports } from '../../../src/app/ports';
import type { Calls } from '../../../src/protocol';
import type { Incoming } from '../../../src/storage/models';
import type { WholeReading } from '../../../src/storage/readings';
import { storageFull } from '../../../src/storage/room';
import type { OlderSet, OwnItemsFile, OwnLessonFile, OwnMessage, Session } from '../../../src/storage/session';
import { lineOf, placed } from '../../../src/storage/session-places';
import type { StoredModel } from '../../../src/storage/stored-model';
import { analysisDesk } from '../../../workers/analysis/desk';
import { runFileDesk } from '../../../workers/run-file/desk';
import { inProcess } from '../workers/in-process';

/** How a test answers the calls to the model's worker. */
export type Answers = (kind: keyof Calls, input: never, options: Parameters<ModelClient['call']>[2]) => Promise<unknown>;

/** A model on the disk. */
export interface KeptModel {
  readonly model: StoredModel;
  readonly files: readonly (Incoming & { sha256: string })[];
  /** The next load compares its files with its hub's list. */
  readonly doubted?: boolean;
}

export interface FakePage {
  readonly app: App;
  /** The ports that it was made of. */
  readonly context: Omit<Ports, 'model'>;
  /** Kept in "this browser". */
  readonly kept: {
    session: Session | null;
    earlier: Session | null;
    older: readonly Session[];
    sets: readonly OlderSet[];
    damaged: readonly Session[];
    prompt: string | null;
    message: OwnMessage | null;
    set: string | null;
    items: OwnItemsFile | null;
    draft: string | null;
    written: string | null;
    lessons: readonly OwnLessonFile[];
    readings: Map<string, WholeReading>;
    settings: Map<string, string>;
    /** By root. */
    models: Map<string, KeptModel>;
  };
  /** Addresses that were written. */
  readonly written: string[];
  /** Reasons for which the worker was ended. */
  readonly ended: (string | undefined)[];
  /** The worker ends by itself. */
  crash(error: LabError): void;
  /** A person changes the hash. */
  follow(hash: string): void;
  /** The same, and before the page hears of it an address is written that was waiting. */
  followWhileWriting(hash: string): void;
  /** Time passes: what was to be done after a long while is done now. */
  passTime(): void;
  /** A person leaves the page. */
  leave(): void;
}

interface Options {
  answers?: Answers;
  hash?: string;
  search?: string;
  arrival?: Ports['address']['arrival'];
  /** Files that come with the page; a promise is one that comes late, or never. */
  own?: Record<string, string | Promise<string>>;
  now?: () => Date;
  kept?: Partial<FakePage['kept']>;
  analysis?: Ports['analysis'];
  /** Instead of `kept.readings`. */
  readings?: Pick<Ports['disk']['readings'], 'findReading'>;
  /** How servers of models answer; without it they do not. */
  hub?: (url: string) => Response;
  /** Servers of chats; without it none answers. */
  endpoint?: Ports['endpoint']['fetch'];
  /** Answers of servers of run files; without it none comes. */
  run?: (url: string) => Response | Promise<Response>;
  /** Model files: what is to be otherwise. */
  disk?: Partial<Ports['disk']['models']>;
  keeping?: Partial<Ports['keeping']>;
  /** Bytes that files put in may have. */
  room?: number;
}

/** The run file that it keeps as the last experiment. */
export const keptText = ({ kept }: FakePage): Promise<string> => new Response(kept.session!.experiment).text();

/** Milliseconds that pass only when a test says so; shorter ones are over at once. */
const LONG = 10_000;

export function fakePage({ answers = () => new Promise(() => undefined), hash = '', search = '', ...o }: Options = {}): FakePage {
  const kept: FakePage['kept'] = {
    session: null,
    earlier: null,
    older: [],
    sets: [],
    damaged: [],
    prompt: null,
    message: null,
    set: null,
    items: null,
    draft: null,
    written: null,
    lessons: [],
    readings: new Map(),
    settings: new Map(),
    models: new Map(),
    ...o.kept,
  };
  const written: string[] = [];
  const ended: (string | undefined)[] = [];
  let crashed: (error: LabError) => void = () => undefined;
  let changed: (hash: string) => void = () => undefined;
  let href = `http://lab.test/${search}${hash}`;
  let milliseconds = 0;
  const leaving: (() => void)[] = [];
  const waiting: (() => void)[] = [];
  const keep = (session: Session): string => {
    const { last, earlier, older } = placed({ last: kept.session, earlier: kept.earlier }, session);
    Object.assign(kept, { session: last, earlier });
    if (older) kept.older = [...kept.older, older];
    return lineOf(last);
  };
  const ports: Ports = {
    model: (onCrash) => {
      crashed = onCrash;
      const call = (kind: keyof Calls, input: unknown, options = {}) => answers(kind, input as never, options);
      return { call: call as ModelClient['call'], terminate: (reason) => void ended.push(reason) };
    },
    analysis: o.analysis ?? inProcess(analysisDesk()),
    runFiles: { ...inProcess(runFileDesk()), wake: () => undefined },
    disk: {
      models: {
        listModels: () => Promise.resolve([...kept.models.values()].map(({ model }) => model)),
        removeModels: (root) => Promise.resolve(root === undefined ? kept.models.clear() : void kept.models.delete(root)),
        doubtModel: (root) => Promise.resolve(void kept.models.set(root, { ...kept.models.get(root)!, doubted: true })),
        keptFiles: (root) => {
          const { files } = kept.models.get(root)!;
          return Promise.resolve({ files: files.map(({ path, blob, sha256 }) => ({ path, bytes: blob.size, sha256 })), missing: [] });
        },
        readModel: (root) => Promise.resolve({ files: [...kept.models.get(root)!.files], missing: [] }),
        writeModel(root, files, _, onBytes) {
          const bytes = files.reduce((sum, { blob }) => sum + blob.size, 0);
          if (bytes > (o.room ?? Infinity)) return Promise.reject(storageFull('There is no room.'));
          onBytes?.(bytes);
          kept.models.set(root, { model: storedModel(root), files: files.map((one) => ({ ...one, sha256: one.sha256! })) });
          return Promise.resolve();
        },
        keeping: () => Promise.resolve({ kind: 'opfs', refused: null }),
        ...o.disk,
      },
      readings: {
        listReadings: () => Promise.resolve([]),
        findReading: (name) => Promise.resolve(kept.readings.get(name) ?? null),
        removeReading: (name) => Promise.resolve(void kept.readings.delete(name)),
        clearReadings: () => Promise.resolve(kept.readings.clear()),
        ...o.readings,
      },
      session: {
        whyRefused: () => null,
        readSession: () => Promise.resolve(kept.session),
        readEarlier: () => Promise.resolve(kept.earlier),
        writeSession: (session) => Promise.resolve(keep(session)),
        leaveSession: (session) => (keep(session), true),
        readPrompt: () => Promise.resolve(kept.prompt),
        writePrompt: (prompt) => Promise.resolve(void (kept.prompt = prompt)),
        readMessage: () => Promise.resolve(kept.message),
        writeMessage: (message) => Promise.resolve(void (kept.message = message)),
        readOwnSet: () => Promise.resolve(kept.set),
        writeOwnSet: (json) => Promise.resolve(void (kept.set = json)),
        readOlderSets: () => Promise.resolve(kept.sets),
        changeOlderSets: (change) => Promise.resolve(void (kept.sets = change(kept.sets))),
        readOlder: () => Promise.resolve(kept.older),
        removeOlder: ({ experiment }) => Promise.resolve(void (kept.older = kept.older.filter((one) => one.experiment !== experiment))),
        readOwnItems: () => Promise.resolve(kept.items),
        readOwnLessons: () => Promise.resolve(kept.lessons),
        writeOwnLesson: (one) => Promise.resolve(void (kept.lessons = [...kept.lessons.filter(({ id }) => id !== one.id), one])),
        removeOwnLesson: (id) => Promise.resolve(void (kept.lessons = kept.lessons.filter((one) => one.id !== id))),
        readDraft: () => Promise.resolve(kept.draft),
        rewriteDraft: (make) => Promise.resolve(void (kept.draft = make(kept.draft))),
        readWritten: () => Promise.resolve(kept.written),
        rewriteWritten: (make) => Promise.resolve(void (kept.written = make(kept.written))),
        writeOwnItems: (file) => Promise.resolve(void (kept.items = file)),
        readDamaged: () => Promise.resolve(kept.damaged),
        putAside(one) {
          kept.damaged = [...kept.damaged, one];
          if (kept.session?.experiment === one.experiment) kept.session = null;
          if (kept.earlier?.experiment === one.experiment) kept.earlier = null;
          return Promise.resolve();
        },
        removeDamaged: ({ experiment }) =>
          Promise.resolve(void (kept.damaged = kept.damaged.filter((one) => one.experiment !== experiment))),
        clearSession: () =>
          Promise.resolve(
            void (
              (kept.session = kept.earlier = kept.prompt = kept.message = kept.set = kept.items = kept.draft = kept.written = null),
              (kept.older = kept.damaged = []),
              (kept.sets = []),
              (kept.lessons = [])
            ),
          ),
      },
      settings: {
        readSetting: (name) => kept.settings.get(name) ?? null,
        writeSetting: (name, value) => (value === null ? kept.settings.delete(name) : kept.settings.set(name, value), true),
      },
      room: { askToPersist: () => Promise.resolve(true), freeBytes: () => Promise.resolve(o.room ?? null) },
    },
    address: {
      get href() {
        return href;
      },
      get hash() {
        return new URL(href).hash;
      },
      get search() {
        return new URL(href).search;
      },
      replace: (next) => void written.push((href = next)),
      onChange: (work) => (changed = work),
      onLeave: (work) => void leaving.push(work),
      arrival: o.arrival ?? 'new',
    },
    clock: {
      now: o.now ?? (() => new Date('2026-11-26T00:00:00Z')),
      elapsed: () => (milliseconds += 10),
      after: (milliseconds, work) => void (milliseconds < LONG ? queueMicrotask(work) : waiting.push(work)),
    },
    hub: {
      fetch: (url) => (o.hub ? Promise.resolve(o.hub(url)) : Promise.reject(new TypeError('Failed to fetch'))),
      sleep: () => Promise.resolve(),
      random: () => 0.5,
      now: () => 0,
      patience: 1000,
    },
    endpoint: {
      fetch: o.endpoint ?? (() => Promise.reject(new TypeError('Failed to fetch'))),
      sleep: () => Promise.resolve(),
      random: () => 0.5,
      now: () => 0,
      patience: 5000,
      longest: 20_000,
    },
    fetchOwn: async (path) => {
      const text = await o.own?.[path];
      if (text === undefined) throw new TypeError('Failed to fetch');
      return new Response(text);
    },
    fetchRun: (url) => (o.run ? Promise.resolve(o.run(url)) : Promise.reject(new TypeError('Failed to fetch'))),
    idle: () => Promise.resolve(),
    hasF16: () => Promise.resolve(false),
    keeping: {
      keep: () => undefined,
      keepRuntime: () => undefined,
      takeNewer: () => Promise.resolve(true),
      reload: () => undefined,
      ...o.keeping,
    },
  };
  const first = createApp(ports);
  const app: App = { ...first, ...lowerActions(first) };
  return {
    app,
    context: ports,
    kept,
    written,
    ended,
    crash: (error) => crashed(error),
    passTime: () => waiting.splice(0).forEach((work) => work()),
    leave: () => leaving.forEach((work) => work()),
    follow(hash) {
      href = new URL(hash, href).href;
      changed(new URL(href).hash);
    },
    followWhileWriting(hash) {
      const to = new URL(hash, href);
      ports.address.replace(href);
      changed(to.hash);
    },
  };
}

/** A whole model of a hub. */
export const storedModel = (root: string, over: Partial<StoredModel> = {}): StoredModel => ({
  root,
  repo: 'owner/name',
  revision: 'main',
  files: [],
  bytes: 0,
  graphs: [{ path: 'onnx/model_q4.onnx', dtype: 'q4', files: [], bytes: 0, lacks: [], complete: true }],
  complete: true,
  commits: [],
  ...over,
});

/** A file of the page that comes when a test says so. */
export function late() {
  let comes: (text: string) => void = () => undefined;
  let fails = (): void => undefined;
  const text = new Promise<string>((resolve, reject) => {
    comes = resolve;
    fails = () => reject(new TypeError('Failed to fetch'));
  });
  text.catch(() => undefined);
  return { text, comes, fails };
}
