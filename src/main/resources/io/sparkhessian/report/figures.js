// The figures. Each is drawn from the CSV in its element.

const figures = {
  sign: value => value > 0 ? 'positive' : value < 0 ? 'negative' : 'zero',

  distributions(figure, rows) {
    const names = [...new Set(rows.map(row => row.layer))], band = 62;
    const picture = plot.svg(figure, names.length * band + 42), {svg, width, height} = picture;
    const x = plot.logOf(rows.flatMap(row => [row.from, row.to]), 24, width - 24);
    plot.across(svg, x, height - 40, 0, figure.dataset.across);
    const spots = [];
    names.forEach((name, index) => {
      const bars = rows.filter(row => row.layer === name);
      const most = Math.max(...bars.map(bar => bar.count)), base = (index + 1) * band;
      plot.element(svg, 'text', {class: 'name', x: 2, y: base - band + 14}, figures.short(name, width / 8));
      plot.element(svg, 'line', {class: 'axis', x1: 0, x2: width, y1: base, y2: base});
      for (const bar of bars) {
        const high = Math.max(2, bar.count / most * (band - 24));
        plot.element(svg, 'rect', {class: figures.sign(bar.from + bar.to), x: x(bar.from) + 0.5, y: base - high,
          width: Math.max(1, x(bar.to) - x(bar.from) - 1), height: high});
        spots.push({x: (x(bar.from) + x(bar.to)) / 2, y: base - high,
          text: `${name}: ${data.shown(bar.count)} from ${data.shown(bar.from)} to ${data.shown(bar.to)}`});
      }
    });
    plot.read(figure, picture, spots);
  },

  short: (name, letters) => name.length > letters ? name.slice(0, Math.max(1, letters - 1)) + '…' : name,

  eigenvalues(figure, rows) {
    const picture = plot.svg(figure, 330), {svg, width} = picture;
    const y = plot.signedLog(rows.map(row => row.value), 284, 26);
    const x = plot.linear(0, rows.length, 56, width - 14);
    plot.up(svg, y, 52, width, 'eigenvalue');
    plot.across(svg, x, 290, 286, 'rank');
    const spots = rows.map(row => ({x: x(row.rank), y: y(row.value), sign: figures.sign(row.value),
      text: `number ${data.shown(row.rank)}: ${data.shown(row.value)}`
        + (row.residual === undefined ? '' : `, residual ${data.shown(row.residual)}`)}));
    for (const spot of spots) plot.element(svg, 'circle', {class: spot.sign, cx: spot.x, cy: spot.y, r: spots.length > 300 ? 1.5 : 3});
    plot.read(figure, picture, spots);
  },

  density(figure, rows) {
    const picture = plot.svg(figure, 290), {svg, width} = picture;
    const most = Math.max(...rows.map(row => row.density));
    const shown = rows.map(row => ({...row, density: Math.max(row.density, most * 1e-6)}));
    const x = plot.signedLog(rows.map(row => row.value), 56, width - 24);
    const y = plot.signedLog(shown.map(row => row.density), 244, 26);
    plot.up(svg, y, 52, width, 'share of the eigenvalues per decade');
    plot.across(svg, x, 250, 26, 'eigenvalue');
    const spots = shown.map((row, i) => ({x: x(row.value), y: y(row.density),
      text: `at ${data.shown(row.value)}: ${data.shown(rows[i].density)}`}));
    plot.element(svg, 'path', {class: 'curve', d: 'M' + spots.map(spot => `${spot.x.toFixed(1)},${spot.y.toFixed(1)}`).join('L')});
    plot.read(figure, picture, spots);
  },

  residuals(figure, rows) {
    const picture = plot.svg(figure, 270), {svg, width} = picture;
    const y = plot.signedLog(rows.map(row => row.residual), 224, 26);
    const numbers = rows.map(row => row.number), x = plot.linear(Math.min(...numbers), Math.max(...numbers), 66, width - 24);
    plot.up(svg, y, 52, width, 'relative residual');
    plot.across(svg, x, 230, 226, 'index of the eigenvalue');
    const spots = rows.map(row => ({x: x(row.number), y: y(row.residual),
      text: `number ${data.shown(row.number)}, ${data.shown(row.value)}: residual ${data.shown(row.residual)}`}));
    for (const spot of spots) plot.element(svg, 'circle', {class: 'positive', cx: spot.x, cy: spot.y, r: 3});
    plot.read(figure, picture, spots);
  },

  bands(figure, rows) {
    const names = [...new Set(rows.map(row => row.layer))], band = 62, last = Math.max(...rows.map(row => row.number));
    const picture = plot.svg(figure, names.length * band + 4), {svg, width} = picture, wide = (width - 4) / (last + 1);
    const spots = [];
    names.forEach((name, index) => {
      const base = (index + 1) * band, full = band - 24;
      plot.element(svg, 'text', {class: 'name', x: 2, y: base - full - 6}, figures.short(name, width / 8));
      plot.element(svg, 'rect', {class: 'empty', x: 2, y: base - full, width: width - 4, height: full});
      for (const row of rows.filter(row => row.layer === name)) {
        const x = 2 + row.number * wide, high = row.share * full;
        plot.element(svg, 'rect', {class: 'positive', x: x + Math.min(1, wide / 8), y: base - high, width: Math.max(0.5, Math.min(48, wide) - Math.min(2, wide / 4)), height: high});
        spots.push({x: x + Math.min(48, wide) / 2, y: base - high, text: `${row.name}: ${data.shown(Number((100 * row.share).toPrecision(3)))} % in ${name}`});
      }
    });
    plot.read(figure, picture, spots);
  },

  ranges(figure, rows) {
    const picture = plot.svg(figure, rows.length * 44 + 48), {svg, width, height} = picture, ends = rows.flatMap(row => [row.trace - 2 * row.error, row.trace + 2 * row.error]);
    const x = plot.linear(Math.min(0, ...ends), Math.max(0, ...ends), 24, width - 24);
    plot.across(svg, x, height - 40, 0, 'trace');
    plot.read(figure, picture, rows.map((row, i) => {
      const top = i * 44, at = x(row.trace), sign = figures.sign(row.trace);
      plot.element(svg, 'text', {class: 'name', x: 2, y: top + 14}, figures.short(row.name, width / 8));
      plot.element(svg, 'rect', {class: sign, x: x(row.trace - 2 * row.error), y: top + 29, width: Math.max(1, x(row.trace + 2 * row.error) - x(row.trace - 2 * row.error)), height: 2});
      plot.element(svg, 'circle', {class: sign, cx: at, cy: top + 30, r: 5});
      return {x: at, y: top + 30, text: `${row.name}: ${data.shown(row.trace)} ± ${data.shown(row.error)}`};
    }));
  },

  steps(figure, rows) {
    const picture = plot.svg(figure, 310), {svg, width} = picture;
    const y = plot.log(rows.map(row => row.residual), 264, 26);
    const x = plot.linear(0, Math.max(...rows.map(row => row.iteration)), 56, width - 24);
    plot.up(svg, y, 52, width, 'relative residual');
    plot.across(svg, x, 270, 266, 'iteration');
    const spots = rows.map(row => ({vector: row.vector, x: x(row.iteration), y: y(row.residual),
      text: `vector ${row.vector}, iteration ${data.shown(row.iteration)}: residual ${data.shown(row.residual)}`}));
    for (const vector of new Set(rows.map(row => row.vector))) {
      const own = spots.filter(spot => spot.vector === vector);
      plot.element(svg, 'path', {class: 'curve', d: 'M' + own.map(spot => `${spot.x.toFixed(1)},${spot.y.toFixed(1)}`).join('L')});
    }
    plot.read(figure, picture, spots);
  },

  scatter(figure, rows) {
    const edge = Math.min(520, figure.querySelector('.plot').clientWidth);
    const picture = plot.svg(figure, edge), {svg, width} = picture, both = rows.flatMap(row => [row.exact, row.approximate]);
    const right = Math.min(width, edge + 40) - 10;
    const x = plot.logOf(both, 56, right), y = plot.logOf(both, edge - 44, 26);
    plot.across(svg, x, edge - 40, 26, 'exact', right);
    plot.up(svg, y, 52, right, 'approximate');
    plot.element(svg, 'line', {class: 'even', x1: 56, y1: edge - 44, x2: right, y2: 26});
    const spots = rows.map(row => ({x: x(row.exact), y: y(row.approximate),
      text: `${row.parameter}: exact ${data.shown(row.exact)}, approximate ${data.shown(row.approximate)}`}));
    const dot = spot => `M${spot.x.toFixed(1)},${spot.y.toFixed(1)}m-2,0a2,2 0 1,0 4,0a2,2 0 1,0 -4,0`;
    plot.element(svg, 'path', {class: 'positive', 'fill-opacity': 0.5, d: spots.map(dot).join('')});
    plot.read(figure, picture, spots);
  },

  bars(figure, all) {
    const rows = all.slice(0, 16), [name, value] = Object.keys(rows[0]), unit = value === 'seconds' ? ' s' : '';
    const picture = plot.svg(figure, rows.length * 40 + 8), {svg, width} = picture;
    const x = plot.linear(0, Math.max(...rows.map(row => row[value])), 0, width - 80);
    plot.read(figure, picture, rows.map((row, i) => {
      const top = i * 40, text = (unit ? data.shown(Number(row[value].toPrecision(2))) : data.shown(row[value])) + unit;
      plot.element(svg, 'text', {class: 'name', x: 2, y: top + 14}, figures.short(row[name], width / 8));
      plot.element(svg, 'rect', {class: 'positive', x: 0, y: top + 19, width: Math.max(1, x(row[value])), height: 12});
      plot.element(svg, 'text', {x: x(row[value]) + 8, y: top + 30}, text);
      return {x: x(row[value]), y: top + 25, text: `${row[name]}: ${text}`};
    }));
  },

  histogram(figure, rows) {
    const picture = plot.svg(figure, 232), {svg, width} = picture;
    const most = Math.max(...rows.map(row => row.seconds)) || 1;
    const bins = Math.max(5, Math.min(40, Math.ceil(Math.sqrt(rows.length) * 2)));
    const counts = new Array(bins).fill(0);
    for (const row of rows) counts[Math.min(bins - 1, Math.floor(row.seconds / most * bins))]++;
    const x = plot.linear(0, most, 40, width - 24), y = plot.linear(0, Math.max(...counts), 184, 26);
    plot.up(svg, y, 36, width, 'tasks');
    plot.across(svg, x, 188, 184, 'seconds');
    plot.read(figure, picture, counts.map((count, i) => {
      const from = i / bins * most, to = (i + 1) / bins * most;
      plot.element(svg, 'rect', {class: 'positive', x: x(from) + 0.5, y: y(count), width: Math.max(1, x(to) - x(from) - 1), height: 184 - y(count)});
      return {x: (x(from) + x(to)) / 2, y: y(count), text: `${data.shown(count)} tasks took ${data.shown(from)} to ${data.shown(to)} s`};
    }));
  },
};

for (const figure of document.querySelectorAll('figure[data-kind]')) {
  const pre = figure.querySelector('pre.csv');
  if (!pre) continue;
  const rows = data.parse(pre.textContent);
  let width = -1;
  data.offer(figure, () => pre.textContent);
  new ResizeObserver(() => {
    const now = figure.querySelector('.plot').clientWidth;
    if (now !== width) { width = now; figures[figure.dataset.kind](figure, rows); }
  }).observe(figure.querySelector('.plot'));
}
