/**
 * Objects with no field but those that are named, for a format in which a field changes what the rest means: a misspelt one that was
 * dropped would leave its rule out without a word. A file of a later version says so by its number, which is looked at first.
 */
import * as v from 'valibot';
import { nearName } from './near-name';
import { shown } from './shown';
import { also, dropping, record, versioned, type FieldsOf } from './schemas';
import { t } from '../language/t';

/** `record`, other fields refused: each with its place and, where one is near, the field that was meant. */
export const exactRecord = <const E extends v.ObjectEntries>(entries: E) => record(entries, refusing);

/** `versioned`, other fields refused as by `exactRecord`. */
export const exactVersioned = <const F extends v.ObjectEntries, const E extends v.ObjectEntries>(first: F, rest: E) =>
  versioned(first, rest, refusing);

// `given` is looked at, and not what the fields are made into: names that every object has are dropped there.
const refusing: FieldsOf = (entries) =>
  v.lazy((given) =>
    v.pipe(
      dropping(entries),
      also((_, report) => {
        const known = Object.keys(entries);
        for (const [name, value] of Object.entries(given as object)) {
          if (known.includes(name)) continue;
          const near = nearName(name, known);
          const expected = near === undefined ? t`no field but ${known.join(', ')}` : t`no field of this name (maybe “${near}” is meant)`;
          report([name], expected, shown(value));
        }
      }),
    ),
  );
