/** What the app needs of the world: everything with an effect comes in through here, so that a test can put its own in its place. */
import type { AnalysisCalls, RunFileCalls } from '../analysis-protocol';
import type { Ask } from '../client';
import type { EndpointWorld } from '../endpoint/chat';
import type { LabError } from '../error';
import type { Outside } from '../hub/ask';
import type { Calls } from '../protocol';
import type * as models from '../storage/models';
import type * as readings from '../storage/readings';
import type * as room from '../storage/room';
import type * as session from '../storage/session';
import type * as settings from '../storage/settings';
import type { Keeping } from '../sw/keeping';
import type { LabStore } from './state';

/** The page's side of the model's worker. */
export interface ModelClient extends Ask<Calls> {
  /** Ends the worker and everything in it, for the reason given. */
  terminate(reason?: string): void;
}

export interface Ports {
  /** Makes the client. `onCrash` is told once each time the worker ends by itself. */
  readonly model: (onCrash: (error: LabError) => void) => ModelClient;
  readonly analysis: Ask<AnalysisCalls>;
  /** Reads run files. `wake`: it will be asked soon. */
  readonly runFiles: Ask<RunFileCalls> & { wake(): void };
  readonly disk: {
    readonly models: Pick<
      typeof models,
      'listModels' | 'keeping' | 'removeModels' | 'doubtModel' | 'keptFiles' | 'readModel' | 'writeModel'
    >;
    readonly readings: Pick<typeof readings, 'listReadings' | 'findReading' | 'removeReading' | 'clearReadings'>;
    readonly session: typeof session;
    readonly settings: typeof settings;
    readonly room: Pick<typeof room, 'askToPersist' | 'freeBytes'>;
  };
  readonly address: {
    readonly href: string;
    readonly hash: string;
    readonly search: string;
    /** Without a new entry in the history. Throws where the browser has had enough of that. */
    replace(href: string): void;
    /**
     * A person, or a link in the same tab, changed the hash, to this one: the browser tells it a little later, and by then an address that
     * waited to be written may stand in its place.
     */
    onChange(work: (hash: string) => void): void;
    onLeave(work: () => void): void;
    /** How the page was come to. */
    readonly arrival: 'new' | 'again';
  };
  readonly clock: {
    now(): Date;
    /** Milliseconds since some moment. */
    elapsed(): number;
    /** Does it after so many milliseconds. */
    after(milliseconds: number, work: () => void): void;
  };
  /** Servers of models, for questions: downloads are the worker's. */
  readonly hub: Outside;
  /** Servers of chats. */
  readonly endpoint: EndpointWorld;
  /** The page's own files on this disk. */
  readonly keeping: Keeping;
  /** Files that come with the page, by their path in public/. Rejects where the server has none. */
  readonly fetchOwn: (path: string) => Promise<Response>;
  /** A run file that a link names, on whichever server: without cookies, and without saying which page asks. */
  readonly fetchRun: (url: string, signal: AbortSignal) => Promise<Response>;
  /** Resolves once the browser has drawn what there is to draw, and has nothing better to do. */
  readonly idle: () => Promise<void>;
  /** Whether the browser's graphics adapter computes with 16-bit floats. */
  readonly hasF16: () => Promise<boolean>;
}

/** What actions are made of. */
export interface Context extends Omit<Ports, 'model'> {
  readonly store: LabStore;
}
