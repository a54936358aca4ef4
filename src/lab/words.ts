/** The words of a text as the lab counts them: runs of `[a-z']` after lower-casing. Other scripts and digits are no words. */
export function words(text: string): string[] {
  return text.toLowerCase().match(/[a-z']+/g) ?? [];
}
