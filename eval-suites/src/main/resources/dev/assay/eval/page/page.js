'use strict';
(() => {
  const key = (row, column) => row.cells[column].dataset.by;

  /** Numbers by size, texts by letters, cells without a key last whatever the direction. */
  function order(a, b, column, sign) {
    const one = key(a, column);
    const other = key(b, column);
    if (one === '' || other === '') {
      return one === other ? 0 : one === '' ? 1 : -1;
    }
    const numbers = isFinite(one) && isFinite(other);
    return sign * (numbers ? Number(one) - Number(other) : one.localeCompare(other));
  }

  document.querySelectorAll('table.sortable').forEach((table) => {
    const body = table.tBodies[0];
    if (body.rows.length < 2) {
      return;
    }
    const heads = Array.from(table.tHead.rows[0].cells);
    heads.forEach((head, column) => {
      if (!Array.from(body.rows).some((row) => key(row, column) !== '')) {
        return;
      }
      const button = document.createElement('button');
      button.type = 'button';
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener('click', () => {
        const first = head.classList.contains('number') ? 'descending' : 'ascending';
        const now = head.getAttribute('aria-sort');
        const next = now === null ? first : now === 'ascending' ? 'descending' : 'ascending';
        heads.forEach((other) => other.removeAttribute('aria-sort'));
        head.setAttribute('aria-sort', next);
        const sign = next === 'ascending' ? 1 : -1;
        body.append(...Array.from(body.rows).sort((a, b) => order(a, b, column, sign)));
      });
    });
  });
  // On paper nothing can be opened.
  window.addEventListener('beforeprint', () => document.querySelectorAll('details').forEach((one) => { one.open = true; }));
})();
