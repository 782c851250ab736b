// Shows what arrived, newest first; asks again every second while the page is seen.
const rows = document.getElementById('rows');
const live = document.getElementById('live');
const count = document.getElementById('count');
let newest = 0;

function cell(text) {
  const td = document.createElement('td');
  td.textContent = text ?? '';
  return td;
}

function timeline(entry) {
  const td = document.createElement('td');
  if (entry.traceId) {
    const link = document.createElement('a');
    link.href = `./?trace=${encodeURIComponent(entry.traceId)}#timeline`;
    link.textContent = 'Show';
    link.setAttribute('aria-label', `Timeline of ${entry.subject ?? entry.text}`);
    td.append(link);
  }

  return td;
}

function row(entry) {
  const tr = document.createElement('tr');
  tr.append(cell(new Date(entry.time).toLocaleTimeString()), cell(entry.kind), cell(entry.to), cell(entry.subject), cell(entry.text), cell(entry.correlationId), timeline(entry));
  return tr;
}

async function refresh() {
  try {
    const answer = await fetch('mail.json', { cache: 'no-store' });
    const { mail } = await answer.json();
    live.textContent = 'Live';
    count.textContent = mail.length;
    if (mail.length > 0 && mail[0].number !== newest) {
      newest = mail[0].number;
      rows.replaceChildren(...mail.map(row));
    }
  } catch {
    live.textContent = 'The local cloud does not answer.';
  }
}

setInterval(() => document.hidden || refresh(), 1000);
refresh();
