/**
 * Mends of transformers.js' Jinja where it writes another text than Python's without a word, in a compiled template: its own functions stand in for
 * `strip`, `lstrip`, `rstrip` and `trim` (they take characters, and Python's blanks are not JavaScript's) and for `strftime_now` (which would write
 * the months of the browser's language: “25 Dez. 2026”).
 */

/** A node of the compiled template. */
type Node = Record<string, unknown>;

/** Names that no template can spell. */
const STRIP = { strip: 'python.strip', lstrip: 'python.lstrip', rstrip: 'python.rstrip' } as const;
const NOW = 'python.strftime_now';

/** Puts the functions of `pythonFunctions` into the places of the library's own. Changes `node` and all below it. */
export function mendTemplate(node: unknown): void {
  if (typeof node !== 'object' || node === null) return;
  for (const child of Object.values(node)) mendTemplate(child);
  if (isNode(node, 'Identifier') && node.value === 'strftime_now') node.value = NOW;
  const { callee, operand, filter } = node as { callee?: unknown; operand?: unknown; filter?: unknown };
  if (isNode(node, 'CallExpression') && isNode(callee, 'MemberExpression') && callee.computed === false) {
    const name = nameOf(callee.property);
    if (name in STRIP) call(node, STRIP[name as keyof typeof STRIP], [callee.object, ...(node.args as unknown[])]);
  }
  if (isNode(node, 'FilterExpression')) {
    const args = isNode(filter, 'CallExpression') ? (filter.args as unknown[]) : [];
    if (nameOf(isNode(filter, 'CallExpression') ? filter.callee : filter) === 'trim') call(node, STRIP.strip, [operand, ...args]);
  }
}

const isNode = (value: unknown, type: string): value is Node => typeof value === 'object' && value !== null && (value as Node).type === type;
const nameOf = (value: unknown): string => (isNode(value, 'Identifier') ? String(value.value) : '');

/** Makes the node a call of one of our functions. */
function call(node: Node, name: string, args: readonly unknown[]): void {
  Object.assign(node, { type: 'CallExpression', callee: { type: 'Identifier', value: name }, args });
}

/** What a mended template calls, by name. `now`: for `strftime_now`. */
export const pythonFunctions = (now: () => Date): Record<string, unknown> => ({
  [STRIP.strip]: (text: unknown, characters?: unknown) => strip(text, characters, true, true),
  [STRIP.lstrip]: (text: unknown, characters?: unknown) => strip(text, characters, true, false),
  [STRIP.rstrip]: (text: unknown, characters?: unknown) => strip(text, characters, false, true),
  [NOW]: (format: unknown) => strftime(now(), String(format)),
});

/** str.strip. Throws for what is no text, as the library does: Python would write it its own way. */
function strip(text: unknown, characters: unknown, left: boolean, right: boolean): string {
  if (typeof text !== 'string') throw new Error('strip and trim take a text');
  const goes = typeof characters === 'string' ? (one: string) => characters.includes(one) : isBlank;
  const all = Array.from(text);
  let [from, to] = [0, all.length];
  while (left && from < to && goes(all[from]!)) from++;
  while (right && to > from && goes(all[to - 1]!)) to--;
  return all.slice(from, to).join('');
}

/** str.isspace: not the byte order mark, which JavaScript counts, but the separators of old teletypes and NEL. */
const isBlank = (one: string): boolean => one !== '\uFEFF' && (/\s/.test(one) || '\u001C\u001D\u001E\u001F\u0085'.includes(one));

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** datetime.strftime in the C locale, `-` taking leading zeros away. Throws for codes that stand for more than a date and a time of day. */
export function strftime(date: Date, format: string): string {
  const padded = (value: number, digits = 2) => String(value).padStart(digits, '0');
  const [year, month, day, hours] = [date.getFullYear(), date.getMonth(), date.getDate(), date.getHours()];
  const dayOfYear = Math.round((Date.UTC(year, month, day) - Date.UTC(year, 0, 0)) / 86_400_000);
  const codes: Readonly<Record<string, string>> = {
    Y: String(year), y: padded(year % 100), m: padded(month + 1), d: padded(day), j: padded(dayOfYear, 3), e: String(day).padStart(2, ' '),
    B: MONTHS[month]!, b: MONTHS[month]!.slice(0, 3), A: DAYS[date.getDay()]!, a: DAYS[date.getDay()]!.slice(0, 3),
    H: padded(hours), I: padded(hours % 12 || 12), M: padded(date.getMinutes()), S: padded(date.getSeconds()), p: hours < 12 ? 'AM' : 'PM', '%': '%',
    F: `${year}-${padded(month + 1)}-${padded(day)}`, T: `${padded(hours)}:${padded(date.getMinutes())}:${padded(date.getSeconds())}`,
  };
  return format.replace(/%(-?)(.?)/gsu, (whole, minus: string, code: string) => {
    const value = codes[code];
    if (value === undefined) throw new Error(`strftime_now knows no ${whole}`);
    return minus ? value.replace(/^[0 ]+(?=\d)/, '') : value;
  });
}
