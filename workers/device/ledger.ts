/**
 * What this worker does with its time: the phases of a load, the calls, and what the runtime was asked in each. Kept whether anybody looks
 * or not: it costs two looks at the clock and a sum over the tensors of a run (some 100), beside milliseconds. ONNX Runtime's web build
 * gives no times of single operations.
 */
import type { Profile, ProfileRuns } from '../../src/protocol';
import type { ort } from './runtime';

type Tensors = Readonly<Record<string, ort.Tensor | null>>;
type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export class Ledger {
  private readonly phases: Mutable<Profile['phases'][number]>[] = [];
  private readonly calls = new Map<string, Mutable<Profile['calls'][number]>>();
  private readonly runs = new Map<string, Mutable<ProfileRuns>>();
  /** The call under way: they run one after the other. */
  private call = '';
  private now: { phase: Mutable<Profile['phases'][number]>; since: number } | null = null;

  /** `clock`: milliseconds. */
  constructor(private readonly clock: () => number = () => performance.now()) {}

  /** A phase of the load begins, unless it is on; null: the load is over. */
  phase(name: Profile['phases'][number]['phase'] | null): void {
    if (this.now?.phase.phase === name) return;
    const since = this.clock();
    if (this.now) this.now.phase.seconds = (since - this.now.since) / 1000;
    const phase = name && { phase: name, seconds: 0 };
    this.now = phase && { phase, since };
    if (phase) this.phases.push(phase);
  }

  /** Does the work of a call of that kind, also where it fails. */
  async during<T>(kind: string, work: () => T | Promise<T>): Promise<T> {
    const entry = this.calls.get(kind) ?? { kind, count: 0, seconds: 0 };
    this.calls.set(kind, entry);
    this.call = kind;
    const since = this.clock();
    try {
      return await work();
    } finally {
      entry.count++;
      entry.seconds += (this.clock() - since) / 1000;
    }
  }

  /** The session, its runs counted from now on. */
  watch(session: ort.InferenceSession): ort.InferenceSession {
    const run = session.run.bind(session) as (feeds: Tensors, ...rest: unknown[]) => Promise<Tensors>;
    const counted = async (feeds: Tensors, ...rest: unknown[]): Promise<Tensors> => {
      const since = this.clock();
      const outputs = await run(feeds, ...rest);
      this.add(feeds, outputs, (this.clock() - since) / 1000);
      return outputs;
    };
    return Object.assign(session, { run: counted as unknown as typeof session.run });
  }

  read(): Profile {
    return { phases: [...this.phases], calls: [...this.calls.values()], runs: [...this.runs.values()] };
  }

  private add(feeds: Tensors, outputs: Tensors, seconds: number): void {
    const [rows = 0, each = 0] = feeds.input_ids?.dims ?? [];
    const of = each === 1 ? 'step' : 'read';
    const key = `${this.call} ${of}`;
    const entry = this.runs.get(key) ?? { kind: this.call, of, runs: 0, tokens: 0, seconds: 0, bytesIn: 0, bytesOut: 0 };
    this.runs.set(key, entry);
    entry.runs++;
    entry.tokens += rows * each;
    entry.seconds += seconds;
    entry.bytesIn += bytesOf(feeds);
    entry.bytesOut += bytesOf(outputs);
  }
}

/** Of tensors that lie in JavaScript: what stays on a graphics card crosses nothing. */
const bytesOf = (tensors: Tensors): number =>
  Object.values(tensors).reduce(
    (sum, tensor) => sum + (tensor && tensor.location === 'cpu' ? (tensor.data as Float32Array).byteLength : 0),
    0,
  );

/** Of this worker. */
export const ledger = new Ledger();
