import { useLab } from '../useLab';
import { t } from '../../language/t';

export const NO_SET = t`The scenarios are not there yet.`;

/** Why Run cannot be pressed, or null. */
export function useMissing(): string | null {
  return useLab((s) => {
    if (s.model.status === 'loading') return t`The model is still loading.`;
    if (s.model.status !== 'ready') return t`To measure it yourself, load a model first.`;
    if (!s.model.info.selfTest.passed) return t`The model failed its self-test on this device, so nothing is measured.`;
    if (s.set.status !== 'ready') return NO_SET;
    return null;
  });
}
