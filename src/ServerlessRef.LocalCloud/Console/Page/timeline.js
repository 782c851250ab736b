// One request's way through every hop: the newest flows to choose from, and one of them, or whatever an id belongs to, as a timeline.

const byId = (id) => document.getElementById(id);
const time = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3, hour12: false });
const kinds = { request: 'Request', function: 'Function', call: 'AWS call', queue: 'Queue', stream: 'Stream', pipe: 'Pipe', bus: 'Bus', mail: 'Mail', schedule: 'Schedule', execution: 'Workflow' };

function element(tag, props, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (name === 'onclick') {
      made.addEventListener('click', value);
    } else if (value !== undefined && value !== false) {
      made.setAttribute(name, value);
    }
  }

  made.append(...children);
  return made;
}

const span = (milliseconds) => milliseconds >= 10_000 ? `${(milliseconds / 1000).toFixed(1)} s` : `${milliseconds.toFixed(milliseconds < 10 ? 1 : 0)} ms`;

let shown = new URLSearchParams(location.search).get('trace');
let lastFlows = '';
let lastHops = '';

async function read(path) {
  const response = await fetch(path, { headers: { Accept: 'application/json' }, signal: AbortSignal.timeout(10_000) });
  const answer = await response.json();
  if (!response.ok) {
    throw new Error(answer.detail ?? `${path} answered ${response.status}`);
  }

  return answer;
}

function showFlows(traces) {
  const text = JSON.stringify([traces, shown]);
  if (text === lastFlows) {
    return;
  }

  lastFlows = text;
  const focused = byId('flow-rows').contains(document.activeElement) ? document.activeElement.dataset.trace : undefined;
  byId('flow-rows').replaceChildren(...(traces.length === 0
    ? [element('tr', {}, element('td', { class: 'none', colspan: 6 }, 'Nothing was asked of the API yet.'))]
    : traces.map((trace) => element('tr', { class: trace.failed ? 'denied' : '' },
      element('td', { class: 'mono' }, time.format(new Date(trace.time))),
      element('td', { class: 'mono' }, trace.name),
      element('td', {}, trace.detail),
      element('td', { class: 'num' }, String(trace.hops)),
      element('td', { class: 'num' }, span(trace.milliseconds)),
      element('td', {}, element('button', { type: 'button', class: 'small', 'data-trace': trace.traceId, 'aria-pressed': String(trace.traceId === shown), 'aria-label': `Timeline of ${trace.name} at ${time.format(new Date(trace.time))}`, onclick: () => open(trace.traceId) }, 'Show'))))));
  if (focused) {
    byId('flow-rows').querySelector(`[data-trace="${CSS.escape(focused)}"]`)?.focus();
  }
}

function showHops(hops) {
  const text = JSON.stringify(hops);
  if (text === lastHops) {
    return;
  }

  lastHops = text;
  const begin = Math.min(...hops.map((hop) => Date.parse(hop.time)));
  const end = Math.max(...hops.map((hop) => Date.parse(hop.time) + hop.milliseconds), begin + 1);
  byId('hops').replaceChildren(...hops.map((hop) => {
    const from = Date.parse(hop.time) - begin;
    const bar = element('span', { class: 'bar' });
    bar.style.insetInlineStart = `${(from / (end - begin)) * 100}%`;
    bar.style.inlineSize = `${(hop.milliseconds / (end - begin)) * 100}%`;
    return element('li', { class: hop.failed ? 'hop failed-hop' : 'hop', 'data-kind': hop.kind, title: hop.ids.join('\n') },
      element('span', { class: 'at' }, `+${span(from)}`),
      element('span', { class: `kind kind-${hop.kind}` }, kinds[hop.kind] ?? hop.kind),
      element('span', { class: 'what' }, element('b', {}, hop.name), ' ', element('span', { class: 'quiet' }, hop.traces.length > 1 ? `${hop.detail} · shared by ${hop.traces.length} flows` : hop.detail)),
      element('span', { class: 'lane', 'aria-hidden': 'true' }, bar),
      element('span', { class: 'took' }, span(hop.milliseconds)));
  }));
  byId('hop-count').textContent = `${hops.length} hops in ${span(end - begin)}`;
}

async function open(id) {
  shown = id;
  lastHops = '';
  byId('trace-box').hidden = id === null;
  byId('hops').replaceChildren();
  byId('hop-count').textContent = '';
  byId('trace-problem').textContent = '';
  if (id !== null) {
    byId('trace-title').textContent = id;
    byId('trace-id').value = id;
  }

  await refresh();
}

async function refresh() {
  try {
    showFlows((await read('timeline?count=30&kind=request')).traces);
  } catch {
    // The console says that nobody answers.
  }

  if (shown === null) {
    return;
  }

  const asked = shown;
  try {
    const { hops } = await read(`timeline/${encodeURIComponent(asked)}`);
    if (asked === shown) {
      byId('trace-problem').textContent = '';
      showHops(hops);
    }
  } catch (error) {
    byId('trace-problem').textContent = error.message;
  }
}

byId('trace-form').addEventListener('submit', (event) => {
  event.preventDefault();
  open(byId('trace-id').value.trim() || null);
});
byId('trace-close').addEventListener('click', () => open(null));
setInterval(() => document.hidden || byId('pause').getAttribute('aria-pressed') === 'true' || refresh(), 1000);
open(shown);
