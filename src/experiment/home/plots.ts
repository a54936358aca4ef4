/**
 * Python that draws a run file's figures again, with numpy and matplotlib and nothing of the lab: as a notebook (nbformat 4.5) and as a
 * script. What it draws it computes from the scores in the file. Pure.
 */

/** A title, what it says, and the lines of code below it. */
export interface PythonCell {
  readonly id: string;
  readonly title: string;
  readonly code: string;
}

/** `file`: the run file's name, which lies beside. */
export const plotCells = (file: string): readonly PythonCell[] => [
  {
    id: 'open',
    title: 'The run on show',
    code: `import json, sys
import matplotlib.pyplot as plt
import numpy as np

RUN = next((arg for arg in sys.argv[1:] if arg.endswith(".json")), ${pythonText(file)})
run = json.load(open(RUN, encoding="utf-8"))
named = lambda records, name: next(one for one in records if one["id"] == name)
analysis = named(run["analyses"], run["view"]["analysis"])
reading = named(run["readings"], analysis["reading"])
scenarios = next(one["set"] for one in run["sets"] if one["hash"] == reading["set"])
block = run["view"]["layer"]
source = f'{reading["model"]["repo"]}, {scenarios["name"]}, {analysis["spec"]["method"]}, {analysis["spec"]["pooling"]}'
print(source)`,
  },
  {
    id: 'scores',
    title: 'Scores of the held-out texts, [block, text]; a text that was not read has none',
    code: `numbers = lambda rows: np.array([[np.nan if x is None else x for x in row] for row in rows], float)
positive, negative = (numbers(analysis["scores"][side]) for side in ("positive", "negative"))
if scenarios["pairs"]:
    held = held_too = np.array([pair["split"] == "test" for pair in scenarios["pairs"]])
else:  # texts that do not pair up
    split = lambda label: np.array([text["split"] == "test" for text in scenarios["texts"] if text["label"] == label])
    held, held_too = split("positive"), split("negative")

def auroc(a, b):
    a, b = a[np.isfinite(a)], b[np.isfinite(b)]
    return np.mean((a[:, None] > b) + 0.5 * (a[:, None] == b)) if len(a) and len(b) else np.nan

curve = np.array([auroc(p[held], n[held_too]) for p, n in zip(positive, negative)])
print(f"AUROC at block {block}: {curve[block]:.3f}")`,
  },
  {
    id: 'layers',
    title: 'AUROC by block, with the controls that the run has',
    code: `evidence = analysis.get("evidence") or {"table": {}, "groups": []}
column = lambda name: np.array([np.nan if x is None else x for x in evidence["table"].get(name, [])], float)
blocks = np.arange(len(curve))
fig, ax = plt.subplots(figsize=(7, 3.5))
for low, high, label in (("shuffledLow", "shuffledHigh", "shuffled labels"), ("randomLow", "randomHigh", "random directions")):
    if len(column(low)) == len(curve):
        ax.fill_between(blocks, column(low), column(high), alpha=0.2, label=label)
if len(column("crossMean")) == len(curve):
    ax.plot(blocks, column("crossMean"), "--", label="situations left out, mean")
ax.plot(blocks, curve, "o-", ms=3, label="held-out texts")
ax.axhline(0.5, color="grey", lw=0.8)
ax.axvline(block, color="grey", lw=0.8, ls=":")
ax.set(xlabel="block", ylabel="AUROC", ylim=(0, 1.02), title=source)
ax.legend(fontsize=8)
fig.tight_layout()
fig.savefig("layers.png", dpi=200)`,
  },
  {
    id: 'texts',
    title: 'Every text at the block on show',
    code: `fig, ax = plt.subplots(figsize=(7, 2))
rng = np.random.default_rng(0)
for row, (values, label) in enumerate(((negative[block], scenarios["concept"]["negative"]), (positive[block], scenarios["concept"]["positive"]))):
    ax.plot(values, row + rng.uniform(-0.2, 0.2, len(values)), "o", ms=4, alpha=0.6, label=label)
ax.set(yticks=(0, 1), yticklabels=(scenarios["concept"]["negative"], scenarios["concept"]["positive"]), xlabel=f"score at block {block}")
fig.tight_layout()
fig.savefig("texts.png", dpi=200)`,
  },
  {
    id: 'behaviour',
    title: 'Rated texts: does the score go along with the rating?',
    code: `rated = np.array([one["score"] for one in scenarios["scored"]], float)
if len(rated) > 2:
    scores = numbers(analysis["scores"]["scored"])[block]
    known = np.isfinite(scores)
    fig, ax = plt.subplots(figsize=(7, 2.5))
    ax.plot(scores[known], rated[known] + rng.uniform(-0.12, 0.12, known.sum()), "o", ms=4, alpha=0.6)
    r = np.corrcoef(scores[known], rated[known])[0, 1]
    ax.set(yticks=(0, 1, 2), ylabel="rating", xlabel=f"score at block {block}", title=f"r = {r:.2f} over {known.sum()} texts")
    fig.tight_layout()
    fig.savefig("behaviour.png", dpi=200)`,
  },
  {
    id: 'direction',
    title: 'The direction itself, [block, width], unit length',
    code: `import base64

kept = named(run["directions"], analysis["directions"])
direction = np.frombuffer(base64.b64decode(kept["data"]["f32"]), "<f4").reshape(kept["layers"], kept["width"])
print(direction.shape, "length at the block on show:", np.linalg.norm(direction[block]).round(4))`,
  },
];

/** A text as Python writes it. JSON's escapes are Python's, too. */
export const pythonText = (text: string): string => JSON.stringify(text);

const HEAD = 'Figures of a run of EIA Lab, drawn again from its file. Needs numpy and matplotlib.';

/** `python plots.py [run file]`; draws into files beside it. */
export const plotScript = (file: string): string =>
  [
    `"""${HEAD}"""`,
    'import matplotlib',
    '',
    'matplotlib.use("Agg")',
    ...plotCells(file).map(({ title, code }) => `\n# %% ${title}\n${code}`),
    '',
  ].join('\n');

/** nbformat 4.5: every cell has an id. */
export function plotNotebook(file: string): string {
  const lines = (text: string): string[] => text.split('\n').map((line, i, all) => (i + 1 < all.length ? `${line}\n` : line));
  const cells = plotCells(file).flatMap(({ id, title, code }) => [
    { cell_type: 'markdown', id: `${id}-title`, metadata: {}, source: [`## ${title}`] },
    { cell_type: 'code', id, metadata: {}, source: lines(code), outputs: [], execution_count: null },
  ]);
  const notebook = {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {
      kernelspec: { name: 'python3', display_name: 'Python 3', language: 'python' },
      language_info: { name: 'python' },
    },
    cells: [{ cell_type: 'markdown', id: 'head', metadata: {}, source: [HEAD] }, ...cells],
  };
  return `${JSON.stringify(notebook, null, 1)}\n`;
}
