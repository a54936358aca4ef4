import { chromium } from '@playwright/test';
import { preview } from 'vite';
import { CHROMIUM_ARGS, findChromium } from './chromium.mjs';
const server = await preview({ logLevel:'warn', preview:{port:4379} });
const b = await chromium.launch({ executablePath: findChromium(), args: CHROMIUM_ARGS });
for (const w of [1280,360]) { const c = await b.newContext({serviceWorkers:'block',viewport:{width:w,height:900}}); const p = await c.newPage();
await p.goto('http://localhost:4379/'); await p.waitForFunction(()=>'lab' in globalThis); await p.waitForTimeout(1500);
await p.locator('#choices').scrollIntoViewIfNeeded(); await p.getByTestId("choices-chart").waitFor(); await p.waitForTimeout(15000); await p.evaluate(()=>scrollTo({top:0,behavior:'instant'})); await p.waitForTimeout(500);
console.log(w, await p.evaluate(()=>[document.documentElement.scrollHeight, ...[...document.querySelectorAll('main section[id], main > *')].map(s=>(s.id||s.className||s.tagName)+':'+Math.round(s.getBoundingClientRect().height))].join(' ')));
if(process.argv[2]) for (const id of ['choices','layers','steer','behaviour','play','keep','model']) await p.locator('#'+id).screenshot({path:`/tmp/j/sec-${id}-${w}.png`}).catch(e=>console.log(id,String(e).slice(0,80)));
}
await b.close(); process.exit(0);
