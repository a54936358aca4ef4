/** The page: one story, top to bottom, in the order of `sections.ts`. Each section is a file of its own. */
import './controls.css';
import { Fragment, type ComponentType } from 'react';
import { embed } from '../app/actions';
import { BehaviourSection } from './behaviour/BehaviourSection';
import { ChoicesSection } from './choices/ChoicesSection';
import { ContentsBar } from './contents/ContentsBar';
import { SkipLink } from './contents/SkipLink';
import { ContrastSection } from './contrast/ContrastSection';
import { Embedded } from './embed/Embedded';
import { Drawing } from './Drawing';
import { ErrorAlert } from './ErrorAlert';
import { Footer } from './keep/Footer';
import { KeepSection } from './keep/KeepSection';
import { LayersSection } from './layers/LayersSection';
import { ModelSection } from './model/ModelSection';
import { OriginLine } from './OriginLine';
import { LinkedRun } from './opening/LinkedRun';
import { Opening } from './opening/Opening';
import { RunControl } from './run/RunControl';
import { SECTIONS, type SectionId } from './sections';
import { SteerSection } from './steer/SteerSection';

/** What draws each section. Beside the list of names, not in it: the sections themselves read their numbers from that. */
const DRAWN: Readonly<Record<SectionId, ComponentType>> = {
  model: ModelSection,
  contrast: ContrastSection,
  layers: LayersSection,
  behaviour: BehaviourSection,
  steer: SteerSection,
  choices: ChoicesSection,
  keep: KeepSection,
};

export function App() {
  if (embed !== null)
    return (
      <>
        <Embedded />
        <ErrorAlert />
      </>
    );
  return (
    <>
      <SkipLink />
      <OriginLine />
      <main id="story">
        <LinkedRun />
        <Opening />
        <ContentsBar />
        {SECTIONS.map(({ id }) => {
          const Drawn = DRAWN[id];
          return (
            <Fragment key={id}>
              {id === 'layers' && <RunControl />}
              <Drawn />
            </Fragment>
          );
        })}
      </main>
      <Footer />
      <ErrorAlert />
      <Drawing />
    </>
  );
}
