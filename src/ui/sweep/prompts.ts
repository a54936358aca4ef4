/** Prompts that a person writes into one field. Pure. */

/** One's own prompts: an empty line stands between two. */
export const ownPrompts = (text: string): string[] =>
  text
    .split(/\n[^\S\n]*\n/)
    .map((one) => one.trim())
    .filter((one) => one !== '');
