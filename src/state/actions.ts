/** Everything a person or a script can do. The only place that changes the store; the UI and window.lab call nothing else. */
import type { CaptureSettings, SteeringSettings } from './experiment';
import type { ModelSpec } from './catalogue';
import type { ModelChoice, ModelInfo } from '../protocol';
import type { ScenarioSet } from '../data/scenarios';
import type { Experiment } from './experiment';
import type { LoadEvent } from '../protocol';

/** Reads catalogue, scenario set, URL and the recorded run. Called once by main.tsx. */
export declare function start(): Promise<void>;
export declare function loadModel(spec: ModelSpec, o?: { device?: ModelChoice['device']; onProgress?: (e: LoadEvent) => void; signal?: AbortSignal }): Promise<ModelInfo>;
export declare function cancelLoad(): void;
export declare function unload(): void;
export declare function runExperiment(): Promise<void>;
export declare function stopRun(): void;
export declare function selectLayer(layer: number): void;
export declare function setCapture(patch: Partial<CaptureSettings>): void;
export declare function setSteering(patch: Partial<SteeringSettings>): void;
/** Streams one completion per alpha, all in one batch, into store.streaming. */
export declare function steer(alphas: number[]): Promise<void>;
export declare function stopSteer(): void;
/** A scenario file chosen by the user. */
export declare function openScenarioSet(json: string, file: string): Promise<ScenarioSet>;
export declare function openExperiment(file: File | Experiment): Promise<void>;
export declare function dismissError(): void;
