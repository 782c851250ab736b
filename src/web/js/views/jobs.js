import { getJob, startJob } from '../desk.js';
import { announce, h } from '../dom.js';
import { busyWhile, messages } from '../parts.js';
import { poll } from '../poll.js';
import { jobs } from '../store.js';

const types = {
  'attendee-export': { start: 'Export attendees', name: 'Attendee list (CSV)', file: 'attendees.csv' },
  badges: { start: 'Make badges', name: 'Badges', file: 'badges' },
};

const words = {
  pending: 'Waiting for its turn …',
  running: 'Being written …',
  done: 'Ready',
  failed: 'Failed',
};

/** Exports of one event: start one, follow it, download what it made. */
export function jobsPanel(eventId, signal) {
  const status = messages();
  const list = h('ul', { class: 'jobs', 'aria-label': 'Exports' });
  const buttons = Object.entries(types).map(([type, { start }], index) => {
    const button = h('button', { class: index === 0 ? 'button' : 'button quiet', type: 'button', 'data-job-type': type }, start);
    button.addEventListener('click', busyWhile(button, 'Starting …', async () => {
      status.clear();
      try {
        const { body, headers } = await startJob(eventId, type, { signal });
        const id = body?.id ?? headers.get('Location').split('/').pop();
        const job = { id, type, startedAt: new Date().toISOString() };
        jobs.add(eventId, job);
        list.prepend(follow(eventId, job, signal));
        [...list.children].slice(5).forEach((line) => line.remove());
      } catch (error) {
        if (!signal.aborted) {
          status.show('bad', h('p', {}, error.sentence ?? 'The export could not be started.'));
        }
      }
    }));
    return button;
  });
  list.append(...jobs.of(eventId).map((job) => follow(eventId, job, signal)));
  const element = h('section', { class: 'panel' },
    h('h2', {}, 'Exports'),
    h('p', { class: 'hint' }, 'Written in the background; you may leave and come back.'),
    h('p', { class: 'actions' }, buttons),
    status.element,
    list);
  return { element };
}

function follow(eventId, { id, type, startedAt }, signal) {
  const { name, file } = types[type] ?? { name: type, file: type };
  const state = h('span', { class: 'job-state' }, words.pending);
  const result = h('span', { class: 'job-result' });
  const bar = h('div', { class: 'progress', role: 'progressbar', 'aria-label': `Progress of ${name}`, 'aria-valuetext': words.pending }, h('span', {}));
  const time = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' }).format(new Date(startedAt));
  const line = h('li', { class: 'job', 'data-job-id': id, 'data-status': 'pending' },
    h('div', { class: 'job-line' }, h('strong', {}, name), result, h('span', { class: 'hint' }, state, ` · ${time}`)), bar);

  let settled = false;
  function show(job) {
    line.dataset.status = job.status;
    state.textContent = job.status === 'failed' ? reason(job.error) : `${words[job.status] ?? job.status}${job.status === 'running' && job.attempts > 1 ? ` (attempt ${job.attempts})` : ''}`;
    bar.setAttribute('aria-valuetext', state.textContent);
    if (job.status === 'done' || job.status === 'failed') {
      bar.remove();
    }

    if (job.status === 'done' && job.result) {
      // The link leads to another origin and is signed for minutes; the page reads a fresh one while it is shown.
      const link = result.querySelector('a') ?? h('a', { class: 'button small', download: file }, 'Download');
      link.href = job.result;
      result.replaceChildren(link);
    }

    if (!settled && (job.status === 'done' || job.status === 'failed')) {
      settled = true;
      announce(job.status === 'done' ? `${name} is ready to download.` : `${name} failed.`);
    }
  }

  poll(async () => {
    try {
      const { body } = await getJob(id, { signal, patience: 1 });
      show(body);
      return body.status === 'failed';
    } catch (error) {
      if (error.status === 404) {
        jobs.remove(eventId, id);
        line.remove();
        return true;
      }

      if (error.code === 'session-ended') {
        return true;
      }

      throw error;
    }
  }, { signal, every: (round) => (settled ? 240_000 : Math.min(5000, 700 * 1.25 ** round)) });
  return line;
}

function reason(error) {
  return error ? `Failed: ${error}` : words.failed;
}
