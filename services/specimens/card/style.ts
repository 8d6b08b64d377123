import { sizes } from './fit.ts';

/**
 * The look of a card: one page of A4 or Letter, legible at arm's length and in black and white. The colours of the labels are those of FIRST
 * TLP 2.0, on black, at the right of the top and the bottom.
 */
export const style = `
@page { size: auto; margin: 10mm; }
* { box-sizing: border-box; }
html { background: #fff; color: #000; font: 12pt/1.3 system-ui, "Segoe UI", Roboto, Arial, sans-serif; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
body { position: relative; display: flex; flex-direction: column; min-height: 100vh; margin: 0 auto; padding: 8px; max-width: 210mm; overflow-wrap: anywhere; }
${sizes.map((size) => `.of-${size} { font-size: ${size}pt; }`).join(' ')}
main { flex: 1; }
header, footer { display: flex; justify-content: space-between; align-items: center; gap: 1em; font-weight: 700; }
header { border-bottom: 2pt solid #000; padding-bottom: .15em; } footer { border-top: 2pt solid #000; padding-top: .15em; }
.tlp { flex: none; background: #000; color: #fff; padding: 0 .5em; font-size: max(1.1em, 12pt); }
.amber { color: #ffc000; } .green { color: #33ff00; } .red { color: #ff2b2b; }
.what { margin: .15em 0 0; font-size: 1.8em; font-weight: 800; line-height: 1.1; }
.whose { font-size: 1.15em; font-weight: 700; }
h1 { margin: .1em 0; font-size: 1.25em; line-height: 1.2; font-weight: 600; }
h2 { margin: .4em 0 .1em; font-size: 1.1em; line-height: 1.2; }
p { margin: .1em 0; }
.banner { border: 3pt solid #000; margin: .15em 0; font-size: 1.4em; line-height: 1.2; font-weight: 800; text-align: center; }
.advice { font-size: 1.1em; font-weight: 700; }
table { width: calc(100% - 2pt); margin: 0 1pt; table-layout: fixed; border-collapse: collapse; }
th:nth-child(1) { width: 22%; } th:nth-child(2) { width: 13%; }
th, td { border: 1pt solid #000; padding: .15em .35em; text-align: left; vertical-align: top; hyphens: auto; overflow-wrap: break-word; }
thead th { background: #e6e6e6; }
tbody td:nth-of-type(3) { border-left: 3pt double #000; font-weight: 600; }
td img { display: block; max-width: 100%; max-height: 8em; margin: .15em 0; }
dl { margin: 0; } dl div, dt, dd { display: inline; margin: 0; } dt { font-weight: 700; } dl div:not(:last-child)::after { content: ' · '; }
.mark { position: absolute; inset: 0; overflow: hidden; pointer-events: none; display: grid; align-content: space-around; justify-content: center; z-index: 1; }
.mark span { transform: rotate(-24deg); white-space: nowrap; font-size: 16pt; color: #000; opacity: .12; text-align: center; }
@media print { body { min-height: calc(100vh - 1pt); padding: 0; } }
`;
