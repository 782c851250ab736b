// Shows executions, newest first, and the history of the chosen one; asks again every second while the page is seen.
const byId = (id) => document.getElementById(id);
const clock = (iso) => new Date(iso).toLocaleTimeString();
let shown = '';
let chosen = null;

function row(...cells) {
  const tr = document.createElement('tr');
  tr.append(...cells.map((content) => {
    const td = document.createElement('td');
    td.append(content ?? '');
    return td;
  }));
  return tr;
}

function button(name) {
  const element = document.createElement('button');
  element.type = 'button';
  element.className = 'small';
  element.textContent = name;
  element.setAttribute('aria-label', `History of ${name}`);
  element.addEventListener('click', () => {
    chosen = name;
    refresh();
  });
  return element;
}

const problem = ({ error, cause }) => error ? `${error}${cause ? `: ${cause}` : ''}` : '';
const json = (data) => data === undefined || data === null ? '' : JSON.stringify(data);

async function read(path) {
  const answer = await fetch(path, { cache: 'no-store' });
  if (!answer.ok) {
    throw new Error(`${path} answered ${answer.status}`);
  }

  return await answer.json();
}

async function refresh() {
  try {
    const { executions } = await read('executions.json');
    byId('count').textContent = executions.length;
    if (shown !== JSON.stringify(executions)) {
      shown = JSON.stringify(executions);
      byId('rows').replaceChildren(...executions.map((one) => row(
        clock(one.startedAt), one.stateMachine, button(one.name), one.waiting ? `${one.status}, waiting` : one.status, one.state, json(one.input), problem(one) || json(one.output))));
    }

    if (chosen) {
      const { history } = await read(`executions/${encodeURIComponent(chosen)}/history`);
      byId('history').hidden = false;
      byId('history-title').textContent = `History of ${chosen}`;
      byId('events').replaceChildren(...history.map((event) => row(String(event.id), clock(event.time), event.type, event.state, problem(event) || json(event.data))));
    }

    byId('live').textContent = 'Live';
  } catch {
    byId('live').textContent = 'The local cloud does not answer.';
  }
}

setInterval(() => document.hidden || refresh(), 1000);
refresh();
