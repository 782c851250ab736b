// Reads /_local/* every second while somebody looks, and writes what changed into the page.

const byId = (id) => document.getElementById(id);
const time = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3, hour12: false });
const clock = (iso) => time.format(new Date(iso));
const number = new Intl.NumberFormat();

function h(tag, props, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) {
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else if (value !== undefined && value !== null && value !== false) {
      element.setAttribute(name, value === true ? '' : value);
    }
  }

  element.append(...children.flat().filter((child) => child !== undefined && child !== null && child !== false));
  return element;
}

async function read(path) {
  const response = await fetch(path, { headers: { Accept: 'application/json' }, signal: AbortSignal.timeout(10_000) });
  if (!response.ok) {
    const problem = await response.json().catch(() => ({}));
    throw new Error(problem.detail ?? `${path} answered ${response.status}`);
  }

  return await response.json();
}

/** Replaces an element's children only when the data behind them changed: focus and selection stay where they are. */
const last = new Map();
function render(element, data, build) {
  const text = JSON.stringify(data);
  if (last.get(element) === text) {
    return;
  }

  last.set(element, text);
  const focused = element.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
  element.replaceChildren(...build(data));
  if (focused) {
    element.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
  }
}

const figure = (value, label, bad = false) =>
  h('div', { class: value === 0 ? 'zero' : bad ? 'bad' : '' }, h('b', {}, number.format(value)), h('span', {}, label));

function showQueues(queues) {
  const ordered = queues.toSorted((a, b) => Number(a.deadLetter) - Number(b.deadLetter) || a.name.localeCompare(b.name));
  render(byId('queue-tiles'), ordered, (all) => all.map((queue) => {
    const waiting = queue.visible + queue.inFlight + queue.delayed;
    return h('div', { class: queue.deadLetter && waiting > 0 ? 'tile alarm' : 'tile' },
      h('div', { class: 'tile-head' }, queue.name, queue.deadLetter && h('span', { class: waiting > 0 ? 'tag bad' : 'tag' }, 'DLQ')),
      h('div', { class: 'numbers' }, figure(queue.visible, 'visible', queue.deadLetter), figure(queue.inFlight, 'in flight'), figure(queue.delayed, 'delayed')));
  }));
}

function showSchedules(schedules) {
  render(byId('schedule-tiles'), schedules, (all) => all.length === 0
    ? [h('p', { class: 'quiet' }, 'The templates define none.')]
    : all.map((schedule) => h('div', { class: 'tile' },
      h('div', { class: 'tile-head' }, schedule.name, !schedule.enabled && h('span', { class: 'tag bad' }, 'disabled')),
      h('p', { class: 'quiet' }, `Invokes ${schedule.target} every ${schedule.rateSeconds % 60 === 0 ? `${schedule.rateSeconds / 60} min` : `${schedule.rateSeconds} s`}.`),
      h('div', {}, h('button', { type: 'button', class: 'small', 'data-key': schedule.name, onclick: () => run(schedule.name) }, 'Run now')))));
}

async function run(name) {
  byId('ran').textContent = `Running ${name} …`;
  try {
    const response = await fetch(`schedules/${encodeURIComponent(name)}/run`, { method: 'POST' });
    byId('ran').textContent = response.ok ? `${name} ran at ${clock(new Date())}.` : (await response.json()).detail;
  } catch (error) {
    byId('ran').textContent = `${name} did not run: ${error.message}`;
  }

  refresh();
}

let logsOf = null;

function showFunctions(functions) {
  render(byId('function-tiles'), [functions, logsOf], ([all]) => all.map((one) =>
    h('div', { class: 'tile' },
      h('div', { class: 'tile-head' }, one.name,
        h('button', { type: 'button', class: 'small', 'data-key': one.name, 'aria-pressed': String(logsOf === one.name), 'aria-label': `Logs of ${one.name}`, onclick: () => openLogs(one.name) }, 'Logs')),
      h('div', { class: 'numbers' },
        figure(one.invocations, 'invocations'),
        figure(one.errors, 'errors', true),
        figure(one.throttles, 'throttled', true)),
      h('p', { class: 'quiet' }, `${one.environments === 1 ? '1 environment' : `${one.environments} environments`}${one.busy > 0 ? `, ${one.busy} busy` : ''} · ${one.memoryMegabytes} MB · timeout ${one.timeoutSeconds} s`),
      one.lastError && h('p', { class: 'error-text' }, one.lastError))));
}

function openLogs(name) {
  logsOf = logsOf === name ? null : name;
  byId('log-box').hidden = logsOf === null;
  byId('log-title').textContent = `Logs of ${name}`;
  byId('log').replaceChildren();
  last.delete(byId('log'));
  refresh();
}

function showLogs(logs) {
  const list = byId('log');
  const atEnd = list.scrollTop + list.clientHeight >= list.scrollHeight - 8;
  render(list, logs, (all) => all.length === 0
    ? [h('li', {}, h('span', {}, 'Nothing yet.'))]
    : all.map((entry) => h('li', { class: isBad(entry) ? 'bad' : entry.stream === 'platform' ? 'platform' : '', title: entry.requestId },
      h('time', { datetime: entry.time }, clock(entry.time)), h('span', {}, entry.text))));
  if (atEnd) {
    list.scrollTop = list.scrollHeight;
  }
}

const isBad = ({ stream, text }) => stream === 'stderr' || /"level"\s*:\s*"(error|critical|fatal)"/i.test(text);

let calls = [];

function showCalls() {
  const filter = byId('call-filter').value.trim().toLowerCase();
  const shown = calls.filter((call) =>
    (!byId('denied-only').checked || !call.allowed)
    && (filter === '' || `${call.action} ${call.functionName} ${call.resources.join(' ')} ${call.errorCode ?? ''}`.toLowerCase().includes(filter)));
  const denied = calls.filter((call) => !call.allowed).length;
  byId('call-count').textContent = `${number.format(calls.length)} latest${denied > 0 ? `, ${number.format(denied)} denied` : ''}`;
  render(byId('call-rows'), shown, (all) => all.length === 0
    ? [h('tr', {}, h('td', { class: 'none', colspan: 7 }, calls.length === 0 ? 'No function has called AWS yet.' : 'None of them matches.'))]
    : all.map((call) => h('tr', { class: call.allowed ? '' : 'denied' },
      h('td', { class: 'mono' }, clock(call.time)),
      h('td', {}, call.functionName),
      h('td', { class: 'mono' }, call.action),
      h('td', { class: 'mono', title: call.resources.join('\n') }, call.resources.map(shortArn).join(', ')),
      h('td', { class: call.allowed ? '' : 'wrap', title: call.roleArn }, call.allowed ? h('span', { class: 'ok' }, 'allowed') : `Denied: ${call.reason ?? 'no statement allows it'}`),
      h('td', {}, call.errorCode ? h('span', { class: 'failed' }, `${call.statusCode} ${call.errorCode}`) : String(call.statusCode)),
      h('td', { class: 'num' }, call.durationMilliseconds.toFixed(1)))));
}

const shortArn = (arn) => arn.split(':').slice(5).join(':') || arn;

const kinds = {
  Events: (item) => item.SK === 'META' && String(item.PK).startsWith('EVENT#'),
  Pools: (item) => item.SK === 'POOL',
  Registrations: (item) => String(item.SK).startsWith('REG#'),
  Jobs: (item) => String(item.PK).startsWith('JOB#'),
  Others: (item) => !['Events', 'Pools', 'Registrations', 'Jobs'].some((kind) => kinds[kind](item)),
};
const leading = {
  Events: ['id', 'title', 'startsAt', 'capacity', 'pools', 'seats', 'seatsTaken', 'seatsLeft', 'version', 'owner'],
  Pools: ['PK', 'seats', 'seatsTaken', 'seatsLeft', 'version', 'startsAt'],
  Registrations: ['id', 'name', 'email', 'status', 'ticketCode', 'ticketsIssued', 'seatPool', 'eventId'],
  Jobs: ['id', 'type', 'status', 'attempts', 'fence', 'sends', 'error', 'result', 'eventId'],
  Others: ['PK', 'SK'],
};
let items = [];
let kind = 'Events';

function showItems() {
  render(byId('kinds'), Object.entries(kinds).map(([name, is]) => [name, items.filter(is).length, name === kind]), (all) =>
    all.map(([name, count, pressed]) => h('button', {
      type: 'button',
      class: 'small',
      'data-key': name,
      'aria-pressed': String(pressed),
      onclick: () => {
        kind = name;
        showItems();
      },
    }, `${name} ${number.format(count)}`)));
  const filter = byId('item-filter').value.trim().toLowerCase();
  const matching = items.filter((item) => kinds[kind](item) && (filter === '' || JSON.stringify(item).toLowerCase().includes(filter)));
  const shown = matching.slice(0, 200);
  byId('item-count').textContent = `${number.format(items.length)} items${matching.length > shown.length ? `, the first ${shown.length} of ${number.format(matching.length)} shown` : ''}`;
  const present = new Set(shown.flatMap(Object.keys));
  const first = leading[kind].filter((name) => present.has(name));
  const columns = [...first, ...[...present].filter((name) => !first.includes(name)).sort()];
  render(byId('item-heads'), columns, (all) => all.map((name) => h('th', { scope: 'col' }, name)));
  render(byId('item-rows'), [columns, shown], ([names, all]) => all.length === 0
    ? [h('tr', {}, h('td', { class: 'none', colspan: Math.max(1, names.length) }, items.length === 0 ? 'The table is empty.' : 'None of them matches.'))]
    : all.map((item) => h('tr', { class: item.status === 'FAILED' ? 'denied' : '' }, names.map((name) => cell(item[name])))));
}

function cell(value) {
  if (typeof value === 'number') {
    return h('td', { class: 'num' }, String(value));
  }

  const text = value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value);
  return h('td', { class: 'mono', title: text }, text);
}

function showOutputs(outputs) {
  render(byId('output-list'), outputs, (all) => Object.entries(all).flatMap(([name, value]) => [
    h('dt', {}, name),
    h('dd', {}, /^https?:\/\//.test(value) ? h('a', { href: value }, value) : value),
  ]));
}

let paused = false;
let timer;
let reading = false;

async function refresh() {
  clearTimeout(timer);
  if (reading) {
    return;
  }

  reading = true;
  try {
    const [queues, schedules, functions, latest, table, outputs, logs] = await Promise.all([
      read('queues'), read('schedules'), read('functions'), read('calls?count=200'), read('table'), read('outputs'),
      logsOf ? read(`functions/${encodeURIComponent(logsOf)}/logs?count=200`) : null,
    ]);
    showQueues(queues.queues);
    showSchedules(schedules.schedules);
    showFunctions(functions.functions);
    calls = latest.calls;
    showCalls();
    items = table.items;
    showItems();
    showOutputs(outputs.outputs);
    if (logs) {
      showLogs(logs.logs);
    }

    state('on', paused ? 'Paused' : 'Live');
  } catch (error) {
    state('off', error.name === 'TypeError' || error.name === 'TimeoutError' ? 'The local cloud does not answer' : error.message);
  } finally {
    reading = false;
  }

  if (!paused && !document.hidden) {
    timer = setTimeout(refresh, 1000);
  }
}

function state(className, text) {
  byId('dot').className = `dot ${className}`;
  if (byId('live').textContent !== text) {
    byId('live').textContent = text;
  }
}

byId('pause').addEventListener('click', ({ currentTarget }) => {
  paused = !paused;
  currentTarget.setAttribute('aria-pressed', String(paused));
  refresh();
});
byId('log-close').addEventListener('click', () => openLogs(logsOf));
byId('call-filter').addEventListener('input', showCalls);
byId('denied-only').addEventListener('change', showCalls);
byId('item-filter').addEventListener('input', showItems);
document.addEventListener('visibilitychange', () => !document.hidden && refresh());
refresh();
