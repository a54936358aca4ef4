/** The direction of the chosen block in the model's own words: the tokens that it raises most, and lowers most. */
import { memo } from 'react';
import type { ShownRun } from '../../experiment/shown';
import type { ReadBlock } from '../../experiment/readout';
import { date, signed } from '../parts/format';
import { Term } from '../parts/Term';
import { modelName, place } from '../provenance';
import { useSides } from '../shown';
import { useLab } from '../useLab';
import { ReadoutOfAll } from './ReadoutOfAll';
import { useReadout } from './useReadout';
import { visible } from './visible';
import { t } from '../../language/t';
import { rich } from '../parts/rich';

export const Readout = memo(function Readout({ run, layer }: { readonly run: ShownRun; readonly layer: number }) {
  const { directions, record, model: stamp } = run;
  const catalogue = useLab((s) => s.catalogue);
  const sides = useSides();
  const loaded = useLab(({ model }) => model.status === 'ready' && model.info.selfTest.passed && model.info.graphHash === stamp.graphHash);
  // Texts and answers go first: the model does one thing after the other.
  const free = useLab((s) => s.run.status === 'idle' && s.steer.status === 'idle');
  const there = directions.data.subarray(layer * directions.width, (layer + 1) * directions.width).some((value) => value !== 0);
  const found = useReadout(record, stamp.graphHash, layer, loaded && free && there);
  const answer = there ? found : null;
  const shown = answer && 'block' in answer ? answer : null;
  return (
    <section className="lens" aria-labelledby="lens-name" data-testid="readout" data-layer={shown?.block.layer}>
      <h3 id="lens-name">{rich`${(<Term id="readout">{t`Readout`}</Term>)} of block ${shown?.block.layer ?? layer}`}</h3>
      {shown ? (
        <>
          <div className="lens-ends">
            <Tokens caption={t`Raised, towards “${sides.positive}”`} tokens={shown.block.positive} />
            <Tokens caption={t`Lowered, towards “${sides.negative}”`} tokens={shown.block.negative} />
          </div>
          <p className="about">{t`Tokens whose logits a push along the direction changes most, one unit long, if nothing came between this block and the end. A list of the set’s own words means a direction made of words.`}</p>
          <p
            className="quiet-line"
            data-testid="readout-origin"
          >{t`Read out by ${modelName(catalogue, shown.from.model)} on ${place(shown.from.model)}, ${date(shown.from.at)}.`}</p>
        </>
      ) : (
        <p className="quiet-line">{answer && 'failure' in answer ? answer.failure : wanting({ loaded, free, there })}</p>
      )}
      <ReadoutOfAll record={record} graphHash={stamp.graphHash} layer={layer} ready={loaded && free} />
    </section>
  );
});

/** Why there are no tokens. */
function wanting({ loaded, free, there }: Record<'loaded' | 'free' | 'there', boolean>): string {
  if (!there) return t`The block has no direction.`;
  if (!loaded) return t`With the model of this run loaded, the tokens that the direction speaks for stand here.`;
  return free ? t`The model is asked for the tokens that the direction speaks for.` : t`The model is busy; the tokens follow.`;
}

function Tokens({ caption, tokens }: { readonly caption: string; readonly tokens: ReadBlock['positive'] }) {
  return (
    <table>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t`Token`}</th>
          <th scope="col">{t`Logit`}</th>
        </tr>
      </thead>
      <tbody>
        {tokens.map(({ id, token, logit }) => (
          <tr key={id}>
            <th scope="row">{token === '' ? <span className="quiet-line">{t`no text (id ${id})`}</span> : <bdi>{visible(token)}</bdi>}</th>
            <td>{signed(logit, 2)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
