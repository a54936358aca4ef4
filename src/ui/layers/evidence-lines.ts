/** What is said below the curve while nothing is gathered: what is missing and why, and whether it can go on. Pure. */
import { contrastOf, itemsOf } from '../../lab/contrast';
import type { ShownRun } from '../../experiment/shown';
import { brief } from '../parts/format';
import { needsTexts, type Chosen } from './needs-texts';
import { t } from '../../language/t';

/** What the page knows beside the run. */
export interface Around extends Chosen {
  /** A person stopped the evidence of this run. */
  readonly stopped: boolean;
  /** The run comes from a file that a person opened. */
  readonly opened: boolean;
  /** Why it could not be completed. */
  readonly note: string | null;
  /** The loaded model may read: it has passed its self-test. */
  readonly passed: boolean;
}

/** A file has no residuals (ARCHITECTURE.md, “Checked, not made anew”). */
const AS_STATED = t`Opened from a file: bands, folds, left-out situations, shuffled texts, agreement and carrier need what the model read, and are as the file states them; all else was made anew from its scores.`;

/** All other texts beside the set were read. */
const NOT_SHUFFLED = t`No shuffled texts stand beside it: not of every text its own tokens could be told from those of the chat template or the prompt round it, or an earlier version of the lab read none.`;

interface Said {
  readonly lines: readonly string[];
  /** The words of the button that goes on; null where there is nothing to go on with. */
  readonly go: string | null;
}

type Gathered = Pick<ShownRun, 'set' | 'model' | 'capture' | 'complete' | 'evidence' | 'table'>;

export function evidenceLines(run: Gathered, around: Around): Said {
  const { evidence, complete } = run;
  const missing = [...(evidence && around.opened ? [AS_STATED] : []), ...(evidence?.missing ?? [])];
  if (!complete) return { lines: missing, go: null };
  if (around.stopped)
    return {
      lines: [...missing, evidence ? t`Reading texts for the controls was stopped; what was read is kept.` : t`The controls were stopped.`],
      go: t`Go on`,
    };
  if (around.note !== null) return { lines: [...missing, around.note], go: t`Try again` };
  if (!evidence) return { lines: [needsTexts(run, around)], go: null };
  return { lines: [...missing, ...shuffledLines(run, around)], go: null };
}

/** Why no shuffled texts are known; [] where they are, or where there is nothing to shuffle. */
function shuffledLines({ set, model, capture, table }: Gathered, around: Around): string[] {
  if (table.tokenShuffled || itemsOf(contrastOf(set.set)).every(({ split }) => split === 'train')) return [];
  if (table.carrier) return [NOT_SHUFFLED];
  if (model.elsewhere) return [t`No shuffled and no neutral texts stand beside it: the model itself would have to read them.`];
  if (around.model?.graphHash !== model.graphHash) return [t`Shuffled texts are read once ${brief(model.id)} (${model.dtype}) is loaded.`];
  if (!around.passed) return [t`Shuffled texts are not read: this device failed its self-test.`];
  return [needsTexts({ set, model, capture }, around)];
}
