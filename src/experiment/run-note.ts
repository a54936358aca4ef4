/** What a run has to say when it has ended. Pure. */
import { contrastOf } from '../lab/contrast';
import { count } from '../count';
import type { ScenarioSet } from '../formats/scenario-set';
import type { Cut, ReadOn } from '../protocol';
import type { Made } from './analysis';
import type { CaptureSettings } from './capture';
import { deviceLabel } from './names';
import type { TextPlan } from './text-plan';
import { repeatedTokens } from './lone-warnings';
import { sameTokens, seenTokens } from './warnings';
import { t } from '../language/t';

/** What a run came to, as far as its note speaks of it. */
export interface Ended {
  made: Made;
  /** Which tokens of the plan's texts are read. */
  cut: Cut;
  /** Texts whose tail was not read because of the token cut. */
  truncated: number;
  /** What the texts that were not read in this run had been read on. */
  before: readonly (ReadOn | null)[];
  /** Why the result could not be kept in this browser; null if it was. */
  storageError: string | null;
  stopped: boolean;
}

/** `on`: what this run read on; `at`: how texts were cut. */
export function noteOf(
  { made, cut, truncated, before, storageError, stopped }: Ended,
  on: ReadOn,
  plan: TextPlan,
  set: Pick<ScenarioSet, 'pairs' | 'texts'>,
  at: CaptureSettings & { context: number },
): string {
  const texts = plan.texts.length;
  const parts = [
    stopped
      ? t`Stopped: ${count(made.computed, 'text was', 'texts were')} read and ${made.computed === 1 ? t`is` : t`are`} kept; the next run goes on from there.`
      : made.computed === 0
        ? t`Nothing to compute: ${texts === 1 ? t`the one text was` : t`all ${texts} texts were`} read before with this model and these settings, and came from this browser's storage.`
        : t`Read ${count(made.computed, 'text')} in ${made.seconds.toFixed(0)} s${made.fromStorage > 0 ? t`; ${made.fromStorage} came from storage` : ''}.`,
    truncated > 0
      ? t`${count(truncated, 'text was', 'texts were')} longer than ${count(Math.min(at.maxTokens, at.context), 'token')}: what lies beyond was not read.`
      : '',
    ...tokenWarnings(plan, set, cut, at),
    mixed(before, made.computed > 0 ? on : null),
    storageError ? t`The browser did not keep the result (${storageError}); it stays on this page only.` : '',
  ];
  return parts.filter(Boolean).join(' ');
}

/** What only the tokens of the texts show, as far as they are read. */
function tokenWarnings(
  { contrast }: TextPlan,
  set: Pick<ScenarioSet, 'pairs' | 'texts'>,
  cut: Cut,
  at: CaptureSettings & { context: number },
): string[] {
  const known = contrastOf(set);
  if ('texts' in contrast) return 'texts' in known ? repeatedTokens(known.texts, contrast.texts, cut) : [];
  const named = contrast.map((pair, i) => ({ ...pair, name: set.pairs[i]!.id }));
  return [...sameTokens(named, cut, at), seenTokens(set.pairs, named, cut) ?? ''];
}

/**
 * A sentence where one reading joins numbers of several devices and not each was held against PyTorch's; '' otherwise. `now`: what this
 * run read on, null where it read nothing.
 */
export function mixed(before: readonly (ReadOn | null)[], now: ReadOn | null): string {
  const all = now ? [...before, now] : before;
  const devices = new Set(all.map((on) => on?.device));
  if (devices.size < 2 || all.every((on) => on?.checked)) return '';
  const names = [...devices].map((device) => (device ? deviceLabel(device) : t`a device that an earlier version did not note`));
  return t`The texts were read on ${names.join(t` and on `)}, and not each was held against an independent runtime for this model: differences between the devices are in these numbers.`;
}
