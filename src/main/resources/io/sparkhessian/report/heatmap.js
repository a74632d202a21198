// The heatmap: one pixel per cell, on a signed logarithmic colour scale; a click zooms into a block.

const heatmap = (() => {
  const figure = document.getElementById('heatmap');
  if (!figure) return {ready: Promise.resolve()};
  const [canvas, legend] = figure.querySelectorAll('canvas'), svg = figure.querySelector('svg');
  const choice = document.getElementById('heatmap-block') ?? {value: 'whole'}, kind = document.getElementById('heatmap-value');
  const readout = figure.querySelector('.readout');
  const layers = data.parse(document.getElementById('heatmap-layers').textContent).map(l => ({...l, name: l.layer}));
  const names = data.parse(document.getElementById('heatmap-names').textContent).map(row => row.name);
  const packed = new Map([...document.querySelectorAll('script.grid')].map(e => [e.dataset.name, e]));
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const numbers = text => text.split(' ').map(Number), LEFT = 20, TOP = 36, PAPER = '640px';
  let whole, shown, printing = false;

  /** The whole matrix, both triangles. */
  async function unpackWhole() {
    const element = packed.get('whole'), edges = numbers(element.dataset.rows), n = edges.length - 1;
    const {mean, absolute} = await data.unpack(element);
    const at = (i, j) => { const [a, b] = i < j ? [i, j] : [j, i]; return a * n - a * (a - 1) / 2 + b - a; };
    return {rows: edges, columns: edges, mean: (i, j) => mean[at(i, j)], absolute: (i, j) => absolute[at(i, j)]};
  }

  async function grid(name) {
    if (name === 'whole') return whole;
    const [row, column] = name.split('-').map(index => layers[index]);
    if (!packed.has(name)) return cropped(row, column);
    const element = packed.get(name), rows = numbers(element.dataset.rows), columns = numbers(element.dataset.columns);
    const {mean, absolute} = await data.unpack(element), wide = columns.length - 1;
    return {rows, columns, mean: (i, j) => mean[i * wide + j], absolute: (i, j) => absolute[i * wide + j]};
  }

  function cropped(row, column) {
    const part = layer => whole.rows.filter(edge => edge >= layer.from && edge <= layer.to);
    const top = whole.rows.indexOf(row.from), left = whole.rows.indexOf(column.from);
    return {rows: part(row), columns: part(column), mean: (i, j) => whole.mean(top + i, left + j),
      absolute: (i, j) => whole.absolute(top + i, left + j)};
  }

  /** Colours for -1 to 1: orange for negative, blue for positive; even the smallest values are tinted. */
  function colours() {
    const night = dark.matches && !printing;
    const ends = night ? {none: [21, 23, 26], plus: [[40, 50, 62], [121, 190, 255]], minus: [[62, 46, 36], [255, 160, 100]]}
      : {none: [255, 255, 255], plus: [[226, 235, 245], [16, 66, 130]], minus: [[250, 231, 219], [168, 54, 6]]};
    return value => {
      if (value === 0) return ends.none;
      const [low, high] = value > 0 ? ends.plus : ends.minus, t = Math.abs(value);
      return low.map((c, i) => c + (high[i] - c) * t);
    };
  }

  function paint() {
    const high = shown.rows.length - 1, wide = shown.columns.length - 1, value = shown[kind.value];
    let least = Infinity, most = 0;
    for (let i = 0; i < high; i++) for (let j = 0; j < wide; j++) {
      const size = Math.abs(value(i, j));
      if (size > 0) least = Math.min(least, size);
      most = Math.max(most, size);
    }
    least = Math.max(least, most * 1e-8);
    const span = Math.log(most / least) || 1, colour = colours();
    const level = v => v === 0 ? 0 : Math.sign(v) * Math.min(1, Math.max(0.001, Math.log(Math.abs(v) / least) / span));
    canvas.width = wide;
    canvas.height = high;
    const image = new ImageData(wide, high);
    for (let i = 0, k = 0; i < high; i++) for (let j = 0; j < wide; j++, k += 4) image.data.set([...colour(level(value(i, j))), 255], k);
    canvas.getContext('2d').putImageData(image, 0, 0);
    const strip = new ImageData(255, 1);
    for (let k = 0; k < 255; k++) strip.data.set([...colour((k - 127) / 127), 255], 4 * k);
    legend.getContext('2d').putImageData(strip, 0, 0);
    const [left, , right] = figure.querySelectorAll('.legend span');
    left.textContent = '−' + data.shown(most);
    right.textContent = data.shown(most);
    const step = Math.max(...shown.rows.slice(1).map((edge, i) => edge - shown.rows[i]));
    figure.querySelector('.note').textContent = `The colour scale is logarithmic, from ${data.shown(least)} to ${data.shown(most)}; exact zeros have no colour. `
      + (step === 1 ? 'A dot is one entry.' : `A dot averages up to ${step} × ${step} entries of one block.`);
    layout();
  }

  function layout() {
    const wide = canvas.parentElement.clientWidth - LEFT, ratio = canvas.height / canvas.width;
    const tall = Math.round(Math.max(120, Math.min(1, ratio) * wide));
    canvas.style.height = tall + 'px';
    canvas.style.imageRendering = wide >= canvas.width ? 'pixelated' : 'auto';
    svg.replaceChildren();
    const marks = (edges, length) => layers.filter(l => l.from < edges.at(-1) && l.to > edges[0]).map(l => {
      const place = index => edges.indexOf(index) / (edges.length - 1) * length;
      return {name: l.name, from: place(Math.max(l.from, edges[0])), to: place(Math.min(l.to, edges.at(-1)))};
    });
    for (const mark of marks(shown.columns, wide)) {
      const x = LEFT + mark.from;
      if (mark.from > 0) plot.element(svg, 'line', {x1: x, x2: x, y1: TOP, y2: TOP + tall});
    }
    nameColumns(marks(shown.columns, wide), LEFT + wide);
    for (const mark of marks(shown.rows, tall)) {
      const y = TOP + mark.from, middle = TOP + (mark.from + mark.to) / 2;
      if (mark.from > 0) plot.element(svg, 'line', {x1: LEFT, x2: LEFT + wide, y1: y, y2: y});
      const name = plot.element(svg, 'text', {x: 13, y: middle, 'text-anchor': 'middle', transform: `rotate(-90 13 ${middle})`}, mark.name);
      if (name.getComputedTextLength() + 6 > mark.to - mark.from) name.remove();
    }
    nameCells(wide, tall);
  }

  /** Labels the diagonal with parameter names, if the matrix is small. */
  function nameCells(wide, tall) {
    const cells = canvas.height, high = tall / cells;
    if (names.length === 0 || high < 18 || shown.rows.join() !== shown.columns.join() || shown.rows.at(-1) - shown.rows[0] !== cells) return;
    for (let i = 0; i < cells; i++) {
      const share = (i + 0.5) / cells, anchor = share < 0.25 ? 'start' : share > 0.75 ? 'end' : 'middle';
      const x = anchor === 'start' ? i + 0.06 : anchor === 'end' ? i + 0.94 : i + 0.5;
      plot.element(svg, 'text', {class: 'cell', x: LEFT + x / cells * wide, y: TOP + (i + 0.5) * high + 4, 'text-anchor': anchor}, names[shown.rows[i]]);
    }
  }

  /** Labels columns; a label wider than its columns moves up a row, with a line to its position. */
  function nameColumns(marks, right) {
    let free = right;
    for (const mark of marks.reverse()) {
      const middle = LEFT + (mark.from + mark.to) / 2;
      const name = plot.element(svg, 'text', {x: middle, y: TOP - 7, 'text-anchor': 'middle'}, mark.name);
      const long = name.getComputedTextLength();
      if (long + 6 <= mark.to - mark.from) continue;
      const from = Math.max(LEFT, Math.min(middle - long / 2, free - long)), at = from + long / 2;
      if (from + long > free) { name.remove(); continue; }
      name.setAttribute('x', at);
      name.setAttribute('y', 12);
      plot.element(svg, 'path', {class: 'lead', d: `M${Math.max(from, Math.min(from + long, middle))},16L${middle},${TOP - 1}`});
      free = from - 10;
    }
  }

  function range(from, to) {
    if (names.length > 0) return names[from] + (to - from === 1 ? '' : '…' + names[to - 1]);
    const layer = layers.find(l => from >= l.from && from < l.to), first = from - layer.from, last = to - 1 - layer.from;
    const place = k => layer.rows === 1 ? k : `${Math.floor(k / layer.columns)},${k % layer.columns}`;
    return layer.name + (layer.rows * layer.columns === 1 ? '' : first === last ? `[${place(first)}]` : `[${place(first)}]…[${place(last)}]`);
  }

  function under(event) {
    const box = canvas.getBoundingClientRect();
    const place = (at, length, cells) => Math.min(cells - 1, Math.max(0, Math.floor(at / length * cells)));
    return [place(event.clientY - box.top, box.height, canvas.height), place(event.clientX - box.left, box.width, canvas.width)];
  }

  canvas.addEventListener('pointermove', event => {
    const [i, j] = under(event), {rows, columns} = shown, entries = (rows[i + 1] - rows[i]) * (columns[j + 1] - columns[j]);
    readout.textContent = `${range(rows[i], rows[i + 1])} × ${range(columns[j], columns[j + 1])}: ` + (entries === 1 ? data.shown(shown.mean(i, j))
      : `mean ${data.shown(shown.mean(i, j))}, mean absolute value ${data.shown(shown.absolute(i, j))} of ${data.shown(entries)} entries`);
  });
  if (layers.length > 1) canvas.addEventListener('click', event => {
    const [i, j] = under(event), index = edge => layers.findIndex(l => edge >= l.from && edge < l.to);
    const pair = [index(shown.rows[i]), index(shown.columns[j])].sort((a, b) => a - b);
    choice.value = choice.value === 'whole' ? pair.join('-') : 'whole';
    show();
  });

  async function show() {
    shown = await grid(choice.value);
    paint();
    figure.dataset.shown = choice.value;
  }

  function csv() {
    const lines = ['row_from,row_to,column_from,column_to,mean,mean_absolute'], {rows, columns} = shown;
    for (let i = 0; i + 1 < rows.length; i++) for (let j = 0; j + 1 < columns.length; j++) {
      lines.push([rows[i], rows[i + 1], columns[j], columns[j + 1], shown.mean(i, j).toPrecision(6), shown.absolute(i, j).toPrecision(6)].join());
    }
    return lines.join('\n') + '\n';
  }

  if (layers.length > 1) {
    choice.append(new Option('the whole matrix', 'whole'));
    layers.forEach((row, i) => layers.slice(i).forEach((column, k) => choice.append(new Option(`${row.name} × ${column.name}`, `${i}-${i + k}`))));
    choice.addEventListener('change', show);
  }
  kind.addEventListener('change', paint);
  data.offer(figure, csv);
  const ready = unpackWhole().then(async grid => {
    whole = grid;
    await show();
    new ResizeObserver(layout).observe(canvas.parentElement);
    dark.addEventListener('change', paint);
    for (const [event, state] of [['beforeprint', true], ['afterprint', false]]) addEventListener(event, () => {
      printing = state;
      canvas.parentElement.style.width = state ? PAPER : ''; // fits the layout to the width of the paper
      paint();
    });
  });
  return {ready};
})();
