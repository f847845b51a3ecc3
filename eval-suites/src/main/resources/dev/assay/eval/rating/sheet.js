'use strict';
(() => {
  const sheet = JSON.parse(document.getElementById('sheet').textContent);
  const KEY = 'assay-rating-sheet:' + sheet.id;
  const FIRST = 'first';
  const SECOND = 'second';
  const TIE = 'tie';
  const SAID = {first: 'answer 1 is better', second: 'answer 2 is better', tie: 'tie'};
  // Characters that cannot be seen, or that turn the order of others round, are shown by number.
  const UNSEEN = /([\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069])/;

  const by = (id) => document.getElementById(id);
  const help = by('help');
  const isString = (value) => typeof value === 'string';

  /** Ratings are in the order of the pairs: the next pair is the one after the last rating. */
  let progress = {rater: '', ratings: []};
  let kept = true;
  let handedOut = true;

  function isProgress(value) {
    return value !== null && typeof value === 'object' && isString(value.rater)
        && Array.isArray(value.ratings) && value.ratings.length <= sheet.pairs.length
        && value.ratings.every((rating) => rating !== null && typeof rating === 'object'
            && Object.prototype.hasOwnProperty.call(SAID, rating.choice) && isString(rating.time));
  }

  function parsed(text) {
    try {
      return JSON.parse(text);
    } catch (notJson) {
      return null;
    }
  }

  function load() {
    let text = null;
    try {
      text = localStorage.getItem(KEY);
    } catch (forbidden) {
      warnNotKept();
    }
    if (text === null) {
      return;
    }
    const stored = parsed(text);
    if (isProgress(stored)) {
      progress = stored;
    } else {
      warn('The progress kept in this browser cannot be read. It is set aside, and the sheet begins anew.');
      try {
        localStorage.setItem(KEY + ':unreadable', text);
      } catch (full) {
        warnNotKept();
      }
    }
  }

  function keep() {
    handedOut = false;
    try {
      localStorage.setItem(KEY, JSON.stringify(progress));
      kept = true;
    } catch (forbiddenOrFull) {
      warnNotKept();
    }
  }

  function warn(text) {
    by('warning').textContent = text;
    by('warning').hidden = false;
  }

  function warnNotKept() {
    kept = false;
    warn('This browser keeps no progress for this page: download your ratings before you close it.');
  }

  function show(element, text) {
    element.replaceChildren();
    if (text.trim() === '') {
      const empty = document.createElement('span');
      empty.className = 'empty';
      empty.textContent = '(nothing)';
      element.append(empty);
      return;
    }
    text.replace(/\r\n?/g, '\n').split(UNSEEN).forEach((part, index) => {
      if (index % 2 === 0) {
        element.append(part);
        return;
      }
      const mark = document.createElement('span');
      mark.className = 'mark';
      mark.textContent = 'U+' + part.codePointAt(0).toString(16).toUpperCase().padStart(4, '0');
      element.append(mark);
    });
  }

  function render(focus) {
    const rated = progress.ratings.length;
    const total = sheet.pairs.length;
    const asked = progress.rater !== '';
    const finished = rated === total;
    by('count').textContent = rated + ' of ' + total;
    by('progress').max = total;
    by('progress').value = rated;
    by('undo').disabled = rated === 0;
    by('download').disabled = rated === 0;
    by('who').hidden = asked;
    by('pair').hidden = !asked || finished;
    by('choices').hidden = !asked || finished;
    by('done').hidden = !asked || !finished;
    if (asked && !finished) {
      const pair = sheet.pairs[rated];
      const aFirst = pair.shown_order === 'ab';
      by('number').textContent = 'Pair ' + (rated + 1) + ' of ' + total;
      show(by('prompt'), pair.prompt);
      show(by('first'), aFirst ? pair.text_a : pair.text_b);
      show(by('second'), aFirst ? pair.text_b : pair.text_a);
    }
    if (focus) {
      const target = !asked ? by('rater') : finished ? by('download-all') : by('number');
      target.focus({preventScroll: true});
      window.scrollTo(0, 0);
    }
  }

  function isRating() {
    return progress.rater !== '' && progress.ratings.length < sheet.pairs.length;
  }

  function choose(choice) {
    if (!isRating()) {
      return;
    }
    progress.ratings.push({choice: choice, time: new Date().toISOString()});
    keep();
    by('status').textContent = 'Pair ' + progress.ratings.length + ': ' + SAID[choice] + '.';
    render(true);
  }

  function undo() {
    if (progress.ratings.length === 0) {
      return;
    }
    progress.ratings.pop();
    keep();
    by('status').textContent = 'Undone: pair ' + (progress.ratings.length + 1) + ' is to be rated again.';
    render(true);
  }

  /** One line for each rating, as the import takes them: labels name models, not places. */
  function lines() {
    return progress.ratings.map((rating, index) => {
      const pair = sheet.pairs[index];
      const aIsBetter = (rating.choice === FIRST) === (pair.shown_order === 'ab');
      return JSON.stringify({
        prompt_id: pair.prompt_id,
        category: pair.category,
        rater_id: progress.rater,
        model_a: pair.model_a,
        model_b: pair.model_b,
        shown_order: pair.shown_order,
        label: rating.choice === TIE ? 'tie' : aIsBetter ? 'A' : 'B',
        time: rating.time,
        sheet: sheet.id,
      }) + '\n';
    }).join('');
  }

  function download() {
    const link = document.createElement('a');
    const rater = progress.rater.replace(/[^A-Za-z0-9]+/g, '-').slice(0, 40);
    link.href = URL.createObjectURL(new Blob([lines()], {type: 'application/x-ndjson'}));
    link.download = 'ratings-' + sheet.id + '-' + rater + '.jsonl';
    link.click();
    handedOut = true;
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }

  function toggleHelp() {
    if (help.open) {
      help.close();
    } else {
      help.showModal();
    }
  }

  function onKey(event) {
    const target = event.target;
    // A key held down rates one pair, not all that follow; a browser's own shortcuts stay its own.
    if (event.repeat || event.isComposing || event.ctrlKey || event.altKey || event.metaKey
        || target.tagName === 'INPUT') {
      if (event.repeat && event.key === ' ' && target.tagName !== 'INPUT') {
        event.preventDefault();
      }
      return;
    }
    if (event.key === '?') {
      event.preventDefault();
      toggleHelp();
      return;
    }
    if (help.open || (event.shiftKey && event.key !== 'U')
        || (event.key === ' ' && target.tagName === 'BUTTON')) {
      return;
    }
    const action = {
      ArrowLeft: () => choose(FIRST),
      ArrowRight: () => choose(SECOND),
      ' ': () => choose(TIE),
      Backspace: undo,
      u: undo,
      U: undo,
    }[event.key];
    if (action !== undefined) {
      event.preventDefault();
      action();
    }
  }

  by('who').addEventListener('submit', (event) => {
    event.preventDefault();
    const rater = by('rater').value.trim();
    by('rater').value = rater;
    if (rater !== '') {
      progress.rater = rater;
      keep();
      render(true);
    }
  });
  by('choose-first').addEventListener('click', () => choose(FIRST));
  by('choose-tie').addEventListener('click', () => choose(TIE));
  by('choose-second').addEventListener('click', () => choose(SECOND));
  by('undo').addEventListener('click', undo);
  by('download').addEventListener('click', download);
  by('download-all').addEventListener('click', download);
  by('open-help').addEventListener('click', toggleHelp);
  by('close-help').addEventListener('click', toggleHelp);
  document.addEventListener('keydown', onKey);
  // The sheet may be open twice: the other page's ratings are not to be written over.
  window.addEventListener('storage', (event) => {
    if (event.key === KEY && event.newValue !== null) {
      load();
      render(false);
    }
  });
  window.addEventListener('beforeunload', (event) => {
    if (!kept && !handedOut && progress.ratings.length > 0) {
      event.preventDefault();
    }
  });

  show(by('title'), sheet.title);
  load();
  render(true);
})();
