/** Where model files come from: `?hub=` of the address, else what the reader set in this browser, else the Hub itself. */
import { LabError } from '../error';
import { readSetting, writeSetting } from '../storage/settings';
import { DEFAULT_HUB } from './catalogue';
import { useLab } from './store';

const SETTING = 'hub';

/** Any host with the Hub's URL layout, without a slash at its end. Throws `bad-hub`. */
export function parseHub(text: string): string {
  const given = text.trim();
  const url = URL.canParse(given) ? new URL(given) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.search || url.hash || url.username) {
    throw new LabError('bad-hub', `"${given}" is not the address of a hub.`, 'Give it with http:// or https:// and nothing after the path, e.g. https://huggingface.co or http://localhost:8000.');
  }
  return url.href.replace(/\/+$/, '');
}

/** Reads address and setting, once, when the page starts. A wrong `?hub=` throws `bad-hub`, and the Hub itself stays set. */
export function startHub(): void {
  const asked = new URLSearchParams(location.search).get('hub');
  useLab.setState({ hub: parseHub(asked ?? readSetting(SETTING) ?? DEFAULT_HUB) });
}

/** From the next load on, and on the next visit. Throws `bad-hub`. */
export function setHub(text: string): void {
  const hub = parseHub(text);
  writeSetting(SETTING, hub === DEFAULT_HUB ? null : hub);
  useLab.setState({ hub });
}
