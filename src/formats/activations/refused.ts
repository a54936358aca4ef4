/** How a file of activations is refused, and how much of one is read. */
import { LabError } from '../../error';
import { t } from '../../language/t';

/** Bytes of float32 that are analysed at once: what the analysis worker and its copies of one pooling can hold in a tab. */
export const MOST_ANALYSED = 1e9;
/** Bytes of a safetensors header, which may carry the manifest with all texts. */
export const MOST_HEADER = 64e6;
/** Bytes of a manifest. */
export const MOST_MANIFEST = 64e6;
/** Texts. */
export const MOST_TEXTS = 1_000_000;

const MADE_ANEW = t`Save it again from the program that made it: float32, little-endian, as docs/activations.md says.`;

/** `what` follows the name of the file: field, value found, value expected. */
export const unreadable = (file: string, what: string, hint = MADE_ANEW): LabError =>
  new LabError('activations-unreadable', `${file}: ${what}`, hint);
