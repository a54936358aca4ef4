/** The page: the first screen, and below it the story, which is fetched after it. */
import './controls.css';
import { Suspense, type ComponentType } from 'react';
import { embed } from '../app/actions';
import { Boundary } from './Boundary';
import { SkipLink } from './contents/SkipLink';
import { DropAnywhere } from './disk/DropAnywhere';
import { Embedded } from './embed/Embedded';
import { ErrorAlert } from './ErrorAlert';
import { Footer } from './keep/Footer';
import { Lesson } from './lesson/Lesson';
import { NewerNote } from './offline/NewerNote';
import { LinkedRun } from './opening/LinkedRun';
import { Opening } from './opening/Opening';
import { OriginLine } from './OriginLine';
import { t } from '../language/t';

interface Props {
  /** `ui/Story.tsx`, however it comes. */
  readonly Story: ComponentType<{ onThere: () => void }>;
  /** Called once the story is on the page, or cannot be; never in a frame, which has none. */
  readonly onThere: () => void;
}

export function App({ Story, onThere }: Props) {
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
      <DropAnywhere />
      <main id="story">
        <OriginLine />
        <NewerNote />
        <LinkedRun />
        <Lesson />
        <Opening />
        <Boundary of="rest" onFailure={onThere}>
          <Suspense fallback={<p className="section-body muted">{t`The rest of the page is on its way …`}</p>}>
            <Story onThere={onThere} />
          </Suspense>
        </Boundary>
      </main>
      <Footer />
      <ErrorAlert />
    </>
  );
}
