// What the history page needs beside the reports' style.
export const historyStyle = `
main>section+section:not(.drill){margin-top:2.5rem}tbody th{min-width:13rem}
.strip{display:flex;flex-wrap:wrap;gap:3px;margin:.9rem 0}
.strip span{width:1.35rem;height:1.35rem;border-radius:.25rem;background:var(--tone-bg);color:var(--tone);font-size:.8rem;line-height:1.35rem;text-align:center;font-weight:600}
.trends{display:grid;grid-template-columns:repeat(auto-fit,minmax(15rem,1fr));gap:1.2rem;margin:.8rem 0;max-width:66rem}
.trends figure{margin:0}.trends figcaption{padding:0;margin:0 0 .3rem;font-size:.85rem}.trends b{font-size:1.05rem;color:var(--ink);font-variant-numeric:tabular-nums}
.trend{display:block;width:100%;max-width:24rem;height:auto;background:var(--sheet);border-radius:.35rem}
.trend polyline.value{stroke:var(--signal);stroke-width:1.5}.trend polyline.target{stroke:var(--quiet);stroke-dasharray:4 4}
.trend circle{fill:var(--tone);stroke:var(--paper);stroke-width:1}.trend path{stroke:var(--tone);stroke-width:2;fill:none}
.drill summary{cursor:pointer;color:var(--link)}
@media print{.drill{break-before:auto;break-inside:avoid;border-top:1px solid var(--line);padding-top:1rem;margin-top:1.5rem}}`;
