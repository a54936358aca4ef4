/** Which changes of the page are kept for the next visit. How they come back: app.test.ts. */
import { describe, expect, test } from 'vitest';
import { fakePage } from './ports';
import { emptyExperiment, type Experiment } from '../../../src/experiment/experiment';
import { isToKeep, keeper } from '../../../src/app/session';
import type { LabState } from '../../../src/app/state';
import type { Session } from '../../../src/storage/session';

const experiment = emptyExperiment();
const page = (over: Partial<LabState> = {}): LabState =>
  ({
    origins: { 'analysis-1': 'live' },
    epoch: 1,
    run: { status: 'idle', note: null },
    steer: { status: 'idle', tokensPerSecond: null, note: null },
    experiment,
    ...over,
  }) as LabState;
const before = page();
const with_ = (over: Partial<Experiment>): Experiment => ({ ...before.experiment, ...over });
const answered = with_({ answers: [{ id: 'answer-1' } as never] });
const analysed = with_({ analyses: [{ id: 'analysis-1' } as never] });
const rated = with_({ ratings: [{ of: 'answer-1' } as never] });
const played = with_({ plays: [{ id: 'play-1' } as never] });
const compared = with_({ matrices: [{ id: 'matrix-1' } as never] });
const lacking = { id: 'analysis-1', evidence: { apart: [{}], table: {} } } as never;
const completed = { id: 'analysis-1', evidence: { apart: [{}], table: { deedsOverWords: [] } } } as never;
const running = { status: 'running', done: 1, of: 2, secondsLeft: null, stopping: false } as const;
const recorded = { 'analysis-1': 'recorded' } as const;

describe('a change is kept', () =>
  test.each([
    ['when a run has ended', page({ experiment: analysed }), before, true],
    ['when a run has stopped being made', page({ experiment: analysed }), page({ run: running, experiment: analysed }), true],
    ['not while a run is being made', page({ run: running, experiment: analysed }), before, false],
    ['when answers are there while a run is made', page({ run: running, experiment: answered }), page({ run: running }), true],
    ['when an answer is rated while a run is made', page({ run: running, experiment: rated }), page({ run: running }), true],
    ['when answers are there', page({ experiment: answered }), before, true],
    ['when sets were compared', page({ experiment: compared }), before, true],
    ['when sets were compared beside the recording', page({ experiment: compared, origins: recorded }), page({ origins: recorded }), true],
    ['when an answer of the recording was rated', page({ experiment: rated, origins: recorded }), page({ origins: recorded }), true],
    [
      'when a step of a game was played beside the recording',
      page({ experiment: played, origins: recorded }),
      page({ origins: recorded }),
      true,
    ],
    [
      'when a file with a game of one’s own was opened',
      page({ epoch: 2, experiment: played, origins: { 'play-1': 'opened' } }),
      before,
      true,
    ],
    ['not for games of the recording', page({ epoch: 2, experiment: played, origins: { 'play-1': 'recorded' } }), before, false],
    ['not for a slider', page({ experiment: with_({ view: { ...before.experiment.view, layer: 3 } }) }), before, false],
    ['when another experiment was opened', page({ epoch: 2, experiment: analysed, origins: { 'analysis-1': 'opened' } }), before, true],
    [
      'not for figures that are made anew whenever it opens',
      page({ experiment: with_({ analyses: [completed] }) }),
      page({ experiment: with_({ analyses: [lacking] }) }),
      false,
    ],
    ['not for the recording that was opened', page({ epoch: 2, experiment: analysed, origins: recorded }), before, false],
    ['for answers to the recording', page({ origins: recorded, experiment: answered }), page({ origins: recorded }), true],
    ['not when a run over the recording came to nothing', page({ origins: recorded }), page({ origins: recorded, run: running }), false],
  ] as const)('%s', (_, now, then, kept) => expect(isToKeep(now, then)).toBe(kept)));

test('a browser that does not keep it says so once, and again after it had kept one', async () => {
  const { app, context } = fakePage();
  const full = Object.assign(new Error('The quota has been exceeded.'), { name: 'QuotaExceededError' });
  let refuses = true;
  const session = { ...context.disk.session, writeSession: () => (refuses ? Promise.reject(full) : Promise.resolve('')) };
  const { keep } = keeper({ ...context, store: app.store, disk: { ...context.disk, session } });
  const { store } = app;
  const said = () => {
    const { error } = store.getState();
    app.dismissError();
    return error;
  };
  await keep(store.getState());
  expect(said()).toMatchObject({ code: 'storage-full', message: expect.stringContaining('stays on this page only') as string });
  await keep(store.getState());
  expect(said()).toBeNull();
  refuses = false;
  await keep(store.getState());
  expect(said()).toBeNull();
  refuses = true;
  await keep(store.getState());
  expect(said()).toMatchObject({ code: 'storage-full' });
});

test('what is not kept yet when the page is left is kept then, once', async () => {
  const { app, context } = fakePage();
  const written: string[] = [];
  const never = new Promise<string>(() => undefined);
  const session = { ...context.disk.session, writeSession: () => never, leaveSession: ({ line }: Session) => written.push(line!) > 0 };
  const { keep, leave } = keeper({ ...context, store: app.store, disk: { ...context.disk, session } });
  leave();
  expect(written).toEqual([]);
  void keep({ ...app.store.getState(), line: 'a' });
  leave();
  leave();
  expect(written).toEqual(['a']);
});

test('nothing is left to keep where it is kept', async () => {
  const { app, context } = fakePage();
  const written: string[] = [];
  const session = { ...context.disk.session, leaveSession: ({ line }: Session) => written.push(line!) > 0 };
  const { keep, leave } = keeper({ ...context, store: app.store, disk: { ...context.disk, session } });
  await keep({ ...app.store.getState(), line: 'a' });
  leave();
  expect(written).toEqual([]);
});
