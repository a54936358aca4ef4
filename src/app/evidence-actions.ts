/**
 * Gathers the evidence of the analysis that is shown: first what its residuals tell, in the analysis worker; then what needs other texts,
 * neutral ones and shuffled ones, which the loaded model reads one by one, so that whoever steers meanwhile waits for one text at most.
 */
import type { EvidenceRequest } from '../analysis-protocol';
import { errorData } from '../error';
import { byId } from '../experiment/experiment';
import type { Analysis } from '../experiment/analysis';
import { poolingsOfCut, type KeptPooling } from '../experiment/capture';
import { contentId } from '../experiment/content-id';
import { planTexts } from '../experiment/text-plan';
import { withEvidence } from '../experiment/updates';
import { hasPrompts } from '../formats/scenario-set';
import { parseTextGroups } from '../formats/text-groups';
import { contrastOf, isPaired, itemsOf, someOf } from '../lab/contrast';
import { index, type TextIndex } from '../lab/indices';
import { passage, passagesOf } from '../lab/passage';
import type { Evidence } from '../lab/report/evidence';
import type { CutRequest, Passage, ReadOn } from '../protocol';
import type { Beside, WholeReading } from '../storage/readings';
import { onlyOf } from './model-state';
import type { Context, ModelClient } from './ports';
import type { LabState } from './state';
import { t } from '../language/t';

export const NEUTRAL = 'scenarios/neutral.json';
/** Texts that set the words of a concept apart from it, by the concept's name. */
const APART: Readonly<Record<string, string>> = { 'Empathy in action': 'scenarios/hard-negatives.json' };
/** Of the order in which shuffled tokens stand: the same for every analysis, so that a text is read once. */
export const SHUFFLE = 1;

/** Why gathering ends where another analysis is shown, or a run wants the model. */
const ELSEWHERE = new DOMException('Another analysis is shown.', 'AbortError');

type Model = Pick<ModelClient, 'call'>;

/** `followMean`: what is done where neutral texts have been read for the analysis that is shown. */
export function evidenceActions({ store, analysis, disk, fetchOwn }: Context, model: Model, followMean: () => Promise<void>) {
  const { getState: get, setState: set } = store;
  let stop: AbortController | null = null;
  /** Analyses that were examined as far as could be, or were stopped: looked at again after a load or a run, or when asked to go on. */
  const tried = new Set<string>();

  /** The analysis that is shown, where it is whole and evidence can be had that is not there yet. */
  function wanting({ experiment, run, model: loaded }: LabState): Analysis | null {
    const shown = byId(experiment.analyses, experiment.view.analysis);
    if (!shown || run.status !== 'idle' || !shown.made.complete || tried.has(shown.id)) return null;
    if (!shown.evidence) return shown;
    const graph = byId(experiment.readings, shown.reading)?.model.graphHash;
    const readable = loaded.status === 'ready' && loaded.info.selfTest.passed && loaded.info.graphHash === graph;
    return readable && !shown.evidence.table.carrier ? shown : null;
  }

  async function gather(shown: Analysis, { signal }: AbortController): Promise<void> {
    const { epoch, experiment } = get();
    const reading = byId(experiment.readings, shown.reading);
    const begin = (what: 'controls' | 'texts', of: number) =>
      set({ evidence: { status: 'running', analysis: shown.id, what, done: 0, of } });
    const progress = (done: number) => set(({ evidence }) => (evidence.status === 'running' ? { evidence: { ...evidence, done } } : {}));
    const write = (evidence: Evidence) =>
      set((now) => (now.epoch === epoch ? { experiment: withEvidence(now.experiment, shown.id, evidence) } : {}));
    let note: string | null = null;
    try {
      const kept = reading?.name ? await disk.readings.findReading(reading.name) : null;
      // A file has no residuals: what it has of evidence is all there is.
      if (!kept) return;
      const { pooling, method, seed, withoutMean, folds } = shown.spec;
      await analysis.call('open', { reading: kept, poolings: [pooling] });
      let { evidence } = shown;
      if (!evidence) {
        begin('controls', reading!.model.layers);
        evidence = await analysis.call(
          'evidence',
          { reading: kept.name, contrast: groupedIn(kept), pooling, method, withoutMean, seed, folds, report: shown.report },
          { signal, onEvent: ({ done }) => progress(done) },
        );
        write(evidence);
      }
      const beside = await readBeside(kept, pooling, { signal, begin, progress });
      const directions = byId(get().experiment.directions, shown.directions)?.data;
      if (!beside || !directions) return;
      await analysis.call('open', { reading: { ...kept, beside }, poolings: [pooling] });
      const { columns, apart } = await analysis.call('beside', { reading: kept.name, pooling, directions, seed });
      write({ ...evidence, table: { ...evidence.table, ...columns }, apart });
      if (get().experiment.view.analysis === shown.id) await followMean();
    } catch (error) {
      const { code, message } = errorData(error);
      if (code !== 'cancelled') note = t`The evidence could not be completed: ${message}`;
    } finally {
      set({ evidence: { status: 'idle', note } });
    }
  }

  /** Keeps what is shown and its evidence together: begins where it wants some, ends what another analysis no longer needs. */
  function followEvidence(now: LabState, before: LabState = now): void {
    const { evidence, experiment, run } = now;
    if (now.model !== before.model || now.run.status !== before.run.status) {
      tried.clear();
      if (now.evidenceStopped.length > 0) set({ evidenceStopped: [] });
    }
    // One that is gone and comes again has no evidence.
    const gone = (id: string): boolean => byId(experiment.analyses, id) === undefined;
    for (const id of tried) if (gone(id)) tried.delete(id);
    if (now.evidenceStopped.some(gone)) set({ evidenceStopped: now.evidenceStopped.filter((id) => !gone(id)) });
    if (evidence.status === 'running' && (evidence.analysis !== experiment.view.analysis || run.status === 'running'))
      stop?.abort(ELSEWHERE);
    const shown = wanting(now);
    if (!shown || stop) return;
    tried.add(shown.id);
    const own = (stop = new AbortController());
    void gather(shown, own).then(() => {
      stop = null;
      if (own.signal.reason === ELSEWHERE) tried.delete(shown.id);
      else if (own.signal.aborted) set(({ evidenceStopped }) => ({ evidenceStopped: [...evidenceStopped, shown.id] }));
      followEvidence(get());
    });
  }

  interface Telling {
    signal: AbortSignal;
    begin(what: 'texts', of: number): void;
    progress(done: number): void;
  }

  /**
   * The hashes of what is read beside the set, once it is all kept; what was known before where no model can read. The model is asked for
   * nothing where these very texts were read before and are all kept.
   */
  async function readBeside(kept: WholeReading, pooling: KeptPooling, { signal, begin, progress }: Telling): Promise<Beside | null> {
    const { model: loaded } = get();
    if (loaded.status !== 'ready' || !loaded.info.selfTest.passed || loaded.info.graphHash !== kept.graphHash) return kept.beside ?? null;
    const same = onlyOf(loaded.info, model, get);
    const { template, maxTokens } = kept.reading.how;
    const groupsOf = async (file: string) => parseTextGroups(await (await fetchOwn(file)).text(), file).groups;
    const neutral = (await groupsOf(NEUTRAL)).flatMap(({ texts }) => texts);
    const { set: known } = kept.reading.scenarios;
    const file = APART[known.concept.name];
    const groups = file ? await groupsOf(file) : [];
    const all = contrastOf(known);
    const tests = someOf(all, ({ split }) => split === 'test');
    const read = { template, maxTokens };
    const prompted = hasPrompts(known);
    // Beside answers that stand behind plain prompts, texts without one are their own answers.
    const alone = (texts: readonly string[]): Passage[] => texts.map((text) => passage(text, prompted && !template));
    const mixed = { ...read, shuffle: SHUFFLE, texts: passagesOf(tests, prompted) };
    const plans = [{ ...read, texts: alone(neutral) }, mixed, ...groups.map(({ texts }) => ({ ...read, texts: alone(texts) }))];
    const of = contentId('beside', JSON.stringify(plans));
    if (kept.beside?.of === of) {
      const { beside: have } = await analysis.call('open', { reading: kept, poolings: [pooling] });
      if (have.every(Boolean)) return kept.beside;
    }
    let answers: readonly boolean[] | undefined;
    const cut = async (plan: CutRequest): Promise<string[]> => {
      if (plan.texts.length === 0) return [];
      // Where not of every text its own tokens can be told from those round it, none is read in another order.
      const told = await same.call('cut', plan, { signal }).catch((error: unknown) => {
        if (plan !== mixed || errorData(error).code !== 'no-answer') throw error;
        return null;
      });
      if (told === null) return [];
      if (told.answers) answers = [...(answers ?? []), ...told.answers];
      return told.tokenHashes;
    };
    const hashes: string[][] = [];
    for (const plan of plans) hashes.push(await cut(plan));
    const poolings = poolingsOfCut({ ...(answers && { answers }) }, pooling);
    const [plain = [], shuffled = [], ...others] = hashes;
    const apart = groups.map(({ name, texts }, i) => ({ name, texts, hashes: others[i] ?? [] }));
    const beside: Beside = { of, neutral: plain, shuffled, apart };
    const { beside: have } = await analysis.call('open', { reading: { ...kept, beside }, poolings });
    const on: ReadOn = { device: loaded.info.device, checked: loaded.info.selfTest.referenceCosine !== null };
    const asked = plans.filter((plan) => plan !== mixed || shuffled.length > 0);
    const texts = asked.flatMap(({ texts, ...how }) => texts.map((text) => ({ ...how, texts: [text] })));
    begin('texts', texts.length);
    for (const [i, plan] of texts.entries()) {
      const at = index<TextIndex>(kept.tokenHashes.length + i);
      if (!have[i]) {
        const { data } = await same.call('capture', { ...plan, poolings }, { signal });
        await analysis.call('keep', { reading: kept.name, text: at, residual: { poolings, data, on } });
      }
      progress(i + 1);
    }
    return beside;
  }

  return {
    followEvidence,
    /** Stops; what is there stays. */
    stopEvidence: (): void => stop?.abort(),
    /** Gathers the evidence of the shown analysis from where it was stopped, or failed. */
    resumeEvidence(): void {
      const id = get().experiment.view.analysis;
      if (id === null) return;
      tried.delete(id);
      set(({ evidenceStopped, evidence }) => ({
        evidenceStopped: evidenceStopped.filter((one) => one !== id),
        ...(evidence.status === 'idle' && { evidence: { status: 'idle', note: null } }),
      }));
      followEvidence(get());
    },
  };
}

/** The pairs or texts of a reading with their situations, by name. */
function groupedIn({ reading }: WholeReading): EvidenceRequest['contrast'] {
  const { set } = reading.scenarios;
  const titles = new Map(set.scenarios.map(({ id, title }) => [id, title]));
  const groups = itemsOf(contrastOf(set)).map(({ scenario }) => titles.get(scenario) ?? scenario);
  const { contrast } = planTexts(set);
  return isPaired(contrast)
    ? contrast.map((pair, i) => ({ ...pair, group: groups[i]! }))
    : { texts: contrast.texts.map((one, i) => ({ ...one, group: groups[i]! })) };
}
