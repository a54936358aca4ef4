/** Which model the instrument looks into. The size is said before anything is fetched. */
import { useState } from 'react';
import './model.css';
import { loadOnWasm, profileAsked } from '../../app/actions';
import { useLab } from '../useLab';
import { forget } from '../parts/forget';
import { Section } from '../parts/Section';
import { Term } from '../parts/Term';
import { useKeptFocus } from '../parts/useKeptFocus';
import { StoragePanel } from '../disk/StoragePanel';
import { InspectPanel } from './InspectPanel';
import { LoadProgress } from './LoadProgress';
import { ModelCard } from './ModelCard';
import { ModelList } from './ModelList';
import { firstPick, ModelPicker } from './ModelPicker';
import { OneThread } from './OneThread';
import { ProfilePanel } from './ProfilePanel';
import { t } from '../../language/t';
import { rich } from '../parts/rich';

const LEAD = (
  <>{rich`The lab opens a ${(<Term id="model">{t`language model`}</Term>)} inside this page and reads the ${(<Term id="residual-stream">{t`residual stream`}</Term>)} after every ${(<Term id="block">{t`block`}</Term>)}; everything stays on this machine.`}</>
);

export function ModelSection() {
  const model = useLab((s) => s.model);
  const [picked, pick] = useState(firstPick);
  const focus = useKeptFocus<HTMLDivElement>();
  return (
    <Section id="model" lead={LEAD}>
      <div className="model-now" {...focus}>
        {model.status === 'loading' && <LoadProgress id={model.id} event={model.event} />}
        {model.status === 'ready' && <ModelCard info={model.info} />}
        {model.status === 'ready' && !model.info.selfTest.passed && model.info.device === 'webgpu' && <OnWasm />}
        {model.status === 'failed' && (
          <div className="note note-bad" role="alert" data-testid="model-error" data-code={model.error.code}>
            <p>{model.error.message}</p>
            <p>{model.error.hint}</p>
            {model.offerWasm && <OnWasm />}
          </div>
        )}
        {!isSecureContext && (
          <p
            className="note"
            data-testid="insecure"
          >{t`This page came over plain http, so the browser gives it no WebGPU, one processor thread, and no place to keep models: each visit fetches them again. Over https, or as localhost, it has all three.`}</p>
        )}
        {isSecureContext && !crossOriginIsolated && <OneThread />}
        {(model.status === 'none' || model.status === 'failed') && <ModelPicker picked={picked} onPick={pick} />}
      </div>
      <div className="folds">
        {(model.status === 'none' || model.status === 'failed') && <ModelList picked={picked} onPick={pick} />}
        {profileAsked && model.status !== 'none' && <ProfilePanel />}
        <InspectPanel />
        <StoragePanel />
      </div>
    </Section>
  );
}

function OnWasm() {
  return (
    <button
      type="button"
      data-testid="load-on-wasm"
      onClick={() => forget(loadOnWasm())}
    >{t`Load it on the processor (WASM) instead`}</button>
  );
}
