// What is wrong with how the page looks now, in words; it is run in the page by PageLooks.
(() => {
  const faults = [], root = document.documentElement;
  if (root.scrollWidth > innerWidth) {
    const wide = [...document.querySelectorAll('main *, header *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.scroll, pre'));
    faults.push(`the page is ${root.scrollWidth} wide, not ${innerWidth}: ${wide.slice(0, 3).map(e => e.tagName + ' ' + e.textContent.slice(0, 30))}`);
  }
  const shown = element => { const box = element.getBoundingClientRect(); return box.width > 0 && box.height > 0; };
  for (const figure of document.querySelectorAll('figure')) {
    const box = figure.getBoundingClientRect();
    if (box.width < 200 || box.height < 60) faults.push(`${figure.id} is ${box.width} × ${box.height}`);
    const marks = [...figure.querySelectorAll('svg rect:not(.empty), svg circle:not(.mark), svg path')].filter(shown);
    const texts = [...figure.querySelectorAll('svg text')];
    if (figure.id !== 'heatmap' && (marks.length < 1 || texts.length < 2)) faults.push(`${figure.id} has ${marks.length} marks and ${texts.length} texts`);
    const scaled = !['heatmap', 'bars', 'bands'].includes(figure.dataset.kind);
    if (scaled && [...figure.querySelectorAll('svg text.title')].every(title => title.textContent.length < 3)) faults.push(`no scale of ${figure.id} says what it is of`);
    for (const shape of figure.querySelectorAll('svg *')) {
      for (const attribute of shape.attributes) if (/NaN|Infinity|undefined/.test(attribute.value)) faults.push(`${figure.id}: ${attribute.name}=${attribute.value.slice(0, 40)}`);
    }
    if (/NaN|undefined/.test(figure.textContent)) faults.push(`${figure.id} says NaN or undefined`);
    const boxes = texts.map(e => [e.textContent, e.getBoundingClientRect()]);
    boxes.forEach(([a, one], i) => {
      if (one.left < -1 || one.right > innerWidth + 1) faults.push(`${figure.id}: "${a}" is cut off`);
      for (const [b, two] of boxes.slice(i + 1)) {
        const over = Math.min(one.right, two.right) - Math.max(one.left, two.left) > 1
          && Math.min(one.bottom, two.bottom) - Math.max(one.top, two.top) > 2;
        if (over) faults.push(`${figure.id}: "${a}" lies over "${b}"`);
      }
    });
    for (const canvas of figure.querySelectorAll('canvas')) {
      const pixels = new Uint32Array(canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.buffer);
      if (new Set(pixels).size < Math.min(20, canvas.width)) faults.push(`a canvas of ${figure.id} has ${new Set(pixels).size} colours`);
    }
    const picture = figure.querySelector('.plot svg, .matrix canvas'), readout = figure.querySelector('.readout'), place = picture.getBoundingClientRect();
    picture.dispatchEvent(new PointerEvent('pointermove', {clientX: place.left + place.width / 2, clientY: place.top + place.height / 2}));
    if (readout.textContent.startsWith('Point at') || readout.textContent === '') faults.push(`${figure.id} has nothing to read`);
  }
  for (const pre of document.querySelectorAll('pre.csv')) if (pre.textContent.trim().split('\n').length < 2) faults.push('a figure without data');
  const clipped = [...document.querySelectorAll('h1, h2, h3, p, dt, dd, li, button, summary')].filter(e => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display === 'block');
  if (clipped.length > 0) faults.push(`text wider than its place: ${clipped[0].textContent.slice(0, 40)}`);
  return faults;
})()
