/** "My own, set" → "my-own-set": a name as ids have it; `otherwise` where no letter or digit is in it. */
export const slug = (name: string, otherwise: string): string =>
  name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 40) || otherwise;
