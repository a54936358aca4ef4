/** What a person can decide about a file of activations before it becomes a reading. */
import type { SplitWay } from '../../formats/import/choice';
import type { KeptPooling } from '../capture';

export interface ActivationChoice {
  /** Those that are read of the file, at least one. */
  readonly poolings: readonly KeptPooling[];
  /** How texts come to train or test. Of no account where the file has the whole set. */
  readonly split: SplitWay;
  /** Of the set that its texts become. */
  readonly name: string;
}
