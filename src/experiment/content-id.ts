/** Names of records made from what is in them: what is equal has one name, and no name comes to mean something else. */

/** "directions-1f0a9c3b5e77d210". `parts`: texts, and numbers bit for bit. */
export function contentId(kind: string, ...parts: readonly (string | Float32Array)[]): string {
  // FNV-1a (Fowler, Noll and Vo) over 32-bit words, twice with different beginnings: no secret is kept by it, chance is.
  let [a, b] = [0x811c9dc5, 0x9e3779b9];
  const eat = (word: number): void => {
    a = Math.imul(a ^ word, 0x01000193) >>> 0;
    b = Math.imul(b ^ word ^ (a >>> 15), 0x85ebca6b) >>> 0;
  };
  for (const part of parts) {
    if (typeof part === 'string') for (let i = 0; i < part.length; i++) eat(part.charCodeAt(i));
    else new Uint32Array(part.buffer, part.byteOffset, part.length).forEach(eat);
    eat(part.length);
  }
  return `${kind}-${[a, b].map((half) => half.toString(16).padStart(8, '0')).join('')}`;
}

/** Whether an id has the form of one that `contentId` makes. Version 1 and people number or name records otherwise. */
export const isContentId = (kind: string, id: string): boolean => new RegExp(`^${kind}-[0-9a-f]{16}$`).test(id);
