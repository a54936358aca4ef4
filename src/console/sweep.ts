/** What window.lab does with sweeps: many prompts under many strengths and samples, beside controls, with what each push costs. */
import * as given from './arguments';
import * as options from './options';
import { judged, readAt } from './sweep-judged';
import type { SweepOptions, Swept, SweptAnswer } from './types';
import type { App } from '../app/app';
import { LabError } from '../error';
import { askedPrompt, type Control } from '../experiment/control';
import { sweepCalls, sweepSize, type SweepRow } from '../experiment/sweep';
import { damageOf } from '../lab/damage';
import { stackRows, standIn } from '../lab/stand-in';
import { turnedUnits } from '../lab/turned';
import { steerVector, type Steerable } from '../lab/units';

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
    const way = { directions: '', band, unit, edits: [], template, sampling, model: { graphHash: '', device: 'wasm' as const } };
    const plan = { prompts, alphas, seeds, random, seed, shuffled: false, asking: asking ?? null };
    const calls = sweepCalls(plan, way, { answers: [], damages: [] }).filter(({ what }) => damage || what === 'answers');
    const size = sweepSize(calls);
    const of = size.answers + size.readings;
    const pushOf = ({ amount, control }: SweepRow): Float32Array => steerVector(along(directions, control), { band, alpha: amount, unit });
    const answers: SweptAnswer[] = [];
    /** [row] by name: divergences of every prompt. */
    const costs = new Map<string, { row: SweepRow; kl: number[] }>();
    const plain = new Map<string, number[]>();
    let done = 0;
    const damages = (): Swept['damage'] =>
      [...costs.values()].map(({ row: { amount, control }, kl }) => ({ alpha: amount, control: control ?? null, ...damageOf(kl)! }));
    try {
      for (const { what, prompt, seed: sample, rows } of calls) {
        const request = {
          prompt: askedPrompt(prompt, rows[0]!.control),
          template,
          rows: rows.length,
          alphas: rows.map(({ amount }) => amount),
          steer: stackRows(rows.map(pushOf), directions),
        };
        if (what === 'answers') {
          const asked = { ...request, ...sampling, seeds: rows.map(() => sample), read: directions.data };
          const written = await client.call('generate', asked, { signal });
          written.rows.forEach(({ text, tokens, unsteeredScores, ended, failure, coherence }, i) => {
            const { amount, control } = rows[i]!;
            answers.push({
              prompt,
              alpha: amount,
              seed: sample,
              control: control ?? null,
              text,
              tokens,
              unsteeredScores,
              ended,
              failure,
              coherence,
            });
            if (amount === 0 && !control && !plain.has(prompt)) plain.set(prompt, tokens);
          });
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
      throw Object.assign(error as Error, { answers, damage: damages() });
    }
    return {
      answers,
      damage: damages(),
      ...judged(answers, [...costs.values()], { prompts, at, sides, sampled: temperature > 0 }),
    };
  }
  return { sweep };
}

const along = (directions: Steerable, control: Control | undefined): Steerable =>
  control?.kind === 'random' ? standIn(directions, turnedUnits(directions, control.seed)) : directions;
