/** Which edits go with what is asked, each in words. */
import { useLab } from '../useLab';
import { editText } from './edit-text';
import type { Edit } from '../../experiment/answer';

/** Nothing without edits. `said`: what they go with. */
export function EditsBeside({ edits, said }: { readonly edits: readonly Edit[]; readonly said: string }) {
  const records = useLab((s) => s.experiment.directions);
  if (edits.length === 0) return null;
  return (
    <p className="quiet-line" data-testid="edits-beside" data-edits={edits.length}>
      {said} {edits.map((_, i) => editText(i, edits, records)).join('; ')}.
    </p>
  );
}
