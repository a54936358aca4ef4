/** Directions that were read and pushed, side by side: on the recording, whose first set was pushed over three thirds of the blocks. */
import { expect, test } from 'vitest';
import { choicesReport } from '../../../src/lab/report/choices';
import { choiceVerdict } from '../../../src/lab/report/choice-verdict';
import { readAgainstPush } from '../../../src/lab/report/read-against-push';
import { allRuns } from '../../../src/experiment/compare';
import { askedIn } from '../../../src/experiment/choices-asked';
import { sidesOf } from '../../../src/experiment/choice-sides';
import type { Experiment } from '../../../src/experiment/experiment';
import { merged } from '../../../src/experiment/merge';
import { readAndPushed } from '../../../src/experiment/read-and-pushed';
import { decodePart } from '../../../src/experiment/recorded-part';
import { ASKED, fileOf, runAsked } from '../../../src/experiment/recorded';
import { remeasure } from '../../../src/experiment/remeasure';
import { decodeExperiment } from '../../../src/experiment/run-file';
import { blockOf, pushedNames } from '../../../src/ui/choices/pushed-rows';
import { namesOf } from '../../../src/ui/run/direction-names';
import { partText } from '../../recording';

/** All runs that choices were asked along, with those choices; the first set's run on show. */
async function recorded(): Promise<Experiment> {
  let all: Experiment | null = null;
  for (const of of ASKED) {
    const textOf = (file: string): string => partText(file.slice('demo/'.length, -'.json.gz'.length));
    const run = await remeasure(decodeExperiment(textOf(fileOf(runAsked(of))), of));
    all = all ? merged(all, run) : run;
    all = merged(all, await remeasure(decodePart(textOf(fileOf({ kind: 'choices', of })), of, all)));
  }
  return { ...all!, view: { ...all!.view, analysis: allRuns(all!)[0]!.id } };
}

test('the run on show comes first, by its bands from below; those pushed otherwise stay away', async () => {
  const experiment = await recorded();
  const found = readAndPushed(experiment);
  expect(found.map(({ run, way }) => [run.set.set.id, run.spec.method, ...way.band])).toEqual([
    ['empathy', 'mean-difference', 0, 9],
    ['empathy', 'mean-difference', 10, 19],
    ['empathy', 'mean-difference', 20, 29],
    ['empathy', 'logistic', 10, 19],
    ['empathy', 'lda', 0, 0],
    ['empathy', 'lda', 0, 9],
    ['empathy', 'lda', 10, 19],
    ['empathy', 'lda', 20, 29],
    ['decisions', 'mean-difference', 10, 19],
  ]);
  // In another unit it is another push: what was asked last is held beside its like alone.
  const other = experiment.choices.map((choice) =>
    choice.edits[0]?.band[0] === 20 ? { ...choice, edits: choice.edits.map((edit) => ({ ...edit, unit: 'norm' as const })) } : choice,
  );
  const bands = readAndPushed({ ...experiment, choices: other }).map(({ way }) => way.band[0]);
  expect(bands).toEqual([20, 20]);
  expect(readAndPushed({ ...experiment, choices: [] })).toEqual([]);
});

test('the recording has pushes along directions that read and are not shown to push beside one that does, over the same blocks', async () => {
  const experiment = await recorded();
  const pushed = readAndPushed(experiment).map(({ run, way }) => {
    const { positive, negative } = sidesOf(way, run.set.set.concept);
    const report = choicesReport(askedIn(experiment.choices, way)!.margins, 1);
    return { run, band: way.band, report, verdict: choiceVerdict(report, { positive, negative }) };
  });
  const records = [...new Set(pushed.map(({ run }) => run.record))];
  const names = pushedNames(pushed, namesOf(records, experiment));
  const said = readAgainstPush(
    pushed.map(({ run, band, report, verdict }, i) => ({
      name: names[i]!,
      band,
      auroc: run.report.table.auroc[blockOf(run, band)]!,
      kind: verdict.kind,
      moved: { alpha: 3, ...report.strengths.findLast(({ alpha }) => alpha === 3)!.effect },
    })),
  );
  const still = pushed.filter(({ verdict }) => verdict.kind !== 'moves');
  expect(still.map(({ run, band, verdict }) => [run.spec.method, ...band, verdict.kind])).toEqual([
    ['mean-difference', 0, 9, 'unspecific'],
    ['mean-difference', 10, 19, 'unspecific'],
    ['logistic', 10, 19, 'unspecific'],
    ['lda', 0, 0, 'nothing'],
    ['lda', 0, 9, 'unspecific'],
    ['lda', 10, 19, 'unspecific'],
    ['lda', 20, 29, 'unspecific'],
  ]);
  expect(said).toMatch(
    /Reading is not causing: “[^”]+blocks 10–19[^”]*” reads with an AUROC of 1\.00, .+ shuffled labels .+“Decisions[^”]+blocks 10–19” reads with 0\.69, and its push does/,
  );
  expect(said).not.toContain('different blocks');
});
