/** For whoever speaks: `t` for a sentence, `pieces` for one with elements in it, `say` for one whose key is put together. */
import { CHOSEN } from './chosen';
import { speaker } from './speaker';

export const { t, pieces, say } = speaker(CHOSEN.language);
