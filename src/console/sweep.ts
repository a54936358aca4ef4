/** What window.lab does with sweeps: many prompts under many strengths and samples, beside controls, with what each push costs. */
import * as given from './arguments';
import { sizeOf, streamEdits } from './edits';
import * as options from './options';
import { judged, readAt } from './sweep-judged';
import type { SweepOptions, Swept, SweptAnswer } from './types';
import type { App } from '../app/lower';
import { LabError } from '../error';
import { askedPrompt, type Control } from '../experiment/control';
import { sweepCalls, sweepSize, type SweepRow } from '../experiment/sweep';
import { damageOf } from '../lab/damage';
import { pushRows } from '../lab/edit-rows';
import { stackRows, standIn } from '../lab/stand-in';
import { turnedUnits } from '../lab/turned';
import { steerRows, steerVector, type Steerable } from '../lab/units';
import type { GeneratedRow } from '../protocol';

export function sweepCallsOf({ client, store }: Pick<App, 'client' | 'store'>) {
  async function sweep(o: SweepOptions): Promise<Swept> {
    const { prompts, strengths, seeds, random, seed, asking, damage, sides, unit, template, onProgress, signal, ...rest } =
      options.sweep(o);
    if (prompts.length === 0) throw new LabError('no-prompts', 'There is no prompt to sweep over.', 'Give at least one in prompts.');
    if (seeds.length === 0) throw new LabError('bad-input', 'seeds is empty.', 'Give at least one seed, or leave seeds out.');
    prompts.forEach((prompt, i) => given.notEmpty(prompt, `prompts[${i}]`));
    if (!o.directions) throw new LabError('no-directions', 'A sweep needs directions.', 'Find them with lab.directions(pairs).');
    const directions = given.directionsOf(o.directions, store.getState());
    const alphas = given.alphas(strengths);
    const band = given.band(o.layer, directions.layers);
    const at = readAt(rest.readAt, band, directions.layers);
    const { temperature, topP, repetitionPenalty, maxNewTokens } = rest;
    const sampling = { temperature, topP, repetitionPenalty, maxNewTokens };
    const size = sizeOf(directions, store.getState());
    const edits = streamEdits(o.edits ?? [], size, store.getState());
    // Edits that cannot be made, also beside one of the strengths, are refused before anything is written.
    pushRows(
      steerRows(directions, { band, alphas, unit }),
      alphas.map(() => edits),
      size,
    );
    const beside = edits.map((edit) => ({ ...edit, directions: '' }));
    const way = { directions: '', band, unit, edits: beside, template, sampling, model: { graphHash: '', device: 'wasm' as const } };
    const plan = { prompts, alphas, seeds, random, seed, shuffled: false, asking: asking ?? null };
    const calls = sweepCalls(plan, way, { answers: [], damages: [] }).filter(({ what }) => damage || what === 'answers');
    const counted = sweepSize(calls);
    const of = counted.answers + counted.readings;
    const pushOf = ({ amount, control }: SweepRow): Float32Array => steerVector(along(directions, control), { band, alpha: amount, unit });
    const answers: SweptAnswer[] = [];
    /** Without push and edits, where there are edits. */
    const left: SweptAnswer[] = [];
    /** [row] by name: divergences of every prompt. */
    const costs = new Map<string, { row: SweepRow; kl: number[] }>();
    const plain = new Map<string, number[]>();
    let done = 0;
    const damages = (): Swept['damage'] =>
      [...costs.values()].map(({ row: { amount, control }, kl }) => ({ alpha: amount, control: control ?? null, ...damageOf(kl)! }));
    try {
      for (const { what, prompt, seed: sample, rows, edits: own } of calls) {
        const request = {
          prompt: askedPrompt(prompt, rows[0]!.control),
          template,
          rows: rows.length,
          alphas: rows.map(({ amount }) => amount),
          ...pushRows(
            stackRows(rows.map(pushOf), directions),
            rows.map(() => (own.length > 0 ? edits : [])),
            size,
          ),
        };
        if (what === 'answers') {
          const asked = { ...request, ...sampling, seeds: rows.map(() => sample), read: directions.data };
          const written = await client.call('generate', asked, { signal });
          const made = rows.map((row, i) => answerOf(prompt, row, sample, written.rows[i]!));
          (own.length === edits.length ? answers : left).push(...made);
          // Damage is measured at the first answer without push and edits.
          const first = made[rows.findIndex(({ amount, control }) => own.length === 0 && amount === 0 && !control)];
          if (first && !plain.has(prompt)) plain.set(prompt, first.tokens);
        } else if (plain.get(prompt)?.length) {
          const { kl } = await client.call('damage', { ...request, tokens: plain.get(prompt)! }, { signal });
          rows.forEach((row, i) => {
            const name = JSON.stringify(row);
            costs.set(name, { row, kl: [...(costs.get(name)?.kl ?? []), ...kl[i]!] });
          });
        }
        done += rows.length;
        onProgress?.({ done, of });
      }
    } catch (error) {
      // What was finished before it stays of use.
      throw Object.assign(error as Error, { answers, left, damage: damages() });
    }
    return {
      answers,
      left,
      damage: damages(),
      ...judged({ answers, left }, [...costs.values()], { prompts, at, sides, sampled: temperature > 0 }),
    };
  }
  return { sweep };
}

const along = (directions: Steerable, control: Control | undefined): Steerable =>
  control?.kind === 'random' ? standIn(directions, turnedUnits(directions, control.seed)) : directions;

const answerOf = (
  prompt: string,
  { amount, control }: SweepRow,
  seed: number,
  { text, tokens, unsteeredScores, ended, failure, coherence }: GeneratedRow,
): SweptAnswer => ({ prompt, alpha: amount, seed, control: control ?? null, text, tokens, unsteeredScores, ended, failure, coherence });
