/**
 * Which texts were read as one set, by which model, how: what brings residuals (src/storage/residuals.ts) together again, with no model
 * loaded.
 */
import { createStore, del, get, getMany, keys, update, values } from 'idb-keyval';
import type { KeptPooling } from '../experiment/capture';
import type { KnownSet } from '../experiment/experiment';
import type { ModelStamp } from '../experiment/stamp';
import { READING, residualName } from './names';
import { readOrRefused } from './refusal';
import { listResiduals, removeResiduals } from './residuals';
import { clearVersion1, listVersion1, removeVersion1, takeOverVersion1 } from './version-1';
import { t } from '../language/t';

/** What was read, by which model, how: enough to open it with no model loaded. */
export interface KeptTexts {
  /** ISO 8601, when it was begun. */
  at: string;
  model: ModelStamp;
  scenarios: { id: string; name: string; hash: string; set: KnownSet['set'] };
  how: { template: boolean; maxTokens: number };
  /** The most tokens the model reads of a text; null where its files do not say. */
  context: number | null;
  /** [text], in the set's order: its end was not read. */
  truncated: readonly boolean[];
  /** [text]: tokens read. Earlier versions did not say, and files of activations need not. */
  tokens?: readonly number[];
  /** Those in which a file of activations has its texts; absent where the lab read them itself, in all that there are. */
  poolings?: readonly KeptPooling[];
}

/** A record on the disk: a whole reading, or what is left to say of one that an earlier version of the lab kept. */
export interface KeptReading {
  name: string;
  /** The way of reading (`READING`): one of before gives other numbers, and no run takes it up. */
  way: number;
  repo: string;
  dtype: string;
  graphHash: string;
  setHash: string;
  /** Over the hashes of its texts' tokens: tells two readings of one set apart after the tokenizer or the template has changed. */
  tokensHash: string;
  template: boolean;
  /** One a text, in the set's order. */
  tokenHashes: string[];
  /** Of one text, in bytes of numbers. */
  textBytes: number;
  /** null where an earlier version kept it: it did not keep the set. */
  reading: KeptTexts | null;
  /** Texts that were read for the evidence, not for the set; absent before. */
  beside?: Beside;
}

/** Hashes of the tokens of what is read beside a set. */
export interface Beside {
  /**
   * Made from the texts themselves and from how they are read (`contentId`): other texts, of another version of the page, have another.
   * Earlier versions did not say; their hashes are asked for once more.
   */
  readonly of?: string;
  readonly neutral: readonly string[];
  /** Its test pairs' texts with their tokens shuffled, side by side. */
  readonly shuffled: readonly string[];
  /** Texts that set the words of the concept apart from the concept. */
  readonly apart: readonly { readonly name: string; readonly texts: readonly string[]; readonly hashes: readonly string[] }[];
}

/** All of them, in the order in which their residuals are held. */
export const hashesBeside = ({ neutral, shuffled, apart }: Beside): string[] => [
  ...neutral,
  ...shuffled,
  ...apart.flatMap(({ hashes }) => hashes),
];

/** One that can be computed with. */
export type WholeReading = KeptReading & { reading: KeptTexts };

/** A reading as the page lists it: how many of its texts are there. */
export interface ListedReading extends Pick<KeptReading, 'name' | 'repo' | 'dtype' | 'setHash' | 'tokensHash' | 'template'> {
  /** null where an earlier version kept it: it can be deleted, and its texts are found by the next run over them. */
  whole: WholeReading | null;
  /** An earlier version of the lab read it in another way: no run takes it up. */
  outdated: boolean;
  texts: number;
  bytes: number;
}

const database = createStore('eia-lab-readings', 'readings');

/** What is known of texts beside it stays known. */
export const writeReading = (kept: WholeReading): Promise<void> =>
  update<KeptReading>(kept.name, (before) => ({ ...(before?.beside && { beside: before.beside }), ...kept }), database);

/** Takes over what version 1 of the lab kept. A record of this version, or an older one that knows more texts, stays as it is. */
export const takeOver = (): Promise<void> =>
  takeOverVersion1((old) =>
    update<KeptReading>(
      old.name,
      (known) => (known && (known.reading || known.tokenHashes.length >= old.tokenHashes.length) ? known : old),
      database,
    ),
  );

/** What is kept, newest last as far as it says when. What version 1 kept is taken over first. */
export async function listReadings(): Promise<ListedReading[]> {
  await takeOver();
  const here = new Set(await listResiduals());
  const names = await keys<string>(database);
  const listed: { readonly at: string; readonly one: ListedReading }[] = [];
  for (let from = 0; from < names.length; from += AT_ONCE) {
    const kept = await getMany<KeptReading | undefined>(names.slice(from, from + AT_ONCE), database);
    // Another tab may delete one meanwhile.
    listed.push(...kept.flatMap((one) => (one ? [{ at: one.reading?.at ?? '', one: listedOf(one, here) }] : [])));
  }
  listed.sort((a, b) => a.at.localeCompare(b.at));
  return [...listed.map(({ one }) => one), ...(await listVersion1())];
}

/** Readings that are taken from the disk in one task: each has the texts of its set. */
const AT_ONCE = 8;

/** `here`: names of the residuals that are on the disk. */
function listedOf(one: KeptReading, here: ReadonlySet<string>): ListedReading {
  const { name, way, repo, dtype, graphHash, setHash, tokensHash, template, tokenHashes, textBytes } = one;
  const texts = tokenHashes.filter((hash) => here.has(residualName(graphHash, hash, way))).length;
  const outdated = way !== READING;
  const whole = isWhole(one) && !outdated ? one : null;
  return { ...{ name, repo, dtype, setHash, tokensHash, template, outdated, texts }, bytes: texts * textBytes, whole };
}

/** The whole reading of that name; null where there is none, or the browser refuses storage. Throws `disk-unreadable`. */
export async function findReading(name: string): Promise<WholeReading | null> {
  const kept = await readOrRefused(t`The texts of this run`, () => get<KeptReading>(name, database));
  return kept && isWhole(kept) && kept.way === READING ? kept : null;
}

const isWhole = (kept: KeptReading): kept is WholeReading => kept.reading !== null;

/** Deletes one reading, by its name, and those of its texts that no other reading has. */
export async function removeReading(name: string): Promise<void> {
  const kept = await values<KeptReading>(database);
  const gone = kept.find((one) => one.name === name);
  if (!gone) return removeVersion1(name);
  const namesOf = ({ graphHash, tokenHashes, way, beside }: KeptReading) =>
    [...tokenHashes, ...(beside ? hashesBeside(beside) : [])].map((hash) => residualName(graphHash, hash, way));
  const shared = new Set(kept.filter((one) => one !== gone).flatMap(namesOf));
  await removeResiduals(namesOf(gone).filter((text) => !shared.has(text)));
  await del(name, database);
}

export async function clearReadings(): Promise<void> {
  for (const { name } of await values<KeptReading>(database)) await del(name, database);
  await removeResiduals(await listResiduals());
  await clearVersion1();
}
