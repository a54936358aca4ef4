/** Why a file of a class could not be opened, in a person's words: what it is, where in it that shows, and what to do. Pure. */
import { bytes } from '../count';
import { placeIn } from '../formats/json';
import { separatorOf } from '../formats/text';
import type { LabErrorData } from '../protocol';
import { t } from '../language/t';

export interface Refusal {
  readonly what: string;
  /** '' where it is the whole file. */
  readonly where: string;
  readonly todo: string;
}

const AGAIN = t`Ask for it again: “Download this run” in “Keep” saves it anew on the laptop that made it.`;
const NEWER = t`Load this page anew for its newest version, or have the file opened on the laptop that made it.`;

/** `text`: of the file; null where that could not be read, which the error says itself. */
export function refusalOf({ code, message, hint }: LabErrorData, file: string, text: string | null): Refusal {
  if (text !== null && code === 'experiment-not-json') return notJson(text);
  const named = `${file}: `;
  if (text === null || code !== 'experiment-invalid' || !message.startsWith(named)) return { what: message, where: '', todo: hint };
  const [, path, said = ''] = /^([\w[\].]+): (.*)$/s.exec(message.slice(named.length)) ?? [];
  if (!path || path === 'format')
    return { what: t`It is no run file of the lab: it does not say that it is one.`, where: '', todo: CHOOSE };
  const [, version = ''] = /"version"\s*:\s*(\d+)/.exec(text) ?? [];
  if (path === 'version' && Number(version) > 2)
    return {
      what: t`It comes from a newer lab: it is a run file of version ${version}, and this page reads 1 and 2.`,
      where: '',
      todo: NEWER,
    };
  return {
    what: t`A value in it is not as the lab writes it: it was changed by hand, or damaged on its way.`,
    where: t`In ${inWords(path)}: ${said}`,
    todo: AGAIN,
  };
}

const CHOOSE = t`Choose the .json file that “Download this run” in “Keep” saves.`;

function notJson(text: string): Refusal {
  const whole = (what: string, todo: string): Refusal => ({ what, where: '', todo });
  const trimmed = text.trim();
  if (trimmed === '') return whole(t`It is empty.`, AGAIN);
  if (trimmed.startsWith('<'))
    return whole(t`It is a web page, not a run file: perhaps one that was saved in the place of the file.`, CHOOSE);
  if (separatorOf(text)) return whole(t`It is a table (CSV), not a run file.`, CHOOSE);
  const closing = { '{': '}', '[': ']' }[trimmed[0]!];
  if (closing === undefined) return whole(t`It is some other text, not a run file.`, CHOOSE);
  if (!trimmed.endsWith(closing))
    return {
      what: t`It is cut off: its end is missing, as when a download or a copy broke off.`,
      where: t`It ends after ${bytes(text.length)}.`,
      todo: AGAIN,
    };
  return { what: t`It is damaged: a piece of it is missing or too much.`, where: placeOf(text), todo: AGAIN };
}

/** "At line 3, column 7."; '' where the browser does not tell. */
function placeOf(text: string): string {
  try {
    JSON.parse(text);
    return '';
  } catch (error) {
    const place = placeIn((error as Error).message, text).replace(/^, /, '');
    return place && t`At ${place}.`;
  }
}

/** 'analyses[0].at' → “analyses”, entry 1, “at”. */
const inWords = (path: string): string =>
  path
    .split('.')
    .map((part) => {
      const [, name, ...entries] = /^(\w*)((?:\[\d+\])*)$/.exec(part) ?? [];
      const places = [...(entries[0] ?? '').matchAll(/\d+/g)].map(([n]) => t`entry ${Number(n) + 1}`);
      return [...(name ? [`“${name}”`] : []), ...places].join(', ');
    })
    .join(', ');
