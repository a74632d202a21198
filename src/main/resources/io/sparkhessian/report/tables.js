// Tables: a click on a heading sorts, a button copies all rows with all digits.

for (const table of document.querySelectorAll('table.sortable')) {
  const value = cell => cell.querySelector('data')?.value ?? cell.textContent;
  const compare = (a, b) => {
    const [x, y] = [Number(a), Number(b)];
    const [noX, noY] = [Number.isNaN(x), Number.isNaN(y)]; // words come after numbers
    return noX && noY ? a.localeCompare(b) : noX || noY ? noX - noY : x - y;
  };
  const headings = [...table.tHead.rows[0].cells];
  headings.forEach((heading, column) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = heading.textContent;
    heading.replaceChildren(button);
    button.addEventListener('click', () => {
      const down = heading.getAttribute('aria-sort') === 'ascending';
      headings.forEach(other => other.removeAttribute('aria-sort'));
      heading.setAttribute('aria-sort', down ? 'descending' : 'ascending');
      const rows = [...table.tBodies[0].rows];
      rows.sort((a, b) => (down ? -1 : 1) * compare(value(a.cells[column]), value(b.cells[column])));
      table.tBodies[0].append(...rows);
    });
  });

  const copy = document.createElement('button');
  copy.type = 'button';
  copy.textContent = 'Copy table';
  copy.addEventListener('click', () => {
    const lines = [headings.map(h => h.textContent), ...[...table.tBodies[0].rows].map(r => [...r.cells].map(value))];
    data.copy(lines.map(line => line.join('\t')).join('\n') + '\n', copy);
  });
  const take = document.createElement('p');
  take.className = 'take';
  take.append(copy);
  table.parentElement.after(take);
}
