/**
 * Pairs that a model wrote, as a file: the fields of the published pipeline's own (`generate_dataset.py`), so that its programs and this
 * page read it, and behind them how each pair came to be. Pure.
 */
import { WRITTEN } from '../../formats/kind';
import type { TextFile } from '../draft/out';
import type { Side } from './instructions';
import { writtenByOf } from './into-draft';
import type { MadePair } from './made';

/**
 * A line each of those that were not rejected. `accepted`: a person took it; one that is still undecided is no pair of a set when the file
 * is imported (src/formats/import/written.ts). `empathic_cut`, `non_empathic_cut`: the text ends where the tokens did.
 */
export function writtenFile(made: readonly MadePair[], name: string): TextFile {
  const runs = [...new Set(made.map(({ run }) => run))].sort();
  const lines = made
    .filter(({ state }) => state !== 'rejected')
    .map((pair) => {
      const { at, model, host, instructions, temperature, seed, edited } = writtenByOf(pair);
      return JSON.stringify({
        scenario_id: pair.situation.id,
        scenario_title: pair.situation.title,
        empathic_text: pair.now.positive,
        non_empathic_text: pair.now.negative,
        source_model: model,
        run_id: runs.indexOf(pair.run),
        generated_at: at,
        format: WRITTEN,
        source_host: host ?? null,
        empathic_instruction: instructions.positive,
        non_empathic_instruction: instructions.negative,
        ...{ temperature, seed, edited, accepted: pair.state === 'accepted' },
        ...{ empathic_cut: isCut(pair, 'positive'), non_empathic_cut: isCut(pair, 'negative') },
      });
    });
  return { name: `${name}.written.jsonl`, type: 'application/jsonl', text: lines.map((line) => `${line}\n`).join('') };
}

/** A text that a person changed is not said to be cut off any more. */
const isCut = ({ came, now }: MadePair, side: Side): boolean => came[side].cut && now[side] === came[side].text;
