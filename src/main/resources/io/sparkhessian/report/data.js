'use strict';
// The data of the page: parses CSV and packed grids, formats numbers, saves and copies data.

const data = {
  /** Parses CSV into objects; cells become numbers, except in columns of names. */
  parse(text) {
    const rows = [];
    let row = [], cell = '', quoted = false;
    for (let i = 0; i < text.length; i++) {
      const c = text[i];
      if (quoted) {
        if (c !== '"') cell += c;
        else if (text[i + 1] === '"') { cell += c; i++; }
        else quoted = false;
      } else if (c === '"') quoted = true;
      else if (c === ',') { row.push(cell); cell = ''; }
      else if (c === '\n') { row.push(cell); rows.push(row); row = []; cell = ''; }
      else cell += c;
    }
    const [header, ...records] = rows;
    const words = new Set(['layer', 'parameter', 'phase', 'name']);
    return records.map(cells => Object.fromEntries(header.map(
      (name, i) => [name, words.has(name) ? cells[i] : Number(cells[i])])));
  },

  /** A number with four digits. */
  shown(value) {
    const size = Math.abs(value);
    const text = value === 0 ? '0'
      : Number.isInteger(value) && size < 1e15 ? value.toLocaleString('en')
      : size >= 1e-3 && size < 1e6 ? String(Number(value.toPrecision(4)))
      : value.toExponential(2).replace('e+', 'e');
    return text.replace(/-/g, '−');
  },

  /** The two arrays of a packed grid: means and mean absolute values. */
  async unpack(element) {
    const bytes = Uint8Array.from(atob(element.textContent), c => c.charCodeAt(0));
    const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'));
    const raw = new Uint8Array(await new Response(plain).arrayBuffer());
    const low = Number(element.dataset.low), step = Number(element.dataset.step), cells = raw.length / 4;
    const decode = start => Float64Array.from({length: cells}, (_, i) => {
      const code = (raw[start + i] << 24 >> 16) | raw[start + cells + i];
      return code === 0 ? 0 : Math.sign(code) * Math.exp(low + (Math.abs(code) - 1) * step);
    });
    return {mean: decode(0), absolute: decode(2 * cells)};
  },

  save(name, text) {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], {type: 'text/csv'}));
    link.download = name + '.csv';
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  },

  async copy(text, button) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = document.createElement('textarea');
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand('copy');
      area.remove();
    }
    const before = button.textContent;
    button.textContent = 'Copied';
    setTimeout(() => { button.textContent = before; }, 1200);
  },

  /** Connects the buttons of a figure with the CSV that `csv` returns. */
  offer(figure, csv) {
    const save = figure.querySelector('.save'), copy = figure.querySelector('.copy');
    save.addEventListener('click', () => data.save(save.dataset.name, csv()));
    copy.addEventListener('click', () => data.copy(csv(), copy));
  },
};
