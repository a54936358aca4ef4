/** What a key does while the rating panel has the focus. Pure. */
export type RatingAct = 0 | 1 | 2 | 'undo' | 'skip';

const ACTS: Readonly<Record<string, RatingAct>> = { '0': 0, '1': 1, '2': 2, u: 'undo', U: 'undo', Backspace: 'undo', s: 'skip', S: 'skip' };

interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  /** The key is being held down: one press is one rating. */
  readonly repeat: boolean;
}

/** null for a key that is the browser's, or nobody's. */
export const actOf = ({ key, ctrlKey, metaKey, altKey, repeat }: Pressed): RatingAct | null =>
  ctrlKey || metaKey || altKey || repeat ? null : (ACTS[key] ?? null);
