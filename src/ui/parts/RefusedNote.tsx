/** Why what was brought cannot be taken as it is, and what to do; nothing where it can. */
import type { LabErrorData } from '../../protocol';

interface Props {
  readonly refused: Pick<LabErrorData, 'message' | 'hint'> | null;
  readonly testId: string;
}

export const RefusedNote = ({ refused, testId }: Props) =>
  refused && (
    <div className="note note-bad" role="alert" data-testid={testId}>
      <p>{refused.message}</p>
      <p>{refused.hint}</p>
    </div>
  );
