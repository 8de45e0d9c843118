// Pausing, tidy addresses, and honesty about figures that have gone stale. Every page works without this file.
(() => {
  'use strict';
  const pause = document.getElementById('pause');
  const lost = document.getElementById('lost');
  const result = document.getElementById('filter-result');
  let paused = false;
  let lastAnswer = new Date();

  if (pause) {
    pause.hidden = false;
    pause.addEventListener('click', () => {
      paused = !paused;
      pause.setAttribute('aria-pressed', String(paused));
    });
  }

  const isLive = (element) => element instanceof Element && element.hasAttribute('data-live');

  // What a person has marked, to copy it, is not swapped away.
  const holdsSelection = (element) => {
    const selection = document.getSelection();
    return !!selection && !selection.isCollapsed && element.contains(selection.anchorNode);
  };

  document.addEventListener('htmx:beforeRequest', (event) => {
    const element = event.detail.elt;
    if (isLive(element) && (paused || document.hidden || holdsSelection(element))) {
      event.preventDefault();
    }
  });

  // What a person has opened stays open when the figures around it change.
  let opened = [];
  document.addEventListener('htmx:beforeSwap', (event) => {
    opened = Array.from(event.detail.target.querySelectorAll('details[open][id]'), (element) => element.id);
  });
  document.addEventListener('htmx:afterSwap', () => {
    for (const id of opened) {
      document.getElementById(id)?.setAttribute('open', '');
    }
    opened = [];
  });

  // An address that is to be shared holds only what was chosen.
  document.addEventListener('htmx:configRequest', (event) => {
    const chosen = event.detail.parameters;
    for (const name of ['operation', 'file', 'errors', 'order', 'stage', 'stuck', 'database', 'statement', 'sort',
      'broker', 'queue', 'busy', 'kind', 'about']) {
      if (chosen[name] === '') {
        delete chosen[name];
      }
    }
  });

  document.addEventListener('htmx:afterRequest', (event) => {
    if (event.detail.successful) {
      lastAnswer = new Date();
      lost.hidden = true;
    } else if (lost.hidden) {
      lost.textContent = 'The console does not answer. These figures are from ' + lastAnswer.toLocaleTimeString() + '.';
      lost.hidden = false;
    }
  });

  // The outcome of a filter is said once, not with every update.
  document.addEventListener('htmx:afterSettle', (event) => {
    const shown = event.detail.elt;
    if (result && shown.dataset.summary && event.detail.requestConfig?.elt?.tagName === 'FORM') {
      result.textContent = shown.dataset.summary;
    }
  });
})();
