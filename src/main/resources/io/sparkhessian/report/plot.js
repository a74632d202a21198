// Shared by all SVG figures: elements, scales, axes, and the readout under the pointer.

const plot = {
  element(parent, name, attributes = {}, text = null) {
    const node = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    if (text !== null) node.textContent = text;
    parent.append(node);
    return node;
  },

  /** An empty SVG that fills the width of its figure. */
  svg(figure, height) {
    const place = figure.querySelector('.plot');
    const width = Math.max(280, place.clientWidth);
    place.replaceChildren();
    const svg = plot.element(place, 'svg', {viewBox: `0 0 ${width} ${height}`, role: 'img',
      'aria-label': figure.querySelector('figcaption strong').textContent});
    return {svg, width, height};
  },

  /** Signed logarithmic scale: linear within ±10^low, then one unit per decade. */
  signedLog(values, from, to) {
    const sizes = values.map(Math.abs).filter(size => size > 0);
    const most = sizes.reduce((a, b) => Math.max(a, b), 0) || 1;
    const least = sizes.reduce((a, b) => Math.min(a, b), Infinity);
    const low = Math.floor(Math.log10(Math.max(Math.min(least, most), most * 1e-14)) + 1e-9);
    const bend = value => {
      const decades = Math.log10(Math.abs(value)) - low;
      return decades < 0 || value === 0 ? value / 10 ** low / 2 : Math.sign(value) * (0.5 + decades);
    };
    let first = values.reduce((a, b) => Math.min(a, b), 0), last = values.reduce((a, b) => Math.max(a, b), 0);
    first = Math.min(bend(first), 0) - 0.2;
    last = Math.max(bend(last), 0) + 0.2;
    const at = value => from + (bend(value) - first) / (last - first) * (to - from);
    const marks = [0];
    for (let power = low; power <= Math.log10(most) + 1e-9; power++) marks.push(10 ** power, -(10 ** power));
    at.label = plot.power;
    at.ticks = apart => plot.thinned(marks.filter(v => bend(v) >= first && bend(v) <= last), at, apart);
    return at;
  },

  /** Logarithmic scale of positive values; other values lie at its lower end. */
  log(values, from, to) {
    const sizes = values.filter(value => value > 0);
    const most = sizes.reduce((a, b) => Math.max(a, b), 0) || 1;
    const least = Math.max(sizes.reduce((a, b) => Math.min(a, b), Infinity), most * 1e-20);
    const low = Math.log10(Math.min(least, most)) - 0.1, high = Math.log10(most) + 0.1;
    const at = value => from + (Math.max(low, Math.log10(value)) - low) / (high - low) * (to - from);
    const marks = [];
    const parts = high - low > 2.5 ? [1] : high - low > 1 ? [1, 2, 5] : [1, 2, 3, 4, 5, 6, 7, 8, 9];
    for (let power = Math.floor(low); power <= high; power++) for (const part of parts) marks.push(Number((part * 10 ** power).toPrecision(1)));
    at.label = plot.power;
    at.ticks = apart => plot.thinned(marks.filter(mark => Math.log10(mark) >= low && Math.log10(mark) <= high), at, apart);
    return at;
  },

  /** Logarithmic scale, signed unless all values are positive. */
  logOf: (values, from, to) => values.every(value => value > 0) ? plot.log(values, from, to) : plot.signedLog(values, from, to),

  linear(least, most, from, to) {
    const span = most - least || 1, at = value => from + (value - least) / span * (to - from);
    const step = 10 ** Math.floor(Math.log10(span / 2));
    const marks = [];
    for (let k = Math.ceil(least / step - 1e-6); k * step <= most + step * 1e-4; k++) marks.push(Number((k * step).toPrecision(12)));
    at.label = data.shown;
    at.ticks = apart => plot.thinned(marks, at, apart);
    return at;
  },

  /** Marks that are far enough apart; marks closer to zero take precedence. */
  thinned(marks, at, apart) {
    const kept = [];
    for (const mark of [...marks].sort((a, b) => Math.abs(a) - Math.abs(b))) {
      if (kept.every(other => Math.abs(at(other) - at(mark)) >= apart)) kept.push(mark);
    }
    return kept;
  },

  /** Label of a one-digit mark, with an exponent for large and small values. */
  power(value) {
    const exponent = Math.floor(Math.log10(Math.abs(value)) + 1e-9);
    if (value === 0 || (exponent > -3 && exponent < 3)) return data.shown(value);
    return `${value < 0 ? '−' : ''}${Math.round(Math.abs(value) / 10 ** exponent)}e${exponent}`.replace(/e-/, 'e−');
  },

  /** Horizontal axis below the plot, with its title. */
  across(svg, at, y, top, title, right = svg.viewBox.baseVal.width) {
    if (title) plot.element(svg, 'text', {class: 'title', x: right - 2, y: y + 33, 'text-anchor': 'end'}, title + ' →');
    for (const tick of at.ticks(52)) {
      plot.element(svg, 'line', {class: 'axis', x1: at(tick), x2: at(tick), y1: top, y2: y});
      plot.element(svg, 'text', {x: at(tick), y: y + 16, 'text-anchor': 'middle'}, at.label(tick));
    }
  },

  /** Vertical axis to the left of the plot, with its title. */
  up(svg, at, left, right, title) {
    plot.element(svg, 'text', {class: 'title', x: 2, y: 12}, '↑ ' + title);
    for (const tick of at.ticks(26)) {
      plot.element(svg, 'line', {class: 'axis', x1: left, x2: right, y1: at(tick), y2: at(tick)});
      plot.element(svg, 'text', {x: left - 6, y: at(tick) + 4, 'text-anchor': 'end'}, at.label(tick));
    }
  },

  /** Shows the text of the spot {x, y, text} nearest to the pointer. */
  read(figure, picture, spots) {
    const readout = figure.querySelector('.readout');
    const mark = plot.element(picture.svg, 'circle', {class: 'mark', r: 5, cx: -20, cy: -20});
    picture.svg.addEventListener('pointermove', event => {
      const box = picture.svg.getBoundingClientRect();
      const x = (event.clientX - box.left) * picture.width / box.width;
      const y = (event.clientY - box.top) * picture.height / box.height;
      let best = null, least = Infinity;
      for (const spot of spots) {
        const distance = (spot.x - x) ** 2 + (spot.y - y) ** 2;
        if (distance < least) { least = distance; best = spot; }
      }
      if (!best) return;
      mark.setAttribute('cx', best.x);
      mark.setAttribute('cy', best.y);
      readout.textContent = best.text;
    });
  },
};
