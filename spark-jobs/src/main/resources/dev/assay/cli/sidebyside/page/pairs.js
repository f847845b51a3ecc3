(() => {
  'use strict';
  const by = (id) => document.getElementById(id);
  const pairs = Array.from(document.querySelectorAll('#pairs .pair'));
  const words = new Map();

  const value = (id) => (by(id) === null ? '' : by(id).value);
  const said = (list, judge) => list.split(' ')[judge];

  /** Made when it is first looked for: long pages open sooner. */
  function text(pair) {
    if (!words.has(pair)) {
      words.set(pair, pair.textContent.toLowerCase());
    }
    return words.get(pair);
  }

  function filter() {
    const judge = Number(value('filter-judge'));
    const outcome = value('filter-outcome');
    const orders = value('filter-orders');
    const length = value('filter-length');
    const category = value('filter-category');
    const meeting = value('filter-meeting');
    const find = value('filter-text').trim().toLowerCase();
    let shown = 0;
    pairs.forEach((pair) => {
      const data = pair.dataset;
      const fits = (outcome === '' || said(data.outcomes, judge) === outcome)
          && (orders === '' || said(data.disagree, judge) === orders)
          && (length === '' || data.length === length)
          && (category === '' || data.category === category)
          && (meeting === '' || data.meeting === meeting)
          && (find === '' || text(pair).includes(find));
      pair.hidden = !fits;
      shown += fits ? 1 : 0;
    });
    by('filter-count').textContent = shown + ' of ' + pairs.length + ' pairs';
  }

  let waiting = 0;
  document.querySelectorAll('#filters select').forEach((one) => one.addEventListener('change', filter));
  by('filter-text').addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(filter, 120);
  });
  by('filters').hidden = pairs.length === 0;
  filter();
})();
