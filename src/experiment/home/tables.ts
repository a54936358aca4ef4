/**
 * What a run file holds as plain tables, for data frames: one row a block, a text, an answer, a turn, an option, a rating, a token that a
 * direction speaks for, a strength, a step of a game. Columns keep the names that the records have; a field that does not apply is empty
 * (CSV) or null (JSON).
 */
import { encodeCsv } from '../../formats/csv';
import { hasPrompts } from '../../formats/scenario-set';
import { contrastOf, isPaired } from '../../lab/contrast';
import { mean } from '../../lab/moments';
import type { Experiment } from '../experiment';
import { shownRun, type ShownRun } from '../shown';
import { conversation } from './conversation-table';
import { games, gameSteps } from './game-tables';
import { readouts } from './readout-table';
import { pushed, type Row } from './row';
import { sweepPrompts, sweeps } from './sweep-tables';
import type { TableName } from './table-names';

/**
 * The rows of a table, all with the same columns in the same order; none where the experiment has nothing of the kind. `layers` and
 * `scores` are of the run on show, `conversation` is the one on show; all others are of every record.
 */
export function tableOf(name: TableName, experiment: Experiment): Row[] {
  const run = shownRun(experiment);
  switch (name) {
    case 'layers':
      return run ? layers(run) : [];
    case 'scores':
      return run ? scores(run) : [];
    case 'answers':
      return answers(experiment);
    case 'conversation':
      return conversation(experiment);
    case 'choices':
      return choices(experiment);
    case 'damages':
      return experiment.damages.map(({ id, at, model, answer, edits, control, kl }) => ({
        ...{ id, at, model: model.id, answer },
        ...pushed(edits, control, experiment),
        ...{ tokens: kl.length, kl: kl.length > 0 ? mean(kl) : NaN },
      }));
    case 'ratings':
      return experiment.ratings.map(({ of, by, source, blind, score, expected, temperature, at }) => ({
        ...{ of, by, source, blind: String(blind), score, expected: expected ?? NaN },
        // null: none was sent to the judge.
        ...{ temperature: temperature === null ? 'its own' : (temperature ?? ''), at },
      }));
    case 'matrices':
      return matrices(experiment);
    case 'readouts':
      return readouts(experiment);
    case 'sweeps':
      return sweeps(experiment);
    case 'sweep-prompts':
      return sweepPrompts(experiment);
    case 'games':
      return games(experiment);
    case 'game-steps':
      return gameSteps(experiment);
  }
}

/** A head and a line a row, as `encodeCsv` writes them; '' for a table without rows. */
export function tableCsv(rows: readonly Row[]): string {
  const columns = Object.keys(rows[0] ?? {});
  return rows.length === 0
    ? ''
    : encodeCsv(
        columns,
        rows.map((row) => columns.map((column) => row[column]!)),
      );
}

/** A list of objects, one a row. */
export const tableJson = (rows: readonly Row[]): string => JSON.stringify(rows, (_, value: unknown) => (value === '' ? null : value), 1);

function layers({ table, directions }: ShownRun): Row[] {
  const columns = Object.entries(table);
  return Array.from({ length: directions.layers }, (_, block) => ({
    block,
    ...Object.fromEntries(columns.map(([name, values]) => [name, values[block] ?? NaN])),
  }));
}

/** A row a text: where it belongs, and its projection on the direction of each block. */
function scores({ scores: read, set: { set }, directions }: ShownRun): Row[] {
  const along = (rows: readonly (readonly number[])[], at: number) =>
    Object.fromEntries(Array.from({ length: directions.layers }, (_, block) => [`block${block}`, rows[block]?.[at] ?? NaN]));
  const sides = ['positive', 'negative'] as const;
  const contrast = contrastOf(set);
  // A column of its own where some texts answer prompts.
  const answering = (prompt = ''): { prompt?: string } => (hasPrompts(set) ? { prompt } : {});
  // "text 1" stands in the place of one that came as numbers alone.
  const known = (text: string): string => (set.unwritten ? '' : text);
  const kept = isPaired(contrast)
    ? set.pairs.flatMap(({ id, scenario, split, ...texts }, at) =>
        sides.map((side) => ({
          id,
          kind: side,
          scenario,
          split: split as string,
          ...answering(texts.prompt),
          text: known(texts[side]),
          score: NaN,
          ...along(read[side], at),
        })),
      )
    : sides.flatMap((side) =>
        (set.texts ?? [])
          .filter(({ label }) => label === side)
          .map(({ id, scenario, split, text, prompt }, at) => ({
            ...{ id, kind: side, scenario, split: split as string, ...answering(prompt), text: known(text), score: NaN },
            ...along(read[side], at),
          })),
      );
  const rated = set.scored.map(({ id, scenario, text, score, prompt }, at) => ({
    ...{ id, kind: 'scored', scenario, split: '', ...answering(prompt), text, score },
    ...along(read.scored, at),
  }));
  return [...kept, ...rated];
}

function answers(experiment: Experiment): Row[] {
  return experiment.answers.map(({ id, at, model, messages, text, tokens, edits, control, sampling, seed, reads, coherence, ending }) => ({
    ...{ id, at, model: model.id, prompt: messages.findLast(({ role }) => role === 'user')?.content ?? '', turns: messages.length, text },
    ...pushed(edits, control, experiment),
    ...{ ...sampling, seed, tokens: tokens.length, ending: ending.kind },
    ...{ coherence: coherence?.verdict ?? '', meanLogProb: coherence?.meanLogProb ?? NaN },
    ...{ readAlong: reads?.directions ?? '', unsteered: reads?.unsteered ? JSON.stringify(reads.unsteered) : '' },
  }));
}

/** A row an option. */
function choices(experiment: Experiment): Row[] {
  return experiment.choices.flatMap(({ id, at, model, item, options, logProbs, edits, control, question }) =>
    options.map((option, i) => ({
      ...{ id, at, model: model.id, item, scenario: question?.scenario ?? '', prompt: question?.prompt ?? '' },
      ...{ option, side: question?.sides[i] ?? '', tokens: question?.tokens[i] ?? NaN, logProb: logProbs[i] ?? NaN },
      ...pushed(edits, control, experiment),
    })),
  );
}

/** A row a block, a set trained on and a set tested on. */
function matrices({ matrices: all }: Experiment): Row[] {
  return all.flatMap(({ id, at, model, method, pooling, sets, train, test, shared, auroc }) =>
    auroc.flatMap((table, block) =>
      sets.flatMap((from, i) =>
        sets.map((on, j) => ({
          ...{ id, at, model: model.id, method, pooling, block, trainedOn: from.name, testedOn: on.name },
          ...{ train: train[i] ?? NaN, test: test[j] ?? NaN, shared: shared[i]?.[j] ?? NaN, auroc: table[i]?.[j] ?? NaN },
        })),
      ),
    ),
  );
}
