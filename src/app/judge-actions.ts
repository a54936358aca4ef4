/** Answers rated by a server as a judge: one after the other, each kept as it comes, marked as a judge's. */
import { hostOf } from '../endpoint/address';
import type { ToJudge } from '../endpoint/judge';
import { judging } from '../endpoint/judging';
import { judgedRating, judgeTasks } from '../experiment/judged';
import { judgeName, withRating } from '../experiment/rating';
import type { KnownSet } from '../experiment/experiment';
import { endpointKeys } from './endpoint-keys';
import { guard } from './guard';
import type { Context } from './ports';
import type { LabState } from './state';
import { t } from '../language/t';

export type JudgeState =
  | { readonly status: 'idle'; readonly note: string | null }
  | {
      readonly status: 'judging';
      readonly done: number;
      readonly of: number;
      /** Of those done, how many got no score. */
      readonly unscored: number;
      /** What is waited for before the next try; '' where nothing is. */
      readonly waiting: string;
      readonly stopping: boolean;
    };

/** One server at a time is a judge. */
const JUDGE = 'judge';

/** The sets that may have the prompt of an answer, the one in use first. */
export const setsOf = ({ set, experiment }: Pick<LabState, 'set' | 'experiment'>): readonly KnownSet[] => [
  ...(set.status === 'ready' ? [set] : []),
  ...experiment.sets,
];

export function judgeActions({ store, clock, endpoint: world }: Pick<Context, 'store' | 'clock' | 'endpoint'>) {
  const { getState: get, setState: set } = store;
  const keys = endpointKeys();
  let stop: AbortController | null = null;
  const change = (next: (now: Extract<JudgeState, { status: 'judging' }>) => Partial<Extract<JudgeState, { status: 'judging' }>>): void =>
    set(({ judge }) => (judge.status === 'judging' ? { judge: { ...judge, ...next(judge) } } : {}));

  async function judge(of: { readonly base: string; readonly model: string }, general: ToJudge['rubric']): Promise<void> {
    if (get().judge.status === 'judging') return;
    const endpoint = keys.endpointOf(JUDGE, of);
    const by = judgeName({ model: endpoint.model, host: hostOf(endpoint) });
    const { epoch } = get();
    const tasks = judgeTasks(get().experiment, setsOf(get()), by, general);
    const own = (stop = new AbortController());
    let [done, unscored, used] = [0, 0, 0];
    set({ error: null, judge: { status: 'judging', done, of: tasks.length, unscored, waiting: '', stopping: false } });
    try {
      const asked = judging(endpoint, {
        world,
        signal: own.signal,
        onWait: ({ why, seconds }) => change(() => ({ waiting: t`${why}; asked again after ${Math.max(1, Math.round(seconds))} s.` })),
      });
      for (const { of: answer, told } of tasks) {
        const given = await asked(told);
        used += given.tokens;
        const rating = judgedRating(given, { of: answer, by, at: clock.now().toISOString() });
        done++;
        if (rating === null) unscored++;
        // Another experiment may have been opened meanwhile: its answers have the same names.
        if (get().epoch !== epoch) own.abort();
        else if (rating) set(({ experiment }) => ({ experiment: { ...experiment, ratings: withRating(experiment.ratings, rating) } }));
        own.signal.throwIfAborted();
        change(() => ({ done, unscored, waiting: '' }));
      }
    } catch (error) {
      if (!own.signal.aborted) throw error;
    } finally {
      set({ judge: { status: 'idle', note: noteOf({ done, of: tasks.length, unscored, used }) } });
    }
  }

  return {
    /** The key of the judge's server, kept as long as the page is open. */
    setJudgeKey: (key: string): void => keys.hold(JUDGE, key),
    /** Has every answer rated that this judge has not scored yet. `general`: the rubric where a set has none. Errors end in the store. */
    judgeAnswers: (of: { readonly base: string; readonly model: string }, general: ToJudge['rubric']): Promise<void> =>
      guard(store, () => judge(of, general)),
    stopJudging(): void {
      stop?.abort();
      change(() => ({ stopping: true }));
    },
  };
}

interface Outcome {
  readonly done: number;
  readonly of: number;
  readonly unscored: number;
  /** Tokens. */
  readonly used: number;
}

function noteOf({ done, of, unscored, used }: Outcome): string {
  const share = done === 0 ? 0 : Math.round((100 * unscored) / done);
  return t`The judge was asked about ${done} of ${of} answers; ${unscored} (${share} %) got no score. Tokens: ${used}.`;
}
