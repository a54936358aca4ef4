/** Words and deeds apart are resampled once an experiment is shown, and that makes nothing of it a person's own. */
import { expect, test, vi } from 'vitest';
import { lacksApart } from '../../../src/lab/report/apart';
import { apartColumns } from '../../../src/lab/report/apart-columns';
import type { AnalysisCalls } from '../../../src/analysis-protocol';
import type { Ask } from '../../../src/client';
import { analysisDesk } from '../../../workers/analysis/desk';
import { inProcess } from '../workers/in-process';
import { fakePage } from './ports';
import { RECORDING } from '../../recording';

const own = { 'demo/empathy.json.gz': RECORDING };

/** A page whose analysis worker does not answer of words and deeds before it is let. */
function page() {
  const real = inProcess(analysisDesk());
  const asked: string[] = [];
  let free = (): void => undefined;
  const held = new Promise<void>((resolve) => (free = resolve));
  const call = async (kind: keyof AnalysisCalls, ...rest: never[]) => {
    asked.push(kind);
    if (kind === 'apart') await held;
    return (real.call as (kind: string, ...rest: never[]) => Promise<unknown>)(kind, ...rest);
  };
  return { ...fakePage({ own, analysis: { ...real, call } as unknown as Ask<AnalysisCalls> }), asked, free };
}

test('the recording is shown before they are resampled; then they stand beside it, and it stays the recording', async () => {
  const { app, asked, free, kept } = page();
  await app.start();
  const evidence = () => app.store.getState().experiment.analyses[0]!.evidence!;
  const { report, reading } = app.store.getState().experiment.analyses[0]!;
  expect([report.table.auroc.length, lacksApart(evidence()), asked.filter((kind) => kind === 'apart')]).toEqual([30, true, ['apart']]);
  free();
  await vi.waitFor(() => expect(lacksApart(evidence())).toBe(false));
  const { experiment, own: mine } = app.store.getState();
  const { set } = experiment.readings.find(({ id }) => id === reading)!;
  const { pairs } = experiment.sets.find(({ hash }) => hash === set)!.set;
  const columns = apartColumns(evidence().apart, 30, pairs, { seed: evidence().seed })!;
  expect(evidence().table).toMatchObject(columns);
  expect(columns.deedsOverWords.every(Number.isFinite)).toBe(true);
  expect([mine, kept.session, asked.filter((kind) => kind === 'apart').length]).toEqual([false, null, 1]);
});

test('an experiment that took its place gets none of it', async () => {
  const { app, free } = page();
  await app.start();
  const { experiment } = app.store.getState();
  const other = { ...experiment.analyses[0]!, evidence: null };
  await app.openExperiment({ ...experiment, analyses: [other], view: { ...experiment.view, analysis: other.id } });
  free();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(app.store.getState().experiment.analyses.map(({ evidence }) => evidence)).toEqual([null]);
});
