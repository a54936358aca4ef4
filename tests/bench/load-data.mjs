/**
 * What a class or a long study leaves on a page, made by a seeded generator in the form that the page's own files have: a set of 200 pairs
 * and 2,000 scored texts, a run over it with answers of 5,000 tokens, thirty run files, a hundred stored runs, fifty games.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

export const SIZES = { pairs: 200, scored: 2000, rows: 5000, stored: 100, files: 30, tokens: 5000, answers: 3, seeds: 5 };

const here = (path) => fileURLToPath(new URL(`../../public/${path}`, import.meta.url));
const part = (path) => JSON.parse(gunzipSync(readFileSync(here(path))).toString());
const recorded = () => part('demo/empathy.json.gz');

/** mulberry32: numbers in [0, 1). */
export function seeded(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** `words` of the texts of the set that comes with the page, in another order. */
function sentence(random, vocabulary, words) {
  return Array.from({ length: words }, () => vocabulary[Math.floor(random() * vocabulary.length)]).join(' ');
}

/** A scenario set file of that many pairs and scored texts. @param {{ pairs: number, scored: number }} size */
export function bigSet({ pairs, scored } = SIZES, seed = 1) {
  const random = seeded(seed);
  const shipped = JSON.parse(readFileSync(here('scenarios/empathy.json'), 'utf8'));
  const vocabulary = shipped.pairs.flatMap(({ positive, negative }) => `${positive} ${negative}`.split(' '));
  const of = (i) => shipped.scenarios[i % shipped.scenarios.length].id;
  return {
    ...shipped,
    id: 'many',
    name: 'Many texts',
    pairs: Array.from({ length: pairs }, (_, i) => ({
      id: `pair-${i}`,
      scenario: of(i),
      split: (i / shipped.scenarios.length) % 2 < 1 ? 'train' : 'test',
      positive: sentence(random, vocabulary, 60),
      negative: sentence(random, vocabulary, 60),
    })),
    scored: Array.from({ length: scored }, (_, i) => ({
      id: `text-${i}`,
      scenario: of(i),
      score: i % 3,
      text: sentence(random, vocabulary, 50),
    })),
  };
}

/** A table (CSV) of so many pairs, as a spreadsheet writes it. */
export function bigTable(rows, seed = 1) {
  const quoted = (cell) => `"${cell.replaceAll('"', '""')}"`;
  const { pairs } = bigSet({ pairs: rows, scored: 0 }, seed);
  const lines = pairs.map(({ positive, negative, scenario }) => [positive, negative, scenario].map(quoted).join());
  return ['positive,negative,group', ...lines].join('\r\n');
}

const hashOf = ({ pairs, scored }) =>
  createHash('sha256')
    .update(
      JSON.stringify({
        pairs: pairs.map((p) => [p.id, p.scenario, p.split, p.positive, p.negative]),
        scored: scored.map((s) => [s.id, s.scenario, s.score, s.text]),
      }),
    )
    .digest('hex');

/** Texts of tokens. */
const PIECES = [' so', ' we', ' give', ' the', ' wat', 'er', ',', ' and', ' run', '.', ' Then'];
const base64 = (numbers) => Buffer.from(Float32Array.from(numbers).buffer).toString('base64');
const mean = (values) => values.reduce((sum, one) => sum + one, 0) / values.length;

/** A run file over `bigSet`, with answers of many tokens that its view shows. */
export function bigRun({ pairs, scored, tokens, answers } = SIZES, seed = 1) {
  const random = seeded(seed + 1);
  const noise = () => Math.fround(random() + random() + random() - 1.5);
  const set = bigSet({ pairs, scored });
  const run = recorded();
  const [reading, directions, analysis] = [run.readings[0], run.directions[0], run.analyses[0]];
  const layers = directions.layers;
  const hash = hashOf(set);
  const texts = 2 * pairs + scored;
  const rows = (of) => Array.from({ length: layers }, (_, layer) => of.map((shift) => Math.fround((layer + 1) * (shift + noise()))));
  const scores = {
    positive: rows(set.pairs.map(() => 0.5)),
    negative: rows(set.pairs.map(() => -0.5)),
    scored: rows(set.scored.map(({ score }) => score / 2 - 0.5)),
  };
  const train = set.pairs.flatMap(({ split }, i) => (split === 'train' ? [i] : []));
  const at = (side, layer) => mean(train.map((i) => scores[side][layer][i]));
  const scale = {
    separation: scores.positive.map((_, layer) => at('positive', layer) - at('negative', layer)),
    midpoint: scores.positive.map((_, layer) => (at('positive', layer) + at('negative', layer)) / 2),
    // Larger than any score can be.
    norm: scores.positive.map((_, layer) => 100 * (layer + 1)),
  };
  // What follows from scores, or from situations left out, is made anew or would have to fit.
  const table = Object.fromEntries(Object.entries(analysis.evidence.table).filter(([column]) => !/^(permutation|cross|fold)/.test(column)));
  const answer = (amount, n) => {
    const pieces = Array.from({ length: tokens }, () => PIECES[Math.floor(random() * PIECES.length)]);
    const text = pieces.join('');
    let end = 0;
    const table = Array.from({ length: tokens }, () => Array.from({ length: layers }, (_, layer) => Math.fround((layer + 1) * noise())));
    const unsteered = Array.from({ length: layers }, (_, layer) => mean(table.map((token) => token[layer])));
    return {
      id: `answer-many-${n}`,
      at: '2026-11-27T08:00:00.000Z',
      model: { id: reading.model.id, stamp: reading.model },
      messages: [{ role: 'user', content: set.prompts[0].text }],
      template: true,
      edits: [{ op: 'add', directions: 'directions-many', band: [0, layers - 1], amount, unit: 'separation', when: 'all' }],
      sampling: { temperature: 0, topP: 1, repetitionPenalty: 1.1, maxNewTokens: tokens },
      seed: 1,
      tokens: Array.from({ length: tokens }, () => Math.floor(random() * 49_000)),
      text,
      ends: pieces.map((piece) => (end += piece.length)),
      reads: {
        directions: 'directions-many',
        scores: { f32: base64(table.flat()), shape: [tokens, layers] },
        unsteered,
        reread: { f32: base64(table.flat()), shape: [tokens, layers] },
      },
      coherence: { words: 0, uniqueWordRatio: 0, repeatedTrigrams: 0, repeatedCharacters: 0, meanLogProb: -2, verdict: 'fluent' },
      ending: { kind: 'limit' },
    };
  };
  const written = Array.from({ length: answers }, (_, n) => answer(n - 1, n));
  return {
    ...run,
    sets: [{ hash, set }],
    readings: [
      {
        ...reading,
        id: 'reading-many',
        name: null,
        set: hash,
        texts: Array.from({ length: texts }, () => ({ tokens: 60, truncated: false, on: { device: 'wasm', checked: true } })),
      },
    ],
    directions: [{ ...directions, id: 'directions-many', origin: { ...directions.origin, analysis: 'analysis-many' }, scale }],
    analyses: [
      {
        ...analysis,
        id: 'analysis-many',
        reading: 'reading-many',
        directions: 'directions-many',
        scores,
        made: { complete: true, computed: texts, fromStorage: 0, of: texts, seconds: 60 },
        evidence: { ...analysis.evidence, table, groups: [] },
      },
    ],
    answers: written,
    view: {
      ...run.view,
      analysis: 'analysis-many',
      answers: written.map(({ id }) => id),
      steering: { ...run.view.steering, prompt: set.prompts[0].text },
    },
  };
}

/** A run file in which dice have played, as if its model had: each game once without and once under a push, each step read before it. */
export function playedByModel(run, seed = 1) {
  const random = seeded(seed);
  const [{ model }] = run.readings;
  const [{ id: directions }] = run.directions;
  const pushed = (amount) => [{ op: 'add', directions, band: [0, model.layers - 1], amount, unit: 'separation', when: 'all' }];
  const plays = run.plays
    .filter(({ player }) => player === 'dice')
    .flatMap((play) =>
      [0, 3].map((amount) => ({
        ...play,
        id: `${play.id}-${amount}`,
        player: 'model',
        model,
        template: true,
        edits: pushed(amount),
        steps: play.steps.map(({ action }, i) => ({
          action,
          policy: { [action]: 1 },
          mass: 0.9,
          read: Array.from({ length: model.layers }, () => random() - 0.5),
          tokens: 150 + 20 * i,
        })),
      })),
    );
  return { ...run, plays };
}

/** A run file of a class: the recorded run, its answers to a prompt, and one person's ratings of them and of the scored texts. */
export function classFile(n) {
  const random = seeded(n);
  const run = recorded();
  const { answers, damages } = part('demo/empathy.answers.food-delivery-prompt.json.gz');
  const ratings = [...answers, ...run.sets[0].set.scored].map(({ id }) => ({
    of: id,
    by: `pupil ${n}`,
    blind: true,
    score: Math.floor(random() * 3),
    at: '2026-11-27T08:00:00.000Z',
    source: 'person',
  }));
  return { ...run, answers, damages, ratings };
}

/** Records of runs as src/storage/readings.ts keeps them, and the names of their texts. */
export function storedRuns({ stored } = SIZES) {
  const run = recorded();
  const { model, context, texts } = run.readings[0];
  const { set } = run.sets[0];
  return Array.from({ length: stored }, (_, n) => {
    const setHash = createHash('sha256').update(`set ${n}`).digest('hex');
    const tokenHashes = texts.map((_, i) => createHash('sha256').update(`${n} ${i}`).digest('hex'));
    const tokensHash = createHash('sha256').update(tokenHashes.join()).digest('hex');
    return {
      name: JSON.stringify([1, model.graphHash, setHash, tokensHash]),
      way: 1,
      repo: model.repo,
      dtype: model.dtype,
      graphHash: model.graphHash,
      setHash,
      tokensHash,
      template: false,
      tokenHashes,
      textBytes: 4 * model.layers * model.width,
      reading: {
        at: new Date(Date.UTC(2026, 9, 1 + n)).toISOString(),
        model,
        scenarios: { id: `set-${n}`, name: `Stored set ${n}`, hash: setHash, set: { ...set, id: `set-${n}`, name: `Stored set ${n}` } },
        how: { template: false, maxTokens: 512 },
        context,
        truncated: texts.map(() => false),
        tokens: texts.map(({ tokens }) => tokens),
      },
    };
  });
}
