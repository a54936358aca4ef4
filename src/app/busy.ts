/** What the model is being used for, in words; null where it is free. */
import type { LabState } from './state';
import { t } from '../language/t';

export function busyWith({ run, steer, choose, sweep, chat, evidence, writing, play }: LabState): string | null {
  if (run.status === 'running') return t`a run is reading texts`;
  if (steer.status === 'running') return t`answers are being written`;
  if (choose.status === 'running') return t`choices are being asked`;
  if (play.status === 'running') return t`a game is being played`;
  if (sweep.status === 'running') return t`a sweep is being asked`;
  if (chat.status !== 'idle') return t`a turn of the conversation is being written or read`;
  if (writing?.work.status === 'writing' && writing.work.here) return t`pairs are being written`;
  return evidence.status === 'running' && evidence.what === 'texts' ? t`texts for the evidence are being read` : null;
}
