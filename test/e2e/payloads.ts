/** What runs in a payload: it leaves a mark on the window of whoever looks at it. */
const MARK = 'x=1';

const TAGS = [
  (js: string) => `<img src=x onerror=${js}>`,
  (js: string) => `<svg onload=${js}>`,
  (js: string) => `<svg/onload=${js}>`,
  (js: string) => `<script>${js}</script>`,
  (js: string) => `"><script>${js}</script>`,
  (js: string) => `'><img src=x onerror=${js}>`,
  (js: string) => `" autofocus onfocus=${js} x="`,
  (js: string) => `<a href=javascript:${js}>a</a>`,
  (js: string) => `javascript:${js}`,
  (js: string) => `<iframe srcdoc="<script>parent.${js}</script>">`,
  (js: string) => `<details open ontoggle=${js}>`,
  (js: string) => `<video><source onerror=${js}>`,
  (js: string) => `</title><script>${js}</script>`,
  (js: string) => `</textarea><img src onerror=${js}>`,
  (js: string) => `<math><mtext></p><img src onerror=${js}>`,
  (js: string) => `\${${js}}`,
  (js: string) => `{{constructor.constructor('${js}')()}}`,
  (js: string) => `<!--><img src onerror=${js}>-->`,
  (js: string) => `<style>@import'data:,*{}'</style><b onclick=${js}>`,
  (js: string) => `&lt;img src onerror=${js}&gt;`,
];

const CALLS = [
  MARK,
  `window.${MARK}`,
  `top.${MARK}`,
  `self.${MARK}`,
  `this.${MARK}`,
  `globalThis.${MARK}`,
  `eval('${MARK}')`,
  `parent.${MARK}`,
  `frames.${MARK}`,
  `window['x']=1`,
  `[1].map(()=>x=1)`,
  `(()=>x=1)()`,
  `x=1//`,
  `void(x=1)`,
  `x=1;`,
  `x&#61;1`,
  `\\u0078=1`,
  `x=/*/*/1`,
  `x='1'`,
  `x=\`1\``,
];

/** 400 texts that would run as a script where text becomes markup, script, style or an address. */
export const PAYLOADS: readonly string[] = TAGS.flatMap((tag) => CALLS.map((call) => tag(call))).map(
  (text) => (text.length <= 80 ? text : text.slice(0, 80)),
);
