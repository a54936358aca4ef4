/**
 * What a model writes to one prompt after another, the likeliest token at each place, under one push: what a prompt begins with as the one
 * before it did stays in the cache.
 */
import { count, grouped } from '../../src/count';
import { LabError } from '../../src/error';
import { rowsOf, type Asking } from '../choose/bundles';
import { along } from '../choose/chooser';
import { crosses } from '../choose/items';
import { expectFits } from '../device/limits';
import { argmax } from '../generate/sample';
import type { LoadedModel } from '../model/loaded';
import type { Between } from '../pass/pieces';
import { RowReader } from '../pass/row-reader';
import { t } from '../../src/language/t';

export interface Written {
  readonly text: string;
  /** As in `ChosenItem`. */
  readonly read: number[];
  /** Tokens that were read for it, and all that it would have been from the first one on. */
  readonly computed: number;
  readonly asked: number;
}

export class Writer {
  private readonly rows;

  /** `asking`: of one row. `pause`: awaited before every pass; may throw to stop. */
  constructor(
    private readonly model: LoadedModel,
    private readonly asking: Asking,
    pause: Between,
  ) {
    this.rows = rowsOf(model, asking).map((row) => ({ row, reader: new RowReader(model, pause) }));
  }

  /**
   * At most `most` tokens, none after one that ends an answer. Throws `prompt-too-long`, `run-too-large`, `edits-failed` beforehand, and
   * `logits-not-finite` and `logits-flat` where a push leaves nothing to choose from.
   */
  async write(prompt: readonly number[], most: number): Promise<Written> {
    this.expectRoom(prompt, most);
    const [{ row, reader }, left] = [this.rows[0]!, this.rows[1]];
    const { layers, width } = this.model.graph;
    const before = this.computed;
    const { read } = this.asking;
    const last = { first: prompt.length - 1, count: 1, keep: true };
    const plain = left && (await left.reader.read([{ ids: prompt, at: [left.row.prompt] }], last)).residual;
    const written: number[] = [];
    let own: Float32Array | undefined;
    for (let ended = false; !ended && written.length < most;) {
      const text = [
        { ids: prompt, at: [row.prompt] },
        { ids: written, at: [row.option] },
      ];
      const { logits, residual } = await reader.read(text, { ...last, first: prompt.length - 1 + written.length });
      own ??= residual;
      row.expectUsable(logits);
      const token = argmax(logits);
      ended = this.model.endTokens.has(token);
      if (!ended) written.push(token);
    }
    return {
      text: this.model.decode(written),
      read: read ? along(plain ?? own!, read, { layers, width }) : [],
      computed: this.computed - before,
      asked: this.rows.length * prompt.length + written.length,
    };
  }

  dispose(): void {
    for (const { reader } of this.rows) reader.dispose();
  }

  private get computed(): number {
    return this.rows.reduce((sum, { reader }) => sum + reader.computed, 0);
  }

  private expectRoom(prompt: readonly number[], most: number): void {
    const { model } = this;
    const over = prompt.length + most - (model.context ?? Infinity);
    if (over > 0)
      throw new LabError(
        'prompt-too-long',
        t`${count(prompt.length, 'prompt token')} and ${count(most, 'new one')} are more than the model's context of ${grouped(model.context!)}.`,
        t`Shorten the prompt by ${count(over, 'token')}.`,
      );
    if (this.asking.answer && crosses(model, prompt, new Array<number>(most).fill(0)))
      throw new LabError(
        'edits-failed',
        t`Prompt and answer pass the ${grouped(model.graph.firstWindow!)} tokens at which this model turns its positions by another table: they are read in one pass there, and an edit cannot keep to one of them.`,
        t`Give the edits when: 'all', or shorten the prompt.`,
      );
    expectFits(model, { rows: 1, prompt: prompt.length, answer: most, readAtOnce: Math.max(prompt.length, most) });
  }
}
