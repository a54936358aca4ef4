/** The tokens that stand round a text: those of the class (classes.ts), else those of tokenizer.json's post-processor. */
import { LabError } from '../../src/error';
import { framingOf, namesOf } from './classes';
import { objectOf, objectsOf, type Json } from './json';
import { t } from '../../src/language/t';

/** Ids before and after those of a text. */
export interface Frame {
  before: readonly number[];
  after: readonly number[];
}

/**
 * `idOf`: the id of a token by its name. Throws `tokenizer-not-understood` for a post-processor of another kind, and for a token that is
 * put round texts without being there.
 */
export function frameOf(json: Json, settings: Json, config: Json, idOf: (token: string) => number | undefined): Frame {
  const adds = framingOf(settings, config);
  if (!adds) return read(objectOf(json.post_processor), idOf);
  const names = namesOf(settings, config);
  return { before: adds.bos ? named('bos_token') : [], after: adds.eos ? named('eos_token') : [] };

  function named(key: 'bos_token' | 'eos_token'): number[] {
    const id = names[key] === undefined ? undefined : idOf(names[key]);
    if (id !== undefined) return [id];
    if (settings[`add_${key}`] === true)
      throw unknown(
        `tokenizer_config.json says add_${key}, but ${names[key] ? `"${names[key]}" is no token of this tokenizer` : `no ${key}`}`,
      );
    return [];
  }
}

function read(post: Json | null, idOf: (token: string) => number | undefined): Frame {
  switch (post?.type) {
    case undefined:
    case 'ByteLevel':
      return { before: [], after: [] };
    case 'BertProcessing':
    case 'RobertaProcessing':
      return { before: [pair(post.cls)], after: [pair(post.sep)] };
    case 'Sequence':
      return objectsOf(post.processors)
        .map((one) => read(one, idOf))
        .reduce((inner, outer) => ({ before: [...outer.before, ...inner.before], after: [...inner.after, ...outer.after] }), {
          before: [],
          after: [],
        });
    case 'TemplateProcessing': {
      const single = objectsOf(post.single);
      const text = single.findIndex((item) => 'Sequence' in item);
      if (text < 0) throw unknown('its post-processor has no place for the text');
      const tokens = objectOf(post.special_tokens) ?? {};
      const ids = (item: Json): number[] => {
        const name = String(objectOf(item.SpecialToken)?.id);
        const stated = objectOf(tokens[name])?.ids;
        const id = idOf(name);
        if (Array.isArray(stated) && stated.every((one) => typeof one === 'number')) return stated;
        if (id === undefined) throw unknown(`its post-processor adds "${name}", which is no token of it`);
        return [id];
      };
      return { before: single.slice(0, text).flatMap(ids), after: single.slice(text + 1).flatMap(ids) };
    }
    default:
      throw unknown(`its post-processor is of kind ${JSON.stringify(post?.type)}`);
  }
}

/** The id of a pair of a token and its id. */
function pair(value: unknown): number {
  const id: unknown = Array.isArray(value) ? value[1] : undefined;
  if (typeof id !== 'number') throw unknown(`its post-processor names no id in ${JSON.stringify(value)}`);
  return id;
}

const unknown = (what: string) =>
  new LabError(
    'tokenizer-not-understood',
    t`This model's tokenizer cannot be used: ${what}.`,
    t`Export the model again, or choose another one.`,
  );
