/** What other programs call a model: its repository on the Hub. Pure. */
import type { ModelStamp } from './stamp';

/** Where the Hub has the weights that the page includes: under the page's own name there is no repository. */
const INCLUDED = 'HuggingFaceTB/SmolLM2-135M-Instruct';

/** null where it is not the included model. */
export const includedName = ({ revision }: Pick<ModelStamp, 'revision'>): string | null => (revision === 'embedded' ? INCLUDED : null);
