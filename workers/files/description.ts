/** What a model's files say of it beside its graph: config.json, or genai_config.json, which onnxruntime-genai's builder writes instead. */
import { hintsOf, type Hints } from '../../src/graph/hints';
import { configOfGenai, GENAI } from './genai';
import { explaining, flatInstead, isFlat, type GraphChoice } from './layout';
import { isAbsent, optionalJson, readJson, wrongFile, type ModelFiles } from './model-files';

/** What the files say of the model beside its graph. */
export interface Description {
  /** config.json, or the same said by genai_config.json; {} where there is neither (`optionalDescription`). */
  config: Record<string, unknown>;
  /** What config.json says of the graph; genai_config.json fills in what config.json leaves open. */
  hints: Hints;
  /** `config` is the model's own config.json. */
  own: boolean;
}

/**
 * For a load. Throws what `readJson` throws for config.json where there is neither; where the graph of `choice` is not there either, what
 * `openGraph` throws.
 */
export const readDescription = (files: ModelFiles, choice?: GraphChoice): Promise<Description> =>
  explaining(files, choice, describe(files));

/** The same for an inspection, which works without: an empty description where neither file exists. */
export async function optionalDescription(files: ModelFiles): Promise<Description> {
  try {
    return await describe(files);
  } catch (error) {
    if (!isAbsent(error)) throw error;
    return { config: {}, hints: {}, own: false };
  }
}

async function describe(files: ModelFiles): Promise<Description> {
  if (!(await isFlat(files, 'config.json', GENAI))) {
    try {
      const config = await readJson(files, 'config.json');
      if (!('model_type' in config || 'architectures' in config)) await wrongFile(files, 'config.json', 'names no model_type');
      return { config, hints: await filled(files, hintsOf(config)), own: true };
    } catch (error) {
      await flatInstead(files, GENAI, error);
    }
  }
  const genai = await readJson(files, GENAI);
  const config =
    typeof genai.model === 'object' && genai.model ? configOfGenai(genai) : await wrongFile(files, GENAI, 'describes no model');
  return { config, hints: hintsOf(config), own: false };
}

/** The hints, with those of genai_config.json where config.json leaves one open and the other lies there. */
async function filled(files: ModelFiles, hints: Hints): Promise<Hints> {
  if (hints.width !== undefined && hints.layers !== undefined && hints.headSize !== undefined) return hints;
  const genai = await optionalJson(files, GENAI);
  const more = genai ? hintsOf(configOfGenai(genai)) : {};
  return { width: hints.width ?? more.width, layers: hints.layers ?? more.layers, headSize: hints.headSize ?? more.headSize };
}

/**
 * What genai_config.json says of the model beside a config.json, in the latter's words: asked for where it lies here, or where no
 * generation_config.json says how an answer ends.
 */
export async function readGenai(files: ModelFiles, generation: unknown): Promise<Record<string, unknown> | null> {
  const genai = generation === null || (await files.has(GENAI)) ? await optionalJson(files, GENAI) : null;
  return genai && configOfGenai(genai);
}
