/**
 * What is made of a graph before any weight is read, step by step: it takes half a second on two cores, hangs on nothing but the graph and
 * this program, and is taken from this disk the next time.
 */
import { sha256 } from '../../src/storage/hash';
import type { Latest } from '../../src/storage/latest';
import type { MadeGraph } from '../../src/storage/loads';

type Disk = Pick<Latest<MadeGraph>, 'find' | 'keep'>;

export class Made {
  private fresh = false;

  private constructor(
    private readonly name: string | null,
    private readonly disk: Disk | null,
    private readonly steps: Record<string, unknown>,
  ) {}

  /** Nothing is taken, and nothing kept. */
  static readonly none = (): Made => new Made(null, null, {});

  /**
   * Of the graph `onnx`, made under `hints`. `program`: the address of this worker as it was built (test-name.ts); null where that says
   * nothing of what it is made of. A disk that refuses costs the steps, and no more.
   */
  static async of(onnx: Uint8Array, hints: unknown, program: string | null, disk: Disk): Promise<Made> {
    if (program === null) return Made.none();
    const name = JSON.stringify([await sha256(new Blob([onnx.slice()])), hints, program]);
    const kept = await disk.find(name).catch(() => undefined);
    return new Made(name, disk, { ...kept?.steps });
  }

  /** What `make` gave under this name of a step, now or before. `make` has to be a function of the graph and of what the name says. */
  step<T>(name: string, make: () => T): T {
    if (!(name in this.steps)) {
      this.steps[name] = make();
      this.fresh = true;
    }
    return this.steps[name] as T;
  }

  /** For the next load, where there is something new. */
  async keep(): Promise<void> {
    const { name, disk, steps, fresh } = this;
    if (name === null || !fresh) return;
    this.fresh = false;
    await disk?.keep(name, { at: new Date().toISOString(), steps }).catch(() => undefined);
  }
}
