// The page's style: system fonts, two colour schemes, a phone, a printer.

const light = `
--paper:#ffffff;--sheet:#f6f7f9;--ink:#1c2128;--quiet:#57606a;--line:#d7dce2;--link:#0b57c2;
--good:#17692f;--good-bg:#e3f4e7;--bad:#b01c26;--bad-bg:#fdeaea;--doubt:#7d5200;--doubt-bg:#fcf1d6;--calm:#57606a;--calm-bg:#eef0f3;
--signal:#5b3fc4;--signal-soft:#cfc6f5;--shade:rgba(176,28,38,.09);--rule:rgba(28,33,40,.32);--band:#e6eaef;--band-2:#d9dfe7;
--ok:#4b9d63;--refused:#cf4a52;--open:#d29a2c;`;
const dark = `
--paper:#12161b;--sheet:#1a2027;--ink:#e6eaef;--quiet:#a3adb8;--line:#333c47;--link:#7db4ff;
--good:#6fd389;--good-bg:#14301d;--bad:#ff8f8a;--bad-bg:#3d1a1c;--doubt:#ecc063;--doubt-bg:#38290b;--calm:#a3adb8;--calm-bg:#262d36;
--signal:#b3a1ff;--signal-soft:#443a78;--shade:rgba(255,120,115,.13);--rule:rgba(230,234,239,.35);--band:#27303a;--band-2:#323d49;
--ok:#3f8f58;--refused:#d3555b;--open:#c7922f;`;

const text = `
*{box-sizing:border-box}
html{color-scheme:light dark;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;overflow-wrap:anywhere}
.page{max-width:72rem;margin:0 auto;padding:2rem 1.5rem 3rem}
h1,h2,h3{line-height:1.2;letter-spacing:-.01em;margin:0}
h2{font-size:1.5rem}h3{font-size:1.05rem;margin:2.2rem 0 .6rem}
p{margin:.5rem 0;max-width:48rem}
a{color:var(--link)}a:focus-visible,summary:focus-visible,[tabindex]:focus-visible{outline:2px solid var(--link);outline-offset:2px}
code,pre,.id{font-family:ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace}
code{font-size:.9em}.id{font-size:.8rem;font-weight:400;color:var(--quiet)}
.sr{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.time,.number,.tile-value,.facts dd{font-variant-numeric:tabular-nums}.time{white-space:nowrap}
.of,.never{color:var(--quiet)}.of{font-size:.9em}
.kicker{margin:0 0 .5rem;color:var(--quiet);font-size:.9rem}
footer{margin-top:3rem;border-top:1px solid var(--line);color:var(--quiet);font-size:.85rem}`;

const verdicts = `
.good{--tone:var(--good);--tone-bg:var(--good-bg)}.bad{--tone:var(--bad);--tone-bg:var(--bad-bg)}
.doubt{--tone:var(--doubt);--tone-bg:var(--doubt-bg)}.calm{--tone:var(--calm);--tone-bg:var(--calm-bg)}
.badge{display:inline-block;padding:.05rem .55rem;border-radius:1rem;background:var(--tone-bg);color:var(--tone);font-size:.85rem;font-weight:600;white-space:nowrap}
.verdict-line .badge,.checks .badge{margin-right:.25rem}.missed{color:var(--bad);font-weight:600}
.badge.large{padding:0;background:none;font-size:2.6rem;line-height:1.1;letter-spacing:-.02em;text-transform:capitalize}
.top{border-left:6px solid var(--tone);padding:.2rem 0 .2rem 1.4rem;margin-bottom:2.5rem}
.lead{font-size:1.2rem;margin:.6rem 0 1rem}
.warning{background:var(--doubt-bg);color:var(--doubt);padding:.6rem .9rem;border-radius:.4rem}
.facts{display:flex;flex-wrap:wrap;gap:.4rem 2rem;margin:0;font-size:.9rem}
.facts dt{color:var(--quiet);font-size:.8rem}.facts dd{margin:0}
.brief{margin-bottom:2.5rem}
.drill{margin-top:3.5rem;padding-top:2rem;border-top:1px solid var(--line)}
.verdict-line{margin-top:.7rem}
.notes,.checks{margin:.6rem 0;padding-left:1.2rem;max-width:52rem}.checks{list-style:none;padding:0}.checks li{margin:.35rem 0}`;

const tiles = `
.tiles{display:flex;flex-wrap:wrap;gap:1px;margin:1.3rem 0 0;padding:0;list-style:none;background:var(--line);border:1px solid var(--line);border-radius:.5rem;overflow:hidden}
.tiles li{flex:1 1 11.5rem;background:var(--paper);padding:.8rem 1rem;display:flex;flex-direction:column;gap:.25rem}
.tile-name{color:var(--quiet);font-size:.8rem}.tile-value{font-size:1.35rem;font-weight:600;line-height:1.3}
.tile-value .of{font-size:.85rem;font-weight:400}.tile-note{color:var(--quiet);font-size:.82rem;line-height:1.35}
.meter{display:block;height:4px;border-radius:2px;background:var(--band);overflow:hidden}
.meter span{display:block;height:100%;background:var(--tone,var(--quiet))}
.meter.wide span{background:var(--quiet)}.meter.wide{display:inline-block;width:7rem;vertical-align:middle}`;

/** A shade at each edge beyond which there is more: what covers it scrolls with the content. */
const edgesOfMore = [
  ...['90deg,var(--paper) 40%,transparent) left', '270deg,var(--paper) 40%,transparent) right'].map(
    (cover) => `linear-gradient(${cover}/2.5rem 100% no-repeat local`,
  ),
  ...['90deg,var(--quiet),transparent) left', '270deg,var(--quiet),transparent) right'].map(
    (shade) => `linear-gradient(${shade}/.6rem 100% no-repeat scroll`,
  ),
].join(',');

const tables = `
.scroll{overflow-x:auto;margin:.8rem 0;border:1px solid var(--line);border-radius:.5rem;background:${edgesOfMore}}
table{border-collapse:collapse;width:100%;font-size:.9rem}
th,td{padding:.5rem .8rem;text-align:left;vertical-align:top;overflow-wrap:normal}
thead th{background:var(--sheet);color:var(--quiet);font-size:.8rem;font-weight:500;white-space:nowrap}
tbody tr{border-top:1px solid var(--line)}tbody th{font-weight:600;min-width:9rem}td{min-width:5rem}
.number{text-align:right;white-space:nowrap}
.steps{padding:0;margin:.8rem 0;list-style:none;counter-reset:step}
.steps li{counter-increment:step;border:1px solid var(--line);border-radius:.5rem;margin:.5rem 0;padding:.55rem .9rem}
.steps summary{cursor:pointer}.steps summary::before{content:counter(step) ". ";color:var(--quiet)}
.steps summary::after{content:" show";color:var(--link);font-size:.8rem}.steps [open]>summary::after{content:" hide"}
pre{background:var(--sheet);border-radius:.4rem;padding:.8rem 1rem;margin:.6rem 0;overflow:auto;max-height:28rem;font-size:.82rem;line-height:1.45;white-space:pre;overflow-wrap:normal}`;

const source = `
.runbook details{margin-top:.8rem}.runbook summary{cursor:pointer;color:var(--link)}
.source{font-size:.82rem}.source td{padding:.05rem .6rem;min-width:0;white-space:nowrap}.source tbody tr{border-top:0}
.source td:last-child{white-space:pre-wrap;overflow-wrap:anywhere;min-width:22rem}
.source .number{color:var(--quiet);font-variant-numeric:tabular-nums}
.mark{--tone:var(--quiet);--tone-bg:var(--calm-bg);display:inline-block;padding:0 .4rem;border-radius:.25rem;background:var(--tone-bg);color:var(--tone);font-size:.78rem;font-weight:600;white-space:nowrap}
.observed{--tone:var(--good);--tone-bg:var(--good-bg)}.failed{--tone:var(--bad);--tone-bg:var(--bad-bg)}
.ran,.unreachable,.blocked,.unbound{--tone:var(--doubt);--tone-bg:var(--doubt-bg)}.not-taken,.waived{--tone:var(--calm);--tone-bg:var(--calm-bg)}
.mark.observed{--tone:var(--good);--tone-bg:var(--good-bg)}.mark.failed{--tone:var(--bad);--tone-bg:var(--bad-bg)}.mark.ran,.mark.unreachable,.mark.blocked,.mark.unbound{--tone:var(--doubt);--tone-bg:var(--doubt-bg)}
tr.observed,tr.failed,tr.ran,tr.unreachable,tr.blocked,tr.unbound{background:var(--tone-bg)}tr.prose code,tr.output code{color:var(--quiet)}`;

const chart = `
.chart{margin:.8rem 0 0;--name:12.5rem}
.lanes{position:relative}
.lane{display:grid;grid-template-columns:var(--name) minmax(0,1fr);align-items:center;position:relative;padding:.2rem 0}
.name{font-size:.82rem;line-height:1.25;padding-right:1rem;font-weight:500}.name small{display:block;font-size:.74rem;color:var(--quiet);font-weight:400}
.track{position:relative;min-height:1.35rem;background:linear-gradient(var(--line),var(--line)) 0 100%/100% 1px no-repeat}
.track>span{position:absolute;top:0;bottom:0}
.overlay{position:absolute;top:0;bottom:0;left:var(--name);right:0}.overlay span{position:absolute;top:0;bottom:0}
.overlay .shade{background:var(--shade)}.overlay .rule{border-left:1px dashed var(--rule)}
.marks .track,.axis .track{background:none}.marks .track{min-height:calc(var(--levels)*1.2rem)}
.marks b{position:absolute;top:calc(var(--level)*1.2rem);transform:translateX(-50%);min-width:1.1rem;text-align:center;font-size:.72rem;line-height:1.1rem;border-radius:.6rem;background:var(--ink);color:var(--paper)}
.axis .tick{transform:translateX(-50%);font-size:.74rem;color:var(--quiet);white-space:nowrap;font-variant-numeric:tabular-nums}
.axis .tick.first{transform:none}.axis .tick.last{transform:translateX(-100%)}
.phase{background:var(--band);font-size:.72rem;line-height:1.35rem;text-indent:.3rem;overflow:hidden;white-space:nowrap;color:var(--ink);border-left:1px solid var(--paper)}
.phase.odd{background:var(--band-2)}.phase.open{outline:1px dashed var(--bad)}
.fault .in{background:var(--refused);opacity:.7;border-radius:.2rem;margin:.35rem 0}
.alert{--hue:var(--signal);--soft:var(--signal-soft)}.alert.unexpected{--hue:var(--bad);--soft:var(--bad-bg)}.alert.also{--hue:var(--quiet);--soft:var(--band-2)}
.pending{background:repeating-linear-gradient(135deg,var(--soft) 0 4px,transparent 4px 7px);border:1px solid var(--hue);margin:.25rem 0}
.firing{background:var(--hue);margin:.25rem 0}
.track>.predicted{top:auto;height:4px;bottom:-2px;background:var(--ink);opacity:.55;border-radius:2px}
.delivered{width:.7rem;height:.7rem;margin:.32rem 0 0 -.35rem;background:var(--paper);border:2px solid var(--ink);transform:rotate(45deg)}
.deadline{border-left:3px double var(--bad)}
.step{background:var(--band-2);border:1px solid var(--quiet);font-size:.7rem;line-height:1.1rem;text-align:center;overflow:hidden;margin:.1rem 0}
.step.fail{background:var(--bad-bg);border-color:var(--bad)}.step.unknown{background:var(--doubt-bg);border-color:var(--doubt);border-style:dashed}
.track svg{display:block;width:100%;height:2.1rem}.traffic svg{height:4rem}.sli svg{height:2.4rem}
polyline{fill:none;stroke:var(--quiet);stroke-width:1;vector-effect:non-scaling-stroke;stroke-linejoin:round}polyline.value{stroke:var(--signal);stroke-width:1.5}
rect.pass{fill:var(--ok)}rect.fail{fill:var(--refused)}rect.unknown{fill:var(--open)}rect.ok{fill:var(--ok)}rect.refused{fill:var(--refused)}.traffic rect.unknown{fill:var(--open)}
.track>.peak{left:auto;right:0;bottom:auto;top:-.2rem;font-size:.68rem;line-height:1.1;color:var(--quiet);background:var(--paper);padding:0 .2rem;border-radius:.2rem}
figcaption{margin-top:.9rem;padding-left:var(--name);font-size:.82rem;color:var(--quiet)}
.key,.legend{list-style:none;margin:0 0 .5rem;padding:0;display:flex;flex-wrap:wrap;gap:.25rem 1.2rem}.key{color:var(--ink)}
.key b{display:inline-block;min-width:1.15rem;text-align:center;font-size:.72rem;line-height:1.15rem;border-radius:.6rem;background:var(--ink);color:var(--paper)}
.legend i{display:inline-block;width:1.1rem;height:.6rem;margin-right:.4rem}
.legend .shade{background:var(--shade);border:1px solid var(--refused)}.legend .pending{--soft:var(--signal-soft);--hue:var(--signal);margin-top:0;margin-bottom:0}
.legend .firing{background:var(--signal);margin-top:0;margin-bottom:0}.legend .delivered{width:.6rem;margin:0 .5rem 0 .1rem}.legend .deadline{width:3px;height:.8rem;vertical-align:middle}.legend .predicted{height:4px;background:var(--ink);opacity:.55;vertical-align:middle}
.legend .pass{height:3px;background:var(--ok)}.legend .unknown{height:6px;background:var(--open)}.legend .fail{height:11px;background:var(--refused)}
.legend .latency{height:0;border-top:1px solid var(--quiet);vertical-align:middle}.legend .ok{background:var(--ok)}.legend .refused{background:var(--refused)}.legend .open{background:var(--open)}`;

const phone = `
@media (max-width:44rem){
.page{padding:1.2rem 1rem 2rem}.top{padding-left:1rem}.badge.large{font-size:2.1rem}.lead{font-size:1.08rem}
.chart{--name:0px}.lane{grid-template-columns:minmax(0,1fr)}.lane .name{padding:0 0 .1rem}.lane .name small{display:inline;margin-left:.3rem}
.axis .tick:nth-child(even){display:none}.phase{font-size:.62rem}
.source thead{display:none}.source tr{display:grid;grid-template-columns:2.8rem minmax(0,1fr)}.source td{padding:.05rem .3rem}.source td:last-child{grid-column:2;min-width:0}.prose td:nth-child(2),.output td:nth-child(2){display:none}
.stacked thead{display:none}.stacked tr{display:block;padding:.4rem .8rem}.stacked th,.stacked td{display:block;min-width:0;padding:.1rem 0;overflow-wrap:anywhere}
.cards thead{display:none}.cards tr{display:grid;grid-template-columns:6.6rem 1fr 1.15fr;gap:.3rem .4rem;padding:.6rem .8rem}.cards th,.cards td{padding:0;min-width:0;text-align:left;white-space:normal}.cards th{grid-column:1/-1}
.cards td{font-size:.85rem}.cards .of{white-space:nowrap}.cards td::before{content:attr(data-title);display:block;color:var(--quiet);font-size:.75rem}
.tiles li{flex-basis:9rem;padding:.7rem .8rem}
}`;

const print = `
@media print{
:root{${light}}
html{color-scheme:light}body{font-size:10.5pt}.page{max-width:none;padding:0}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
.drill{break-before:page;border-top:0;margin-top:0;padding-top:0}h2,h3{break-after:avoid}.lane,tr,.tiles,.steps li,.checks li{break-inside:avoid}
.scroll{overflow:visible;border:0}table{font-size:8.5pt}th,td{padding:.25rem .4rem;min-width:0!important}.number{white-space:normal}.chart{break-inside:avoid}
details::details-content{content-visibility:visible;block-size:auto}pre{max-height:none;white-space:pre-wrap;overflow-wrap:anywhere}.steps summary::after{content:""!important}a{color:inherit;text-decoration:none}
}`;

export const style = `:root{${light}}@media (prefers-color-scheme:dark){:root{${dark}}}${text}${verdicts}${tiles}${tables}${source}${chart}${phone}${print}`;
