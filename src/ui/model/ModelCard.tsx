/** The loaded model: its size, where it runs, and whether the instrument may be trusted on this device. */
import type { ModelInfo } from '../../protocol';
import { unload } from '../../app/actions';
import { useLab } from '../useLab';
import { Fold } from '../parts/Fold';
import { bytes, seconds } from '../parts/format';
import { modelName, place } from '../provenance';
import { SelfTestBadge, SelfTestNumbers } from './SelfTestBadge';
import { t } from '../../language/t';
import { grouped } from '../../count';

export function ModelCard({ info }: { info: ModelInfo }) {
  const name = useLab((s) => modelName(s.catalogue, info));
  const facts: [string, string][] = [
    [t`vocabulary`, t`${grouped(info.vocab)} tokens`],
    [t`context`, info.context === null ? t`not stated by the model: only memory bounds it` : t`${grouped(info.context)} tokens`],
    ...(info.chatTemplateName ? [[t`chat template`, t`“${info.chatTemplateName}”, of several`] satisfies [string, string]] : []),
    ...(info.commit ? [[t`version`, t`${info.revision} at commit ${info.commit.slice(0, 7)}`] satisfies [string, string]] : []),
    [t`came from`, info.downloaded > 0 ? t`the network, ${bytes(info.downloaded)}` : t`this machine, nothing was fetched`],
    [t`ready after`, seconds(info.seconds)],
  ];
  const line = [
    t`${info.layers} blocks × ${info.width}`,
    info.widened ? t`${info.dtype}, widened to float32` : info.dtype,
    t`runs on ${place(info)}`,
  ];
  return (
    <div className="card" data-testid="model-card" data-device={info.device}>
      <div className="card-head">
        <h3 tabIndex={-1} data-successor>
          {name}
        </h3>
        <button type="button" className="quiet" onClick={unload}>{t`Unload`}</button>
      </div>
      <p className="quiet-line numbers">{line.join(' · ')}</p>
      {info.dtypeNote && <p className="quiet-line">{info.dtypeNote}</p>}
      {info.fallbackReason && (
        <p className="quiet-line">{t`Why not WebGPU: ${info.fallbackReason}. The numbers are the same, only slower to come.`}</p>
      )}
      {info.slowReason && <p className="quiet-line">{t`Slower than it could be: ${info.slowReason}`}</p>}
      {info.notKept && (
        <p
          className="quiet-line"
          data-testid="not-kept"
        >{t`Not kept for the next visit: ${info.notKept}. It runs from memory, and the next load fetches it again.`}</p>
      )}
      {info.departs?.map((sentence) => (
        <p className="quiet-line" key={sentence}>
          {sentence}
        </p>
      ))}
      <SelfTestBadge test={info.selfTest} onCpu={info.device === 'wasm'} />
      <Fold id="model-facts" className="fold-inner" note={t`vocabulary, context, version, the numbers of the self-test`}>
        <dl className="facts">
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <SelfTestNumbers test={info.selfTest} />
      </Fold>
    </div>
  );
}
