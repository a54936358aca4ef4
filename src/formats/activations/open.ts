/**
 * Files of activations: what is in them, from their headers, checked against each other; of the tensors themselves nothing is read but
 * labels and pairs. One safetensors or .npz file, or several .npy files, each named by what is in it; the manifest in the file, or beside
 * it as a .json file.
 */
import { isNpy } from '../vectors/npy';
import { brief, MOST_LAYERS, MOST_WIDTH } from '../vectors/refused';
import { hashScenarioSet } from '../scenario-set';
import { readText } from '../text';
import { npyIn, npzIn } from './from-numpy';
import { safetensorsIn } from './from-safetensors';
import { ACTIVATIONS, LEAST_MANIFEST, parseManifest, type Manifest } from './manifest';
import { MOST_MANIFEST, MOST_TEXTS, unreadable } from './refused';
import { countOf, readWholes, shapeText, type Tensor } from './tensor';
import { t } from '../../language/t';

/** A pooling as a tensor is named by it. */
export const isPoolingName = (name: string): boolean => /^(mean|mean-rest|answer|last|last-[1-9]\d*)$/.test(name);

interface Given {
  readonly name: string;
  readonly blob: Blob;
}

export interface ActivationFile {
  /** All of them, as messages name them. */
  readonly file: string;
  readonly manifest: Manifest;
  /** [text, layer, width] each, all of one shape, by the name of their pooling. */
  readonly poolings: readonly Tensor[];
  readonly count: number;
  readonly layers: number;
  readonly width: number;
  /** Which texts are of which class; null where the manifest has the set, which says it. */
  readonly classes: { readonly labels: readonly number[] } | { readonly pairs: readonly (readonly [number, number])[] } | null;
  /** Tensors that are none of these, by name and shape. */
  readonly others: readonly string[];
}

const isZip = (head: Uint8Array): boolean => head[0] === 0x50 && head[1] === 0x4b;
const headOf = async (blob: Blob): Promise<Uint8Array> => new Uint8Array(await blob.slice(0, 16).arrayBuffer());

/** Throws `activations-unreadable`, with file, field and what to do. */
export async function openActivations(files: readonly Given[]): Promise<ActivationFile> {
  const named = files.map(({ name }) => name);
  const file = named.slice(0, 3).join(', ') + (named.length > 3 ? t`, and ${named.length - 3} more` : '');
  const { tensors, manifests } = await contentsOf(files);
  if (tensors.length === 0)
    throw unreadable(file, t`there is no tensor.`, t`Bring the safetensors, .npz or .npy files together with the manifest.`);
  const [one, other] = manifests;
  if (!one)
    throw unreadable(
      file,
      t`there is no manifest, which says model and site.`,
      t`Put one into the metadata of the safetensors file (“manifest”), into the .npz as manifest.json, or bring a .json file together with it. The least is ${LEAST_MANIFEST}`,
    );
  if (other) throw unreadable(file, t`there are two manifests: ${one.file}, ${other.file}.`, t`Bring one of them.`);
  const twice = tensors.find(({ name }, i) => tensors.findIndex((tensor) => tensor.name === name) < i);
  if (twice) throw unreadable(twice.file, t`there are two tensors called ${brief(twice.name)}.`, t`Bring files of one reading together.`);
  const poolings = tensors.filter(({ name }) => isPoolingName(name));
  const [first] = poolings;
  if (!first)
    throw unreadable(
      file,
      t`no tensor is named by a pooling; there is ${tensors.slice(0, 8).map(shapeText).join(', ')}.`,
      t`Name each [n, layers, width] by how it was pooled: mean, mean-rest, last, last-4, last-16, answer.`,
    );
  for (const tensor of poolings) expectPooling(tensor, first);
  const [count, layers, width] = first.shape as [number, number, number];
  const manifest = parseManifest(one.json, one.file);
  expectLists(manifest, [count, layers, width], one.file);
  await expectSet(manifest, one.file);
  const rest = tensors.filter((tensor) => !poolings.includes(tensor));
  const classes = manifest.set ? null : await classesOf(rest, count, file);
  const others = rest.filter(({ name }) => name !== 'labels' && name !== 'pairs').map(shapeText);
  return { file, manifest, poolings, count, layers, width, classes, others };
}

/** Whether these are activations, by their headers; false for files that cannot be read. */
export async function areActivations(files: readonly Given[]): Promise<boolean> {
  try {
    const { tensors, manifests } = await contentsOf(files);
    return manifests.length > 0 || tensors.some(({ name, shape }) => shape.length === 3 || name === 'pairs' || name === 'labels');
  } catch {
    // Who reads the files as what they are taken for says what is wrong with them.
    return false;
  }
}

/** The first letter of a safetensors header, behind the 8 bytes of its length. */
const BRACE = '{'.charCodeAt(0);

async function contentsOf(files: readonly Given[]) {
  const tensors: Tensor[] = [];
  const manifests: { file: string; json: string }[] = [];
  for (const { name, blob } of files) {
    const head = await headOf(blob);
    if (isNpy(head)) tensors.push(await npyIn(name, blob));
    else if (/\.json$/i.test(name) || /^[\s\uFEFF]*\{/.test(new TextDecoder().decode(head))) {
      if (blob.size > MOST_MANIFEST)
        throw unreadable(name, t`it has ${blob.size} bytes, more than any manifest (at most ${MOST_MANIFEST}).`);
      const json = await readText(blob, name);
      if (json.includes(ACTIVATIONS) || files.length > 1) manifests.push({ file: name, json });
    } else if (!isZip(head) && /\.np[yz]$/i.test(name) && head[8] !== BRACE) {
      throw unreadable(
        name,
        t`it does not begin as a .npy or .npz file does.`,
        t`The file is damaged, or of another kind: copy it again, or save it with numpy.save or numpy.savez.`,
      );
    } else {
      const { tensors: inside, manifest } = await (isZip(head) ? npzIn : safetensorsIn)(name, blob);
      tensors.push(...inside);
      if (manifest !== null) manifests.push({ file: t`${name}, its manifest`, json: manifest });
    }
  }
  return { tensors, manifests };
}

/** Throws unless it is [n, layers, width] of floats, of the shape that the first one has. */
function expectPooling(tensor: Tensor, { name, shape: wanted }: Tensor): void {
  const { file, shape } = tensor;
  const [count = 0, layers = 0, width = 0] = shape;
  if (shape.length !== 3 || count < 1 || count > MOST_TEXTS || layers < 1 || layers > MOST_LAYERS || width < 1 || width > MOST_WIDTH)
    throw unreadable(
      file,
      t`${shapeText(tensor)}: expected [n, layers, width], at most ${MOST_TEXTS} × ${MOST_LAYERS} × ${MOST_WIDTH}.`,
      t`One row a text, then one a block (0 first, without the embedding), then the residual stream.`,
    );
  if (shape.some((n, axis) => n !== wanted[axis]))
    throw unreadable(
      file,
      t`${shapeText(tensor)}: expected ${wanted.join(' × ')}, as ${brief(name)} has.`,
      t`All poolings are of the same texts and blocks.`,
    );
  tensor.asFloats();
}

/** Throws unless every list of the manifest has an item for each text. */
function expectLists(manifest: Manifest, shape: readonly [number, number, number], file: string): void {
  for (const field of ['tokens', 'truncated', 'texts', 'groups', 'splits'] as const) {
    const items = manifest[field];
    if (items && items.length !== shape[0])
      throw unreadable(file, t`${field}: expected ${shape[0]} items, one for each row of the tensors, got ${items.length}.`);
  }
  if (manifest.shape && manifest.shape.some((n, axis) => n !== shape[axis]))
    throw unreadable(file, t`shape: expected ${shape.join(' × ')}, as the tensors have, got ${manifest.shape.join(' × ')}.`);
}

/** Throws where the set is another one than was read. */
async function expectSet({ set, setHash }: Manifest, file: string): Promise<void> {
  if (!set || setHash === undefined) return;
  const hash = await hashScenarioSet(set);
  if (hash !== setHash)
    throw unreadable(
      file,
      t`setHash: the set in it has ${brief(hash)}, and texts of ${brief(setHash)} were read: it was changed since.`,
      t`Put the set back that was read, or read the texts again.`,
    );
}

/** Labels or pairs: one of the two. */
async function classesOf(tensors: readonly Tensor[], count: number, file: string): Promise<NonNullable<ActivationFile['classes']>> {
  const [labels, pairs] = ['labels', 'pairs'].map((wanted) => tensors.find(({ name }) => name === wanted));
  if (labels && pairs)
    throw unreadable(
      file,
      t`it has both labels and pairs.`,
      t`Keep pairs where texts have partners, else labels: chance is drawn otherwise for each.`,
    );
  if (labels) {
    if (labels.shape.length !== 1 || labels.shape[0] !== count)
      throw unreadable(labels.file, t`${shapeText(labels)}: expected [${count}], one for each row.`);
    const values = await readWholes(labels);
    const wrong = values.findIndex((value) => value !== 0 && value !== 1);
    if (wrong >= 0)
      throw unreadable(
        labels.file,
        t`labels[${wrong}]: expected 1 (positive) or 0 (negative), got ${values[wrong]!}.`,
        t`Correct the label.`,
      );
    return { labels: values };
  }
  if (!pairs)
    throw unreadable(
      file,
      t`it has neither labels nor pairs; there is ${tensors.map(shapeText).join(', ') || t`nothing else`}.`,
      t`Add labels [n], 1 for positive and 0 for negative, or pairs [m, 2], the rows of the positive and the negative text of each pair; whole numbers.`,
    );
  if (pairs.shape.length !== 2 || pairs.shape[1] !== 2 || countOf(pairs) > 2 * MOST_TEXTS)
    throw unreadable(pairs.file, t`${shapeText(pairs)}: expected [m, 2], at most ${MOST_TEXTS} pairs.`);
  const values = await readWholes(pairs);
  const wrong = values.findIndex((value) => value < 0 || value >= count);
  if (wrong >= 0)
    throw unreadable(
      pairs.file,
      t`pairs[${Math.floor(wrong / 2)}][${wrong % 2}]: expected a row from 0 to ${count - 1}, got ${values[wrong]!}.`,
      t`Rows are counted from 0.`,
    );
  return { pairs: Array.from({ length: values.length / 2 }, (_, i) => [values[2 * i]!, values[2 * i + 1]!] as const) };
}
