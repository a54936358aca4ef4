/** What is said of files of activations before they are taken. Pure. */
import type { ActivationsPreview } from '../../experiment/activations/look';
import { LAB_SITE } from '../../experiment/site-names';
import { brief, count } from '../parts/format';
import { t } from '../../language/t';

/** "Activations of owner/model-70b (bfloat16) at hook_resid_post: 24 texts × 3 blocks × 4 numbers." */
export function whoseLine({ manifest: { model, site }, count: n, layers, width }: ActivationsPreview): string {
  const more = [model.dtype, model.revision && t`revision ${brief(model.revision, 12)}`].filter(Boolean).join(', ');
  const at =
    site === LAB_SITE
      ? t`the residual stream after each block (${site}), where this page reads, too`
      : t`${brief(site, 60)}, which is another place than this page reads at: its directions are compared with none of the page’s`;
  return t`Activations of ${brief(model.id, 80)}${more && ` (${more})`} at ${at}: ${count(n, 'text')} × ${count(layers, 'block')} × ${count(width, 'number')}.`;
}

/** "12 pairs of “kind” and “curt” in 4 situations; 8 find the direction, 4 judge it." */
export function textsLine(found: NonNullable<ActivationsPreview['found']>, { has }: Pick<ActivationsPreview, 'has'>): string {
  const { paired, sides, positive, negative, scored, train, test, situations } = found;
  const [yes, no] = [brief(sides.positive, 40), brief(sides.negative, 40)];
  const what = paired
    ? t`${count(positive, 'pair')} of “${yes}” and “${no}”`
    : t`${positive} texts of “${yes}” and ${negative} of “${no}”, without partners`;
  return [
    t`${what}${situations > 1 ? t` in ${situations} situations` : ''}; ${train} find the direction, ${test} judge it.`,
    scored > 0 ? t`${count(scored, 'rated text')} beside them.` : '',
    has.texts
      ? t`The texts are in the file: a bag of words is held against it.`
      : t`The texts are not in the file: that the direction is more than words cannot be told.`,
  ]
    .filter(Boolean)
    .join(' ');
}

/** What read them, and how long the texts are. */
export function toldBy({ manifest: { by, template }, tokens }: ActivationsPreview): string {
  const counted = tokens ? t`Texts of ${tokens[0]} to ${tokens[1]} tokens` : t`How many tokens a text has, the file does not say`;
  return t`${counted}${template ? t`, each a message of the chat template` : ''}. ${by ? t`Read by ${brief(by, 80)}.` : t`What read them, the file does not say.`} Nobody here has checked the numbers.`;
}

/** What of the file is left out. */
export const othersLine = ({ others }: ActivationsPreview): string =>
  others.length > 0
    ? t`Left out: ${others
        .slice(0, 6)
        .map((one) => brief(one, 60))
        .join(', ')}${others.length > 6 ? ', …' : ''}.`
    : '';
