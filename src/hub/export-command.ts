/** Weights for another program, told by their names; and what to run so that they become a model for the lab. */
import { LabError } from '../error';
import { t } from '../language/t';

type Kind = 'diffusion' | 'weights' | 'index' | 'gguf' | 'adapter' | 'original' | 'tensorflow' | 'checkpoint' | 'other';

/** The first kind that fits a name is its kind. Kinds that an exporter takes as they are go before others where there are several. */
const KINDS: readonly [kind: Kind, name: RegExp, what: string][] = [
  [
    'diffusion',
    /(^|\/)(model_index\.json|diffusion_pytorch_model[^/]*)$/i,
    t`a model that makes pictures out of noise (diffusion), none of language`,
  ],
  [
    'adapter',
    /(^|\/)adapter_(model[^/]*\.(safetensors|bin)|config\.json)$/i,
    t`an adapter, which changes the weights of another model and is none by itself`,
  ],
  ['original', /(^|\/)consolidated[^/]*\.(pth|safetensors)$/i, t`weights as their makers’ own program reads them`],
  ['weights', /\.safetensors$|(^|\/)pytorch_model[^/]*\.bin$/i, t`weights for another program`],
  ['index', /\.(safetensors|bin)\.index\.json$/i, t`the list of weight files that are not there themselves`],
  ['gguf', /\.(gguf|ggml)$/i, t`weights for llama.cpp`],
  ['tensorflow', /\.h5$|(^|\/)flax_model[^/]*\.msgpack$/i, t`weights for TensorFlow or JAX`],
  // What a training leaves beside its weights (optimizer.pt, rng_state.pth, scheduler.pt) is none.
  [
    'checkpoint',
    /(^|\/)(?!optimizer|scheduler|scaler|rng_state|training_args)[^/]*\.(pt|pth|ckpt)$/i,
    t`a file of PyTorch, which does not say what model it holds`,
  ],
  [
    'other',
    /(^|\/)((openvino_)?model[^/]*\.bin|weights\.npz|[^/]*\.(mlmodel|mlpackage|tflite|litertlm))$/i,
    t`weights for another program (OpenVINO, CTranslate2, Core ML or the like)`,
  ],
];
const ORDER: readonly Kind[] = ['diffusion', 'weights', 'gguf', 'original', 'adapter', 'index', 'tensorflow', 'checkpoint', 'other'];

/** A folder by its path, or a repository of the Hub by its name. */
export interface Original {
  from: string;
  kind: 'folder' | 'repository';
}

export interface Foreign {
  path: string;
  kind: Kind;
}

/** The file among these whose weights are the nearest to a model for the lab; null where there are no weights that we know. */
export function foreignWeights(names: readonly string[]): Foreign | null {
  const found = names.flatMap((path): Foreign[] =>
    KINDS.filter(([, name]) => name.test(path))
      .slice(0, 1)
      .map(([kind]) => ({ path, kind })),
  );
  const depth = ({ path }: Foreign) => path.split('/').length;
  return found.toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) || depth(a) - depth(b))[0] ?? null;
}

/**
 * `no-onnx` with the command that exports these weights. `lack` begins the message and says where no graph is; `base` is the model that
 * an adapter was trained on, as far as it is known. What onnxruntime-genai's builder takes was tried with 0.18.0: it adds LoRA adapters
 * itself (`adapter_path`, the peft package beside it), and of GGUF files it reads float16 and float32 ones, with config and tokenizer of
 * the model they were made from; a quantised one ends it (“shape … is invalid”). optimum takes neither.
 */
export function noOnnx(lack: string, { path, kind }: Foreign, original: Original, base?: string): LabError {
  const what = KINDS.find(([one]) => one === kind)![2];
  return new LabError('no-onnx', t`${lack}, but ${path}: ${what}.`, HINTS[kind](original, path, base));
}

const HINTS: Record<Kind, (original: Original, path: string, base: string | undefined) => string> = {
  weights: (original) => exported(original),
  gguf: (_, path) =>
    t`Export the model that it was made from (its page names it), then load the new folder: ${builder(OWNER)}. Only where that is gone, and the file is a GGUF of float16 or float32 (F16 or F32 in its name): the same command with -i ${quoted(path)} added. No exporter reads quantised ones.`,
  adapter: ({ from, kind }, _, base) =>
    t`Export it together with the model it was trained on, ${base ? base : t`which adapter_config.json calls base_model_name_or_path`} (LoRA only, with the Python package peft), then load the new folder: ${builder({ from: base ?? 'owner/base', kind: 'repository' }, outputOf(from))} --extra_options ${quoted(`adapter_path=${from}`)}. Or merge the two first (merge_and_unload of peft, save_pretrained) and export what is saved${kind === 'repository' ? '' : t` beside its tokenizer`}.`,
  original: () =>
    t`Exporters read the layout of transformers (config.json beside model.safetensors). Choose the repository of this model that has it (often called …-hf), or convert these weights with the script that transformers has for them.`,
  diffusion: () => t`Choose a language model: a decoder that goes on with a text.`,
  index: (original) => t`Fetch the files that it names beside it, all of them. ${exported(original)}`,
  tensorflow: () =>
    t`${HERE}choose the repository of this model that has them, or write them with transformers before 5 (from_pretrained(…, from_tf=True) or from_flax=True, then save_pretrained). ${exported(OWNER)}`,
  checkpoint: () =>
    t`${HERE}save it so with the program that wrote it (save_pretrained of transformers), or choose the repository of this model that has them. ${exported(OWNER)}`,
  other: () => t`No exporter reads it. ${HERE}choose the repository of this model that has them. ${exported(OWNER)}`,
};

const HERE = t`Exporters read model.safetensors or pytorch_model.bin beside config.json: `;
const OWNER: Original = { from: 'owner/original', kind: 'repository' };

/** Either exporter, for weights that transformers reads. */
const exported = (original: Original): string =>
  t`Export it, then load the new folder: ${builder(original)} (or: optimum-cli export onnx --model ${quoted(original.from)} --task text-generation-with-past ${outputOf(original.from)}).`;

const builder = ({ from, kind }: Original, out = outputOf(from)): string =>
  `python -m onnxruntime_genai.models.builder ${kind === 'folder' ? '-i' : '-m'} ${quoted(from)} -o ${out} -p int4 -e webgpu`;

/** A folder beside the exported one, called otherwise: an exporter would write into a folder of the same name. */
const outputOf = (from: string): string => {
  const name = from
    .split('/')
    .filter((piece) => piece !== '' && piece !== '.' && piece !== '..')
    .at(-1);
  return quoted(`${name ?? 'exported'}-onnx`);
};

/** One word of a command line, in a Unix shell and in Windows' own. */
function quoted(path: string): string {
  const safe = path.startsWith('-') ? `./${path}` : path;
  if (/^[\w./=-]+$/.test(safe)) return safe;
  return /["$`\\!]/.test(safe) ? `'${safe.replaceAll("'", String.raw`'\''`)}'` : `"${safe}"`;
}
