/** What of the page is kept for the next visit, and how it comes back. */
import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, test } from 'vitest';
import { emptyExperiment } from '../../../src/experiment/defaults';
import { decodeExperiment } from '../../../src/experiment/run-file';
import { isToKeep, keepSession, lastSession } from '../../../src/app/session';
import type { LabState } from '../../../src/app/store';
import { clearSession, writeSession } from '../../../src/storage/session';
import { analysisDesk } from '../../../workers/analysis/desk';
import { inProcess } from '../workers/in-process';

const analysis = inProcess(analysisDesk());
const recorded = decodeExperiment(readFileSync('public/demo/run.json', 'utf8'), 'run.json');
const page = (over: Partial<LabState> = {}): LabState =>
  ({
    provenance: 'live',
    reading: null,
    run: { status: 'idle', note: null },
    steer: { status: 'idle', tokensPerSecond: null },
    experiment: emptyExperiment(),
    ...over,
  }) as LabState;
beforeEach(clearSession);

test('the experiment comes back, its answers too', async () => {
  expect(await lastSession(analysis)).toBeNull();
  await keepSession(page({ experiment: recorded as never }));
  const last = await lastSession(analysis);
  expect(last!.experiment.completions.map(({ text }) => text)).toEqual(recorded.completions.map(({ text }) => text));
  expect(last!.experiment.run!.scores).toEqual(recorded.run!.scores);
  expect(last!.experiment.run!.report.pairs).toBe(10);
  expect(last!.reading).toBeNull();
});

test('one that is damaged is said, by what it is', async () => {
  await writeSession({ experiment: '{"format":', reading: null });
  await expect(lastSession(analysis)).rejects.toMatchObject({
    code: 'experiment-not-json',
    message: expect.stringContaining('the experiment that this browser kept') as string,
  });
});

describe('a change is kept', () => {
  const before = page();
  const answered = { ...before.experiment, steered: { at: 'now' } as never };
  const running = { status: 'running', done: 1, of: 2, secondsLeft: null, stopping: false } as const;
  test.each([
    ['when a run has ended', page({ experiment: { ...before.experiment, run: {} as never } }), before, true],
    ['when a run has stopped being made', before, page({ run: running }), true],
    ['not while a run is being made', page({ run: running, experiment: { ...before.experiment, run: {} as never } }), before, false],
    ['when answers are there', page({ experiment: answered }), before, true],
    ['not for a slider', page({ experiment: { ...before.experiment, layer: 3 } }), before, false],
    ['not for the recording that was opened', page({ provenance: 'recorded', experiment: answered }), page({ provenance: 'none' }), false],
    ['for answers to the recording', page({ provenance: 'recorded', experiment: answered }), page({ provenance: 'recorded' }), true],
  ] as const)('%s', (_, now, then, kept) => expect(isToKeep(now, then)).toBe(kept));
});
