/**
 * Mends of transformers.js' Jinja where it writes another text than Python's without a word, in a compiled template: its own functions
 * stand in for `strip`, `lstrip`, `rstrip` and `trim` (they take characters, and Python's blanks are not JavaScript's), for `split` and
 * for `strftime_now` (which would write the months of the browser's language: “25 Dez. 2026”).
 */

/** A node of the compiled template. */
type Node = Record<string, unknown>;

/** Names that no template can spell. */
const METHODS = { strip: 'python.strip', lstrip: 'python.lstrip', rstrip: 'python.rstrip', split: 'python.split' } as const;
const NOW = 'python.strftime_now';
const NONE = 'python.none';

/** Puts the functions of `pythonFunctions` into the places of the library's own. Changes `node` and all below it. */
export function mendTemplate(node: unknown): void {
  if (typeof node !== 'object' || node === null) return;
  for (const child of Object.values(node)) mendTemplate(child);
  if (isNode(node, 'Identifier') && node.value === 'strftime_now') node.value = NOW;
  const { callee, operand, filter, body } = node as { callee?: unknown; operand?: unknown; filter?: unknown; body?: unknown };
  if (isNode(node, 'CallExpression') && nameOf(callee) === NOW) node.args = positional(node.args as unknown[], ['format']);
  if (isNode(node, 'CallExpression') && isNode(callee, 'MemberExpression')) {
    // x["strip"] is x.strip where x is a text.
    const name =
      callee.computed === false ? nameOf(callee.property) : isNode(callee.property, 'StringLiteral') ? String(callee.property.value) : '';
    if (Object.hasOwn(METHODS, name))
      call(node, METHODS[name as keyof typeof METHODS], [
        callee.object,
        ...positional(node.args as unknown[], name === 'split' ? ['sep', 'maxsplit'] : []),
      ]);
  }
  if (
    (isNode(node, 'FilterExpression') || isNode(node, 'FilterStatement')) &&
    nameOf(isNode(filter, 'CallExpression') ? filter.callee : filter) === 'trim'
  ) {
    const args = isNode(filter, 'CallExpression') ? (filter.args as unknown[]) : [];
    // What a filter statement holds is a program whose text is filtered.
    call(node, METHODS.strip, [isNode(node, 'FilterStatement') ? { type: 'Program', body } : operand, ...positional(args, ['chars'])]);
  }
}

const isNode = (value: unknown, type: string): value is Node =>
  typeof value === 'object' && value !== null && (value as Node).type === type;
const nameOf = (value: unknown): string => (isNode(value, 'Identifier') ? String(value.value) : '');

/** Arguments by place, those that were given by one of these names put into its place. Others stay as they are, and are refused. */
function positional(args: readonly unknown[], names: readonly string[]): unknown[] {
  const placed: unknown[] = [];
  for (const arg of args) {
    const at = isNode(arg, 'KeywordArgumentExpression') ? names.indexOf(nameOf(arg.key)) : -1;
    if (at < 0) placed.push(arg);
    else placed[at] = (arg as Node).value;
  }
  return Array.from(placed, (arg) => arg ?? { type: 'Identifier', value: NONE });
}

/** Makes the node a call of one of our functions. */
function call(node: Node, name: string, args: readonly unknown[]): void {
  Object.assign(node, { type: 'CallExpression', callee: { type: 'Identifier', value: name }, args });
}

/** What a mended template calls, by name. `now`: for `strftime_now`. */
export const pythonFunctions = (now: () => Date): Record<string, unknown> => ({
  [METHODS.strip]: (text: unknown, characters?: unknown) => strip(text, characters, true, true),
  [METHODS.lstrip]: (text: unknown, characters?: unknown) => strip(text, characters, true, false),
  [METHODS.rstrip]: (text: unknown, characters?: unknown) => strip(text, characters, false, true),
  [METHODS.split]: split,
  [NOW]: (format: unknown) => strftime(now(), String(format)),
  [NONE]: null,
});

/** str.split. Throws for what is no text or no separator, as Python does. */
function split(text: unknown, separator: unknown = null, most: unknown = -1): string[] {
  if (typeof text !== 'string' || typeof most !== 'number') throw new Error('split takes a text and a number');
  const limit = most < 0 ? Infinity : most;
  if (separator === null) return words(text, limit);
  if (typeof separator !== 'string' || separator === '') throw new Error('split wants a separator');
  const parts = text.split(separator);
  return parts.length > limit + 1 ? [...parts.slice(0, limit), parts.slice(limit).join(separator)] : parts;
}

/** What stands between Python's blanks; behind `limit` splits the rest as it is. */
function words(text: string, limit: number): string[] {
  const found: string[] = [];
  const all = Array.from(text);
  for (let at = 0; ;) {
    while (at < all.length && isBlank(all[at]!)) at++;
    if (at === all.length) break;
    const from = at;
    if (found.length < limit) while (at < all.length && !isBlank(all[at]!)) at++;
    else at = all.length;
    found.push(all.slice(from, at).join(''));
  }
  return found;
}

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

/** The ISO week of a day of the year (0-based) and its year: the one that holds the week's Thursday. */
function isoWeek(year: number, month: number, day: number): { year: number; week: number } {
  const thursday = new Date(Date.UTC(year, month, day));
  thursday.setUTCDate(day + 4 - (thursday.getUTCDay() || 7));
  const isoYear = thursday.getUTCFullYear();
  return { year: isoYear, week: Math.floor((thursday.getTime() - Date.UTC(isoYear, 0, 1)) / (7 * 86_400_000)) + 1 };
}

/**
 * datetime.strftime of Linux in the C locale, for a time without a zone: `-` takes leading zeros of a number away, `_` and `0` write them
 * as blanks and zeros, `^` makes capitals; a % at the end is one. Throws for codes it does not know.
 */
export function strftime(date: Date, format: string): string {
  const [year, month, day, weekday, hours, minutes, seconds] = [
    date.getFullYear(),
    date.getMonth(),
    date.getDate(),
    date.getDay(),
    date.getHours(),
    date.getMinutes(),
    date.getSeconds(),
  ];
  const dayOfYear = Math.round((Date.UTC(year, month, day) - Date.UTC(year, 0, 1)) / 86_400_000);
  const iso = isoWeek(year, month, day);
  const numbers: Readonly<Record<string, readonly [value: number, digits: number, fill?: string]>> = {
    Y: [year, 1],
    C: [Math.floor(year / 100), 2],
    y: [year % 100, 2],
    G: [iso.year, 1],
    g: [iso.year % 100, 2],
    m: [month + 1, 2],
    d: [day, 2],
    e: [day, 2, ' '],
    j: [dayOfYear + 1, 3],
    H: [hours, 2],
    k: [hours, 2, ' '],
    I: [hours % 12 || 12, 2],
    l: [hours % 12 || 12, 2, ' '],
    M: [minutes, 2],
    S: [seconds, 2],
    s: [Math.floor(date.getTime() / 1000), 1],
    u: [weekday || 7, 1],
    w: [weekday, 1],
    U: [Math.floor((dayOfYear + 7 - weekday) / 7), 2],
    W: [Math.floor((dayOfYear + 7 - ((weekday + 6) % 7)) / 7), 2],
    V: [iso.week, 2],
  };
  const texts: Readonly<Record<string, string>> = {
    B: MONTHS[month]!,
    b: MONTHS[month]!.slice(0, 3),
    h: MONTHS[month]!.slice(0, 3),
    A: DAYS[weekday]!,
    a: DAYS[weekday]!.slice(0, 3),
    p: hours < 12 ? 'AM' : 'PM',
    P: hours < 12 ? 'am' : 'pm',
    n: '\n',
    t: '\t',
    z: '',
    Z: '',
    '%': '%',
    f: String(date.getMilliseconds() * 1000).padStart(6, '0'),
  };
  const whole: Readonly<Record<string, string>> = {
    F: '%Y-%m-%d',
    T: '%H:%M:%S',
    X: '%H:%M:%S',
    R: '%H:%M',
    r: '%I:%M:%S %p',
    D: '%m/%d/%y',
    x: '%m/%d/%y',
    c: '%a %b %e %H:%M:%S %Y',
  };
  return format.replace(/%([-_0^]?)(.?)/gsu, (written, flag: string, code: string) => {
    if (code === '') return written;
    const [number, text] = [numbers[code], texts[code] ?? (whole[code] === undefined ? undefined : strftime(date, whole[code]))];
    if (number) {
      const [value, digits, fill = '0'] = number;
      return flag === '-' ? String(value) : String(value).padStart(digits, flag === '_' ? ' ' : flag === '0' ? '0' : fill);
    }
    if (text === undefined) throw new Error(`strftime_now knows no ${written}`);
    return flag === '^' ? text.toUpperCase() : text;
  });
}
