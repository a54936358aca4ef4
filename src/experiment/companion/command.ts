/** The commands with which the program of public/companion reads a set. Pure. */
import type { CaptureSettings } from '../capture';
import { slug } from '../../formats/slug';

/** By one process on one machine, by workers of Ray on it, or by those of a cluster that runs. */
export const READERS = ['alone', 'ray-here', 'ray-cluster'] as const;
export type Reader = (typeof READERS)[number];

export interface CompanionWish extends Pick<CaptureSettings, 'template' | 'maxTokens'> {
  /** A repository of the Hugging Face Hub, or a folder. */
  readonly model: string;
  readonly reader: Reader;
}

/** What the archive unpacks to. */
export const FOLDER = 'eia-lab-companion';
/** The set in it. */
export const SET_FILE = 'set.json';

/** Of its files in public/companion. */
export const PROGRAM = [
  'read.py',
  'requirements.txt',
  ...['__init__', 'activations', 'asked', 'blocks', 'fleet', 'here', 'model', 'parts', 'pools', 'span', 'texts', 'tokens', 'trouble'].map(
    (name) => `reader/${name}.py`,
  ),
] as const;

/** As a shell takes one word, whatever is in it. */
const quoted = (word: string): string => (/^[\w./-]+$/.test(word) && !word.startsWith('-') ? word : `'${word.replaceAll("'", `'\\''`)}'`);

const RAY: Readonly<Record<Reader, string>> = {
  alone: '',
  'ray-here': ' --ray local --workers 2',
  'ray-cluster': ' --ray auto --workers 4',
};

/** "qwen2-5-7b-instruct.safetensors": what the command writes. */
export const outFile = (model: string): string => `${slug(model.trim().replace(/^.*\//, ''), 'activations')}.safetensors`;

/** A line each, for a shell in the folder above the unpacked one: go there, install, read. */
export function companionCommands({ model, template, maxTokens, reader }: CompanionWish): readonly [string, string, string] {
  return [
    `cd ${FOLDER}`,
    `pip install -r requirements.txt${reader === 'alone' ? '' : ' "ray[data]"'}`,
    `python read.py ${SET_FILE} --model=${quoted(model.trim())} --out ${outFile(model)} --max-tokens ${maxTokens}${template ? ' --template' : ''}${RAY[reader]}`,
  ];
}
