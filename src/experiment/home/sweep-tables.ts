/**
 * Sweeps as plain tables: a row a strength, and a row a prompt and strength, of every way in which prompts were pushed along directions
 * of the experiment. Effects are of scores read again without the push, at the block on show. Pure.
 */
import { sweepReport, type SweepEffect, type SweepReport } from '../../lab/report/sweep';
import { fluentShare } from '../../lab/report/sweep-success';
import type { Experiment } from '../experiment';
import { sweepGiven, sweepsAlong, sweptIn, type SweepAsked } from '../sweep-asked';
import type { Row } from './row';

interface Swept {
  readonly asked: SweepAsked;
  readonly report: SweepReport;
  /** What is equal in every row of it. */
  readonly head: Row;
}

function sweptAll({ answers, damages, directions, view }: Experiment): Swept[] {
  const all = directions.flatMap((record) => sweepsAlong(answers, record.id).map((way) => ({ record, way })));
  return all.flatMap(({ record, way }, i) => {
    const asked = sweptIn(answers, damages, way);
    if (!asked) return [];
    const block = Math.min(view.layer, record.layers - 1);
    const [firstBlock, lastBlock] = way.band;
    const head = {
      ...{ sweep: i + 1, at: asked.at, model: asked.model.id, directions: record.id, along: record.name, block, firstBlock, lastBlock },
      ...{ unit: way.unit, edits: way.edits.length > 0 ? JSON.stringify(way.edits) : '', ...way.sampling },
    };
    return [{ asked, report: sweepReport(sweepGiven(asked, block)), head }];
  });
}

const effectOf = ({ mean, low, high, prompts, wrong, answers, incoherent, before, perplexity }: SweepEffect): Row => ({
  ...{ effect: mean, low, high, prompts, wrong, answers, incoherent },
  ...{ language: fluentShare({ answers, incoherent }), languageBefore: fluentShare(before), perplexity },
});

/** `kind`: push, or the side that was asked for in words, which has no α. Random directions and shuffled labels stand beside their push. */
export const sweeps = (experiment: Experiment): Row[] =>
  sweptAll(experiment).flatMap(({ report: { strengths, asked }, head }) => [
    ...strengths.map(({ alpha, effect, damage, random, shuffled }) => ({
      ...{ ...head, kind: 'push', alpha, ...effectOf(effect), damageMean: damage?.mean ?? NaN, damageP95: damage?.p95 ?? NaN },
      ...{ randomDraws: random?.draws.length ?? 0, randomZ: random?.z ?? NaN, randomPercentile: random?.percentile ?? NaN },
      ...{ randomDamageMean: random?.damage?.mean ?? NaN, shuffled: shuffled?.mean ?? NaN },
    })),
    ...asked.map(({ side, effect }) => ({
      ...{ ...head, kind: side, alpha: NaN, ...effectOf(effect), damageMean: NaN, damageP95: NaN },
      ...{ randomDraws: 0, randomZ: NaN, randomPercentile: NaN, randomDamageMean: NaN, shuffled: NaN },
    })),
  ]);

export const sweepPrompts = (experiment: Experiment): Row[] =>
  sweptAll(experiment).flatMap(({ asked: { prompts }, report: { cells }, head }) =>
    cells.map(({ prompt, alpha, mean, low, high, samples, answers, incoherent, before }) => ({
      ...{ ...head, prompt: prompts[prompt]!, alpha, effect: mean, low, high, samples, answers, incoherent },
      ...{ language: fluentShare({ answers, incoherent }), languageBefore: fluentShare(before) },
    })),
  );
