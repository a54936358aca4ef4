/** What the lab writes beside vectors in safetensors (`extras_json`): the name, and what gives a score and a dose their scale. */
import * as v from 'valibot';
import { finite, list, nonEmptyText, record } from '../schemas';

export const OWN = 'eia-lab/directions';

/** [layer] each. */
const scale = record({ separation: list(finite), midpoint: list(finite), norm: list(finite) });
export type OwnScale = v.InferOutput<typeof scale>;

const extras = v.looseObject({
  format: v.literal(OWN),
  name: nonEmptyText,
  scale: v.nullable(scale),
});
export type OwnExtras = v.InferOutput<typeof extras>;

/** null for those of other programs. */
export function readExtras(json: string | undefined): OwnExtras | null {
  try {
    const parsed = v.safeParse(extras, JSON.parse(json ?? 'null'));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}
