/** Privacy, what stays without a network, licence, sources. */
import { Languages } from './Languages';
import { OfflineLine } from '../offline/OfflineLine';
import { t } from '../../language/t';
import { rich } from '../parts/rich';

export function Footer() {
  return (
    <footer className="footer">
      <p>{rich`${(<strong>{t`What you type, load and measure does not leave this machine.`}</strong>)} No server, no account, no measurement of visitors. The page’s own server gives page, program and the included model; any other model is fetched from the hub you choose, after you have seen its size. One thing sends texts away: a server that you name yourself to write pairs or to rate answers gets those texts, once you ask it.`}</p>
      <OfflineLine />
      <Languages />
      <p>{rich`EIA Lab ${__VERSION__} is free software under the MIT licence. The method follows Cadile, ${(<cite>Detecting and Steering LLMs’ Empathy in Action</cite>)}, arXiv 2511.16699; scenarios after the Empathy-in-Action benchmark. The included model, SmolLM2-135M-Instruct, is by Hugging Face, under Apache 2.0. The packages that the lab is made with, and ${(<a href="licences.txt">{t`their licences`}</a>)}.`}</p>
    </footer>
  );
}
