/** Mounts the app and hands scripts the console API, nothing else. What the first screen can do without is fetched after it. */
import { lazy, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { app } from './app/actions';
import { CHOSEN } from './language/chosen';
import { t } from './language/t';
import { App } from './ui/App';
import { Boundary } from './ui/Boundary';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element with the id "root".');
speak();
if (app.embed !== null) document.documentElement.dataset.embed = app.embed;
/** The first screen is there, and was drawn. */
const seen = app.start();
const Story = lazy(async () => ({ default: (await seen.then(() => import('./ui/Story'))).Story }));
let storyThere = (): void => undefined;
/** The story is on the page, or it is said why not. A frame in another page has none. */
const there = new Promise<void>((go) => (app.embed === null ? (storyThere = go) : go()));
createRoot(root).render(
  <StrictMode>
    <Boundary of="page">
      <App Story={Story} onThere={storyThere} />
    </Boundary>
  </StrictMode>,
);
// Scripts may rely on it: once window.lab is there, so are the catalogue, the scenarios and all of the page.
const scripts = seen.then(() => Promise.all([import('./console/console'), import('./app/lower-actions')]));
void Promise.all([scripts, there]).then(([[{ createLab }, { whole }]]) => {
  globalThis.lab = createLab(whole);
  app.keepOffline();
});

/** What stands in index.html, which is there before any program, in the language of the page. */
function speak(): void {
  if (CHOSEN.language === null) return;
  const { code, dir } = CHOSEN.language;
  Object.assign(document.documentElement, { lang: code, dir });
  const subtitle = document.querySelector('.subtitle');
  if (subtitle) subtitle.textContent = t`Does a language model notice the person in front of it while it is busy with a task?`;
}
