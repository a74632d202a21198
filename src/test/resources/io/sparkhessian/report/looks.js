(() => {
  const faults = [];
  if (document.documentElement.scrollWidth > innerWidth) faults.push(`the page is ${document.documentElement.scrollWidth} wide`);
  for (const figure of document.querySelectorAll('figure')) {
    const box = figure.getBoundingClientRect();
    if (box.width < 200 || box.height < 60) faults.push(`${figure.id} is ${box.width} × ${box.height}`);
    const shapes = figure.querySelectorAll('svg rect, svg circle:not(.mark), svg path, svg text').length;
    if (figure.id !== 'heatmap' && shapes < 4) faults.push(`${figure.id} has ${shapes} shapes`);
    for (const shape of figure.querySelectorAll('svg rect, svg circle, svg path, svg text, svg line')) {
      for (const attribute of shape.attributes) if (/NaN|Infinity|undefined/.test(attribute.value)) faults.push(`${figure.id}: ${attribute.name}=${attribute.value.slice(0, 40)}`);
    }
    const texts = [...figure.querySelectorAll('svg text')].map(e => [e.textContent, e.getBoundingClientRect()]);
    texts.forEach(([a, one], i) => {
      if (one.left < -1 || one.right > innerWidth + 1) faults.push(`${figure.id}: "${a}" is cut off`);
      for (const [b, two] of texts.slice(i + 1)) {
        const over = Math.min(one.right, two.right) - Math.max(one.left, two.left) > 1
          && Math.min(one.bottom, two.bottom) - Math.max(one.top, two.top) > 2;
        if (over) faults.push(`${figure.id}: "${a}" lies over "${b}"`);
      }
    });
    for (const canvas of figure.querySelectorAll('canvas')) {
      const pixels = new Uint32Array(canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.buffer);
      if (new Set(pixels).size < 20) faults.push(`a canvas of ${figure.id} has ${new Set(pixels).size} colours`);
    }
  }
  for (const pre of document.querySelectorAll('pre.csv')) if (pre.textContent.split('\n').length < 3) faults.push('a figure without data');
  return faults;
})()
