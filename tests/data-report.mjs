/**
 * Prints how far words and length alone tell the two sides of a scenario set apart, and how balanced the scored texts are.
 * Usage: node tests/data-report.mjs [file.json]     (default: public/scenarios/empathy.json)
 */
import { readFile } from 'node:fs/promises';
import { runnerImport } from 'vite';

const load = async (path) => (await runnerImport(new URL(path, import.meta.url).pathname, { configFile: false })).module;
const { parseScenarioSet, hashScenarioSet } = await load('../src/formats/scenario-set.ts');
const { auroc, bagOfWordsAuroc, bagOfWordsOverSplits, bagOfWordsPerScenario, mean, pearson, wordCount, wordUses } =
  await load('unit/formats/words.ts');

const file = process.argv[2] ?? new URL('../public/scenarios/empathy.json', import.meta.url).pathname;
const set = parseScenarioSet(await readFile(file, 'utf8'), file);
const { pairs, scored } = set;
const show = (value) => value.toFixed(3);
const range = (values) => `mean ${mean(values).toFixed(1)}, ${Math.min(...values)}-${Math.max(...values)}`;

console.log(`${set.name}: ${pairs.length} pairs, ${scored.length} scored, sha-256 ${(await hashScenarioSet(set)).slice(0, 12)}`);
const words = { positive: pairs.map((p) => wordCount(p.positive)), negative: pairs.map((p) => wordCount(p.negative)) };
console.log(
  `\nWords  positive: ${range(words.positive)}; negative: ${range(words.negative)}; AUROC of length ${show(auroc(words.positive, words.negative))}`,
);
const ratios = pairs.map((p, i) => ({ id: p.id, ratio: words.positive[i] / words.negative[i] }));
ratios.sort((a, b) => Math.abs(Math.log(b.ratio)) - Math.abs(Math.log(a.ratio)));
console.log(
  `Length ratio  worst: ${ratios
    .slice(0, 5)
    .map((r) => `${r.id} ${show(r.ratio)}`)
    .join(', ')}`,
);
const longer = words.positive.filter((n, i) => n > words.negative[i]).length;
const shorter = words.positive.filter((n, i) => n < words.negative[i]).length;
console.log(`Positive longer in ${longer} pairs, shorter in ${shorter}`);

const uses = wordUses(pairs);
const line = (u) => `  ${u.word.padEnd(14)} ${String(u.positive).padStart(2)} : ${String(u.negative).padEnd(2)}  AUROC ${show(u.auroc)}`;
console.log(`\nMost one-sided words (texts with it, positive : negative)\n${uses.slice(0, 20).map(line).join('\n')}`);
const best = uses.reduce((a, b) => (b.auroc > a.auroc ? b : a));
console.log(`Highest single-word AUROC: ${best.word} ${show(best.auroc)}`);
const lone = uses.filter((u) => Math.min(u.positive, u.negative) === 0).sort((a, b) => b.positive + b.negative - a.positive - a.negative);
console.log(
  `On one side only: ${lone
    .slice(0, 12)
    .map((u) => `${u.word} ${u.positive}:${u.negative}`)
    .join(', ')}`,
);
const marks = { 'double quotes': /"/, digits: /\d/, 'question marks': /\?/, semicolons: /;/, colons: /:/, hyphens: /-/ };
const holds = (side, mark) => pairs.filter((p) => mark.test(p[side])).length;
console.log(
  `Texts with ${Object.entries(marks)
    .map(([name, mark]) => `${name} ${holds('positive', mark)}:${holds('negative', mark)}`)
    .join(', ')}`,
);

const train = pairs.filter((p) => p.split === 'train');
const test = pairs.filter((p) => p.split === 'test');
console.log(
  `\nBag of words  own split ${show(bagOfWordsAuroc(train, test))} (${train.length} train, ${test.length} test), on its own training texts ${show(bagOfWordsAuroc(train, train))}`,
);
const over = bagOfWordsOverSplits(pairs, 500).sort((a, b) => a - b);
console.log(`  500 other splits: mean ${show(mean(over))}, 5 % ${show(over[24])}, 95 % ${show(over[474])}`);
console.log(
  `  scenario left out: ${bagOfWordsPerScenario(pairs)
    .map((s) => `${s.scenario} ${show(s.auroc)}`)
    .join(', ')}`,
);

if (scored.length > 0) {
  const counts = scored.map((s) => wordCount(s.text));
  console.log(
    `\nScored  words: ${range(counts)}; r(score, words) ${show(
      pearson(
        scored.map((s) => s.score),
        counts,
      ),
    )}, r(score, 1/words) ${show(
      pearson(
        scored.map((s) => s.score),
        counts.map((n) => 1 / n),
      ),
    )}`,
  );
  for (const score of [0, 1, 2]) console.log(`  ${score}: ${range(counts.filter((_, i) => scored[i].score === score))}`);
}
for (const prompt of set.prompts) console.log(`${prompt.id}: ${wordCount(prompt.text)} words`);
