/** The page: one story, top to bottom. Each section is a file of its own; the order here is the order on the page. */
import './page.css';
import './controls.css';
import { BehaviourSection } from './behaviour/BehaviourSection';
import { ContrastSection } from './contrast/ContrastSection';
import { ErrorAlert } from './ErrorAlert';
import { Footer } from './keep/Footer';
import { Header } from './Header';
import { KeepSection } from './keep/KeepSection';
import { LayersSection } from './layers/LayersSection';
import { ModelSection } from './model/ModelSection';
import { RunControl } from './run/RunControl';
import { SteerSection } from './steer/SteerSection';

export function App() {
  return (
    <>
      <Header />
      <main id="story">
        <ModelSection />
        <ContrastSection />
        <RunControl />
        <LayersSection />
        <BehaviourSection />
        <SteerSection />
        <KeepSection />
      </main>
      <Footer />
      <ErrorAlert />
    </>
  );
}
