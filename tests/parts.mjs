/** Writes the parts of the recording (src/experiment/recorded.ts) out of run files as the page downloads them. */
import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const NONE = {
  sets: [],
  readings: [],
  analyses: [],
  directions: [],
  answers: [],
  choices: [],
  damages: [],
  ratings: [],
  matrices: [],
  readouts: [],
  games: [],
  plays: [],
};

/** Level 9 and no time in its head: the same bytes for the same numbers. */
export function writePart(name, value) {
  const bytes = gzipSync(JSON.stringify(value), { level: 9 });
  writeFileSync(`public/demo/${name}.json.gz`, bytes);
  console.log(`public/demo/${name}.json.gz: ${bytes.length} bytes`);
}

const record = (list, id) => list.find((one) => one.id === id);

/** The run of an analysis alone. Its report is left out: every page makes it anew. */
export function runOf(experiment, { ...analysis }) {
  delete analysis.report;
  const reading = record(experiment.readings, analysis.reading);
  return {
    ...experiment,
    ...NONE,
    sets: experiment.sets.filter(({ hash }) => hash === reading.set),
    readings: [reading],
    analyses: [analysis],
    directions: [record(experiment.directions, analysis.directions)],
    // A method that was tried after the run is none of its settings.
    view: { ...experiment.view, method: analysis.spec.method, analysis: analysis.id, answers: [], chat: [], edits: [] },
  };
}

const part = (records) => ({ format: 'eia-lab/part', version: 1, ...records });
const along = (id) => (one) => one.edits[0]?.directions === id;

/** Every part of a recorded run of set `name`: `experiment` as it was downloaded, `analysis` its analysis. */
export function writeParts(name, experiment, analysis) {
  const { directions: id } = analysis;
  writePart(name, runOf(experiment, analysis));
  writePart(`${name}.readouts`, part({ readouts: experiment.readouts.filter(({ directions }) => directions === id) }));
  writeChoices(name, experiment, analysis);
  writeAnswers(name, experiment, analysis);
}

/** Answers along the directions of an analysis, a part for each prompt. */
export function writeAnswers(name, experiment, { directions: id, reading }) {
  const { set } = experiment.sets.find(({ hash }) => hash === record(experiment.readings, reading).set);
  for (const prompt of set.prompts) {
    // An answer of a control that asks in words has the sentence before the prompt.
    const answers = experiment.answers.filter((one) => along(id)(one) && one.messages.at(-1).content.includes(prompt.text));
    const own = new Set(answers.map((one) => one.id));
    const damages = experiment.damages.filter(({ answer }) => own.has(answer));
    const ratings = experiment.ratings.filter(({ of }) => own.has(of));
    const plain = (one) => !one.control;
    if (answers.length > 0)
      writePart(`${name}.answers.${prompt.id}`, part({ answers: answers.filter(plain), damages: damages.filter(plain), ratings }));
    const controls = damages.filter((one) => one.control);
    // Their damage was measured at the answer without a push, which a part has to hold; both have it once.
    const beside = answers.filter((one) => one.control || controls.some(({ answer }) => answer === one.id));
    if (beside.some((one) => one.control)) writePart(`${name}.controls.${prompt.id}`, part({ answers: beside, damages: controls }));
  }
}

/** Choices along the directions of an analysis, with those of other concepts beside them. */
export function writeChoices(name, experiment, { directions: id }) {
  const choices = experiment.choices.filter(along(id));
  const others = new Set(choices.flatMap(({ control }) => (control?.kind === 'other' ? [control.directions] : [])));
  const directions = experiment.directions.filter((one) => others.has(one.id));
  if (choices.length > 0) writePart(`${name}.choices`, part({ choices, ...(directions.length > 0 && { directions }) }));
}

/** The conversation on show. */
export function writeChat({ answers, view }) {
  writePart('chat', part({ answers: view.chat.map((id) => record(answers, id)) }));
}

/** Games that the model played along the directions of an analysis. */
export function writePlays({ games, plays }, { directions: id }) {
  const all = plays.filter(along(id));
  const played = new Set(all.map(({ game }) => game));
  writePart('plays', part({ games: games.filter((one) => played.has(one.id)), plays: all }));
}

/** All sets tried on each other, alone. */
export const matrixOf = (experiment) => ({
  ...experiment,
  ...NONE,
  matrices: experiment.matrices,
  view: { ...experiment.view, analysis: null, answers: [], chat: [], edits: [] },
});
