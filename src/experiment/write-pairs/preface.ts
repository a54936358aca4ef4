/** Whether a text that a model wrote begins with words to the person who asked for it: "Sure! Here is the text:". In English. Pure. */

const OPENS = /^\W*(?:sure|certainly|of course|absolutely|okay|ok|alright|great|here(?:['’]s| is| are)|below is|as requested)\b/i;
/** What such words announce. */
const ANNOUNCED =
  /\b(?:text|response|answer|version|paragraph|example|story|passage|description|sentences?|reply|rewrite|scenario)\b[^:]{0,60}:/i;
const EAGER = /^\W*(?:sure|certainly|of course|absolutely)!/i;
/** Characters within which they stand. */
const LONGEST = 200;

/** A story may begin with “Okay, I stop”: only what is announced, or an eager word with its mark, is taken for a preface. */
export function hasPreface(text: string): boolean {
  const [line = '', ...further] = text.trim().split('\n');
  const start = line.slice(0, LONGEST);
  if (!OPENS.test(start)) return false;
  return EAGER.test(start) || ANNOUNCED.test(start) || (further.length > 0 && line.length <= LONGEST && /:\W*$/.test(line));
}
