/**
 * Puts the table of the last `npm run bench` (test-results/bench.json) into README.md, between the two marks there, and its growth into
 * docs/growth.svg: `npm run bench:readme`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { growthPlots } from './growth-plots.mjs';
import { table } from './table.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const [BEGIN, END] = ['<!-- bench -->', '<!-- /bench -->'];
const { machine, quick, rows } = JSON.parse(readFileSync(here('../../test-results/bench.json'), 'utf8'));
if (quick) throw new Error('The last bench was a quick one: its numbers are none to publish.');
const README = here('../../README.md');
const text = readFileSync(README, 'utf8');
const [from, to] = [text.indexOf(BEGIN), text.indexOf(END)];
if (from < 0 || to < from) throw new Error(`README.md has no ${BEGIN} … ${END}.`);
const growth = rows.filter(({ name }) => name.startsWith('growth: '));
const others = rows.filter((row) => !growth.includes(row));
writeFileSync(README, `${text.slice(0, from + BEGIN.length)}\n\n${table(others)}\n\n${machine}\n\n${text.slice(to)}`);
if (growth.length > 0) writeFileSync(here('../../docs/growth.svg'), growthPlots(growth));
