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
  const filters = document.getElementById('filters');
  if (filters !== null) {
    const entries = Array.from(document.querySelectorAll('#entries > .entry'));
    const selects = Array.from(filters.querySelectorAll('select:not([data-words])'));
    const typed = document.getElementById('filter-text');
    const words = new Map();

    /** Made when it is first looked for: long pages open sooner. */
    const text = (entry) => {
      if (!words.has(entry)) {
        words.set(entry, entry.textContent.toLowerCase());
      }
      return words.get(entry);
    };

    /** What is chosen by a filter of an entry's data, or of one word of them. */
    const fits = (entry, select) => {
      const data = entry.dataset[select.dataset.key] ?? '';
      const within = select.dataset.within;
      const said = within === undefined ? data : data.split(' ')[Number(document.getElementById(within).value)];
      return select.value === '' || said === select.value;
    };

    const filter = () => {
      const find = typed.value.trim().toLowerCase();
      let shown = 0;
      entries.forEach((entry) => {
        const stays = selects.every((select) => fits(entry, select)) && (find === '' || text(entry).includes(find));
        entry.hidden = !stays;
        shown += stays ? 1 : 0;
      });
      document.getElementById('filter-count').textContent = shown + ' of ' + entries.length + ' ' + filters.dataset.noun;
    };

    let waiting = 0;
    filters.querySelectorAll('select').forEach((one) => one.addEventListener('change', filter));
    typed.addEventListener('input', () => {
      clearTimeout(waiting);
      waiting = setTimeout(filter, 120);
    });
    filters.hidden = false;
    filter();
  }

  // On paper nothing can be opened.
  window.addEventListener('beforeprint', () => document.querySelectorAll('details').forEach((one) => { one.open = true; }));
})();
