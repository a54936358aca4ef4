/**
 * What lies below the first screen: one story, top to bottom, in the order of `sections.ts`. Each section is a file of its own. Fetched
 * once the first screen is there.
 */
import { Fragment, useEffect, type ComponentType } from 'react';
import { BehaviourSection } from './behaviour/BehaviourSection';
import { ChoicesSection } from './choices/ChoicesSection';
import { ContentsBar } from './contents/ContentsBar';
import { ContrastSection } from './contrast/ContrastSection';
import { Drawing } from './Drawing';
import { KeepSection } from './keep/KeepSection';
import { LayersSection } from './layers/LayersSection';
import { LessonList } from './lesson/LessonList';
import { useOnShow } from './lesson/on-show';
import { ModelSection } from './model/ModelSection';
import { goWhereAwaited } from './parts/goTo';
import { OwnTurn } from './parts/OwnTurn';
import { PlaySection } from './play/PlaySection';
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
  play: PlaySection,
  keep: KeepSection,
};

interface Props {
  /** Called once all of it is on the page. */
  readonly onThere: () => void;
}

export function Story({ onThere }: Props) {
  const showsRun = useOnShow('layers');
  useEffect(() => {
    onThere();
    // After the effects: going somewhere draws at once what is folded there.
    queueMicrotask(goWhereAwaited);
  }, [onThere]);
  return (
    <>
      <LessonList />
      <ContentsBar />
      {SECTIONS.map(({ id }) => {
        const Drawn = DRAWN[id];
        return (
          <Fragment key={id}>
            {id === 'layers' && showsRun && <RunControl />}
            <OwnTurn>
              <Drawn />
            </OwnTurn>
          </Fragment>
        );
      })}
      {/* After all sections: what it says of their charts comes in their order. */}
      <OwnTurn>
        <Drawing />
      </OwnTurn>
    </>
  );
}
