/**
 * The one stylesheet of all pages but printed documents. Colours have a contrast of 4.5 and more against what they stand on, in light and in dark;
 * boxes have no fixed width, for Kinyarwanda words are long; what can be pressed is at least 44 pixels high.
 */
export const stylesheet = `
:root{color-scheme:light dark;--ink:#1c2430;--soft:#505b69;--line:#c3cbd5;--edge:#6b7684;--paper:#fff;--back:#f2f4f7;--accent:#0b4f8a;--on-accent:#fff;--good:#0b6b3a;--good-back:#e6f4ec;--warn:#7a4200;--warn-back:#fff3e0;--bad:#a3161f;--bad-back:#fdebec}
@media (prefers-color-scheme:dark){:root{--ink:#e8ecf1;--soft:#b0bac7;--line:#3a4553;--edge:#8a95a3;--paper:#1b222c;--back:#12171e;--accent:#8cc4f5;--on-accent:#0c1a28;--good:#7fd6a4;--good-back:#12301f;--warn:#ffc27a;--warn-back:#3a2708;--bad:#ff9aa0;--bad-back:#3b1316}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--back);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",sans-serif}
a{color:var(--accent)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.skip{position:absolute;left:-999em;top:0;background:var(--paper);padding:.75rem 1rem}
.skip:focus{left:0}
.top,.bottom,main{max-width:64rem;margin:0 auto;padding:0 1rem}
.top{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;align-items:center;justify-content:space-between;padding-top:.75rem}
.top p{margin:0;font-weight:700;overflow-wrap:anywhere}
.bottom{color:var(--soft);font-size:.9rem;padding-bottom:2rem}
nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:0 1rem;margin:0;padding:0}
nav a{display:inline-block;padding:.55rem 0;min-height:44px}
nav [aria-current]{color:inherit;font-weight:700;text-decoration:none}
main{background:var(--paper);border:1px solid var(--line);border-radius:.75rem;margin:.75rem auto 1rem;padding:1.25rem 1.25rem 1.75rem}
main{overflow-wrap:break-word}
pre.code{white-space:pre-wrap}
.wide .top,.wide .bottom,.wide main{max-width:80rem}
.narrow main{max-width:34rem}
.heading{display:flex;flex-wrap:wrap;gap:.25rem .9rem;align-items:center;margin-bottom:.75rem}
h1{font-size:1.6rem;line-height:1.25;margin:0;overflow-wrap:anywhere}
h2{font-size:1.2rem;margin:1.75rem 0 .5rem}
.environment{font-size:.85rem;font-weight:700;letter-spacing:.04em;border:2px solid currentColor;border-radius:.35rem;padding:.05rem .5rem}
.sandbox{color:var(--warn)}.live{color:var(--good)}
.banner{border-left:.35rem solid currentColor;border-radius:.25rem;padding:.75rem 1rem;margin:0 0 1.25rem;overflow-wrap:anywhere}
.banner h2{margin:0 0 .35rem;font-size:1.1rem}
.banner p{margin:.25rem 0}
.banner ul{margin:.25rem 0;padding-left:1.1rem}
.banner a{color:inherit}
.good{color:var(--good);background:var(--good-back)}.warn{color:var(--warn);background:var(--warn-back)}.bad{color:var(--bad);background:var(--bad-back)}
.soft,.hint{color:var(--soft)}
data.soft{display:block}
.field{margin:0 0 1.1rem;max-width:44rem}
.field label,legend{display:block;font-weight:700}
.hint,.wrong{margin:.1rem 0 .25rem;font-size:.95rem}
.wrong{color:var(--bad);font-weight:700}
fieldset{border:0;margin:0 0 1.1rem;padding:0}
input,select,textarea{font:inherit;color:inherit;background:var(--paper);border:2px solid var(--edge);border-radius:.35rem;padding:.5rem .6rem;max-width:100%;min-height:44px}
.field input,.field select,.field textarea{width:100%}
input[aria-invalid]{border-color:var(--bad)}
.choice{display:flex;gap:.6rem;align-items:center;min-height:44px}
.choice input{width:1.4rem;min-height:1.4rem;height:1.4rem;flex:none;margin:0;accent-color:var(--accent)}
.choice label{font-weight:400}
button,.button{font:inherit;font-weight:700;display:inline-block;min-height:44px;padding:.55rem 1.1rem;border:2px solid var(--accent);border-radius:.35rem;background:var(--accent);color:var(--on-accent);cursor:pointer;text-decoration:none}
button.second,.button.second{background:transparent;color:var(--accent)}
button.danger,.button.danger{background:transparent;border-color:var(--bad);color:var(--bad)}
.actions{display:flex;flex-wrap:wrap;gap:.75rem;align-items:center;margin:1rem 0}
.link{border:0;background:none;color:var(--accent);padding:.55rem 0;font-weight:400;text-decoration:underline}
dl.facts{display:grid;grid-template-columns:minmax(8rem,13rem) 1fr;margin:0 0 1rem;border-top:1px solid var(--line)}
.facts dt,.facts dd{margin:0;padding:.5rem 0;border-bottom:1px solid var(--line);overflow-wrap:anywhere;min-width:0}
.facts dt{color:var(--soft);padding-right:1rem}
table{border-collapse:collapse;width:100%}
table,.frame{margin:0 0 1rem}
.frame{overflow-x:auto}
.frame table{margin:0}
caption{text-align:left;font-weight:700;padding:.25rem 0}
th,td{text-align:left;vertical-align:top;padding:.5rem .75rem .5rem 0;border-bottom:1px solid var(--line);overflow-wrap:normal}
.long{overflow-wrap:anywhere;min-width:9em}
th{color:var(--soft);font-weight:700}
.number{text-align:right}
.money,.number{font-variant-numeric:tabular-nums}.money,.phone,time{white-space:nowrap}
td time,.blocks time{white-space:normal}
.amount{font-size:2rem;font-weight:700;line-height:1.2;margin:.75rem 0;overflow-wrap:anywhere}
.amount .money{white-space:normal}
.tag{overflow-wrap:normal;display:inline-block;border:1px solid currentColor;border-radius:.35rem;padding:0 .45rem;font-weight:700}
code,.code{font-family:ui-monospace,"DejaVu Sans Mono",Menlo,Consolas,monospace;overflow-wrap:anywhere}
.codes{columns:2;max-width:26rem;list-style:none;padding:0;font-size:1.1rem}
.qr svg{width:13rem;max-width:100%;height:auto;background:#fff;border-radius:.25rem}
.stats{list-style:none;margin:0 0 1rem;padding:0;display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,10rem),1fr));gap:.75rem}
.stats li{border:1px solid var(--line);border-radius:.5rem;padding:.6rem .8rem;overflow-wrap:anywhere}
.stats .label{display:block;color:var(--soft)}
.stats strong{display:block;font-size:1.6rem;line-height:1.3;font-variant-numeric:tabular-nums}
.stats .money{white-space:normal}
.blocks{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,18rem),1fr));gap:0 2rem}
.blocks dl.facts{grid-template-columns:minmax(50%,1fr) auto}.blocks dt{overflow-wrap:break-word}.blocks dd{text-align:right}
h3{font-size:1.05rem;margin:1.25rem 0 .35rem}
.chart{display:block;width:100%;max-width:44rem;height:auto;margin:.5rem 0}
.chart text{font-size:10px;fill:var(--soft)}
.axis{stroke:var(--line)}.bar-good{fill:var(--good)}.bar-bad{fill:var(--bad)}.bar-other{fill:var(--edge)}
.switch{list-style:none;display:flex;flex-wrap:wrap;gap:0 1rem;margin:0 0 .75rem;padding:0}
.switch a{display:inline-block;padding:.55rem 0;min-height:44px}
.switch [aria-current]{color:inherit;font-weight:700;text-decoration:none}
@media (max-width:40rem){main{border-radius:0;border-width:1px 0;padding:1rem}.facts,dl.facts{grid-template-columns:1fr}.facts dt{border-bottom:0;padding-bottom:0}.facts dd{padding-top:0}}
@media (max-width:52rem){table.cards thead{position:absolute;left:-999em}table.cards,.cards caption,.cards tbody,.cards tr,.cards td,.cards th{display:block}.cards tr{border:1px solid var(--line);border-radius:.5rem;margin:0 0 .75rem;padding:.35rem .75rem}.cards td,.cards th{border:0;padding:.25rem 0;text-align:left;overflow-wrap:anywhere}.cards [data-label]::before{content:attr(data-label) ": ";color:var(--soft)}}
@media print{.frame{overflow:visible}body{background:#fff}main{border:0;margin:0;padding:0;max-width:none}nav,.skip,form,.bottom{display:none}}
`;
