/** Mounts the app and hands scripts the console API, nothing else. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createLab } from './console/console';
import { app } from './app/actions';
import { App } from './ui/App';
import { Boundary } from './ui/Boundary';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element with the id "root".');
if (app.embed !== null) document.documentElement.dataset.embed = app.embed;
createRoot(root).render(
  <StrictMode>
    <Boundary>
      <App />
    </Boundary>
  </StrictMode>,
);
// Scripts may rely on it: once window.lab is there, so are the catalogue and the scenarios.
void app.start().then(() => (globalThis.lab = createLab(app)));
