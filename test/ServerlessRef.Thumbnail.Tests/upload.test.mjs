import assert from 'node:assert/strict';
import { test } from 'node:test';
import { photograph } from './camera.mjs';
import { processBatch } from '../../src/ServerlessRef.Thumbnail/batch.mjs';
import { CoverUpload } from '../../src/ServerlessRef.Thumbnail/cover-upload.mjs';
import { readUploads } from '../../src/ServerlessRef.Thumbnail/s3-event.mjs';

const eventId = `evt_${'a'.repeat(26)}`;
const upload = (letter) => ({ eventId, uploadId: `cov_${letter.repeat(26)}`, key: `covers/${eventId}/cov_${letter.repeat(26)}` });
const [first, second, third] = [upload('b'), upload('c'), upload('d')];
const quiet = () => {};

/** Buckets and row in memory, with the same conditions. */
class World {
  uploads = new Map();
  media = new Map();
  event = { folders: new Set() };

  begin({ uploadId }) {
    Object.assign(this.event, { upload: uploadId, status: 'pending' });
  }

  objects = {
    readUpload: async (key) => this.uploads.get(key) ?? null,
    deleteUpload: async (key) => this.uploads.delete(key),
    writePicture: async ({ key, body }) => this.media.set(key, body),
    deletePicture: async (key) => this.media.delete(key),
  };

  #change({ uploadId }, change) {
    const taken = this.event.upload === uploadId && this.event.status === 'pending';
    if (taken) {
      change(this.event);
    }

    return { taken, event: { ...this.event, folders: [...this.event.folders] } };
  }

  row = {
    begin: async (it, folder) => this.#change(it, ({ folders }) => folders.add(folder)),
    ready: async (it, folder) => this.#change(it, (event) => Object.assign(event, { status: 'ready', shown: folder })),
    rejected: async (it, reason) => this.#change(it, (event) => Object.assign(event, { status: 'rejected', reason })),
    forget: async (it, folders) => folders.forEach((folder) => this.event.folders.delete(folder)),
  };

  /** Folders that hold pictures. */
  get folders() {
    return [...new Set([...this.media.keys()].map((key) => key.slice(0, key.lastIndexOf('/'))))];
  }

  run = (it) => new CoverUpload(this.objects, this.row, quiet).process(it);
}

async function posted(...its) {
  const world = new World();
  for (const [it, file] of its) {
    world.begin(it);
    world.uploads.set(it.key, file ?? await photograph({ width: 60, height: 40 }));
  }

  return world;
}

test('Process_OfAPhotograph_ShowsSixPicturesAndRemovesTheOriginal', async () => {
  const world = await posted([first]);

  await world.run(first);

  assert.equal(world.event.status, 'ready');
  assert.match(world.event.shown, new RegExp(`^images/${eventId}/${first.uploadId}-[0-9a-f]{16}$`));
  assert.deepEqual([...world.media.keys()].sort(), ['1920.jpeg', '1920.webp', '320.jpeg', '320.webp', '960.jpeg', '960.webp'].map((name) => `${world.event.shown}/${name}`));
  assert.equal(world.uploads.size, 0);
});

test('Process_OfABadFile_RejectsItWithItsReasonAndRemovesTheOriginal', async () => {
  const world = await posted([first, Buffer.from('no picture')]);

  await world.run(first);

  assert.deepEqual([world.event.status, world.event.reason, world.uploads.size, world.media.size], ['rejected', 'not-an-image', 0, 0]);
});

test('Process_OfADuplicate_ChangesNothing', async () => {
  const world = await posted([first]);
  const original = world.uploads.get(first.key);
  await world.run(first);
  const after = [{ ...world.event, folders: new Set(world.event.folders) }, new Map(world.media)];

  await world.run(first); // its original is gone
  world.uploads.set(first.key, original); // or not yet
  await world.run(first);

  assert.deepEqual([world.event, world.media], after);
  assert.equal(world.uploads.size, 0);
});

test('Process_OfTwoAtOnce_EndsAsOne', async () => {
  const world = await posted([first]);

  await Promise.all([world.run(first), world.run(first)]);

  assert.deepEqual([world.event.status, world.media.size, world.uploads.size], ['ready', 6, 0]);
});

for (const order of [[first, second], [second, first]]) {
  test(`Process_WhenTheEventsComeAs${order[0] === first ? 'Sent' : 'NotSent'}_TheNewestUploadsPicturesStay`, async () => {
    const world = await posted([first], [second]);

    for (const it of order) {
      await world.run(it);
    }

    assert.ok(world.event.shown.includes(second.uploadId));
    assert.deepEqual([world.event.status, world.media.size, world.uploads.size], ['ready', 6, 0]);
    assert.ok([...world.media.keys()].every((key) => key.startsWith(`${world.event.shown}/`)));
  });
}

test('Process_OfANewCover_RemovesTheOldOnesPictures', async () => {
  const world = await posted([first]);
  await world.run(first);
  world.begin(second);
  world.uploads.set(second.key, await photograph({ width: 40, height: 60 }));

  await world.run(second);

  assert.ok([...world.media.keys()].every((key) => key.includes(second.uploadId)));
  assert.equal(world.media.size, 6);
});

for (const [trouble, strike] of Object.entries({
  // The SDK repeats a call whose reply was lost: the second attempt finds it done.
  TheRowsWriteLosesItsReply: (world, working) => { world.row.ready = async (...all) => { await working(...all); return working(...all); }; },
  TheFunctionDiesAfterTheRowsWrite: (world, working) => {
    world.row.ready = async (...all) => {
      await working(...all);
      world.row.ready = working;
      throw new Error('killed');
    };
  },
  DeletingThemIsRefused: (world) => {
    const deletePicture = world.objects.deletePicture;
    world.objects.deletePicture = async () => {
      world.objects.deletePicture = deletePicture;
      throw new Error('503');
    };
  },
})) {
  test(`Process_OfANewCover_When_${trouble}_RemovesTheOldOnesPicturesAllTheSame`, async () => {
    const world = await posted([first]);
    await world.run(first);
    world.begin(second);
    world.uploads.set(second.key, await photograph({ width: 40, height: 60 }));
    strike(world, world.row.ready);

    await world.run(second).catch(quiet);
    await world.run(second);

    assert.deepEqual([...new Set([...world.media.keys()].map((key) => key.includes(second.uploadId)))], [true]);
    assert.deepEqual([world.media.size, world.uploads.size], [6, 0]);
  });
}

test('Process_WhenAWorkerDiesBeforeTheOldPicturesAreGone_TheNextUploadDeletesThemToo', async () => {
  const world = await posted([first]);
  await world.run(first);
  world.begin(second);
  world.uploads.set(second.key, await photograph({ width: 40, height: 60 }));
  const { deletePicture } = world.objects;
  world.objects.deletePicture = () => Promise.reject(new Error('killed'));
  await assert.rejects(world.run(second), /killed/);
  world.objects.deletePicture = deletePicture;
  assert.equal(world.folders.length, 2);
  world.begin(third);
  world.uploads.set(third.key, await photograph({ width: 50, height: 50 }));

  await world.run(third);
  assert.deepEqual([world.folders, [...world.event.folders]], [[world.event.shown], [world.event.shown]]);
  await world.run(second);

  assert.deepEqual([world.folders, world.media.size, world.uploads.size], [[world.event.shown], 6, 0]);
});

test('Process_WhenAWorkerDiesAmidItsPictures_AndItsMessageNeverComesBack_TheNextUploadDeletesThem', async () => {
  const world = await posted([first]);
  const { writePicture } = world.objects;
  world.objects.writePicture = async (picture) => {
    if (world.media.size > 0) {
      throw new Error('killed');
    }

    await writePicture(picture);
  };
  await assert.rejects(world.run(first), /killed/);
  world.objects.writePicture = writePicture;
  assert.equal(world.media.size, 1);
  world.begin(second);
  world.uploads.set(second.key, Buffer.from('no picture'));

  await world.run(second);

  assert.deepEqual([world.media.size, world.event.folders.size], [0, 0]);
});

test('Process_OfAnUploadThatWasReplacedWhileItWrote_LeavesThePicturesOfTheNewOne_WhichAreNotShownYet', async () => {
  const world = await posted([first]);
  const { begin, ready } = world.row;
  const [written, mayEnd] = [Promise.withResolvers(), Promise.withResolvers()];
  let newer;
  world.row.begin = async (it, folder) => {
    const begun = await begin(it, folder);
    if (it === first) {
      world.begin(second);
      world.uploads.set(second.key, await photograph({ width: 40, height: 60 }));
      newer = world.run(second);
      await written.promise;
    }

    return begun;
  };
  world.row.ready = async (it, ...more) => {
    if (it === second) {
      written.resolve();
      await mayEnd.promise;
    }

    return ready(it, ...more);
  };

  await world.run(first);
  mayEnd.resolve();
  await newer;

  assert.deepEqual([world.folders, world.media.size, world.uploads.size, [...world.event.folders]], [[world.event.shown], 6, 0, [world.event.shown]]);
  assert.ok(world.event.shown.includes(second.uploadId));
});

test('Process_OfAnUploadThatWasReplaced_WritesNoPicture', async () => {
  const world = await posted([first], [second]);
  world.objects.writePicture = () => assert.fail('nobody will be shown this');

  await world.run(first);

  assert.deepEqual([world.media.size, world.event.folders.size, world.uploads.has(first.key)], [0, 0, false]);
});

test('Process_OfABadNewCover_LeavesTheOldOneShown', async () => {
  const world = await posted([first]);
  await world.run(first);
  const { shown } = world.event;
  world.begin(second);
  world.uploads.set(second.key, Buffer.alloc(0));

  await world.run(second);

  assert.deepEqual([world.event.status, world.event.reason, world.event.shown, world.media.size], ['rejected', 'empty', shown, 6]);
});

test('Process_OfASecondFileUnderOneForm_ShowsTheFirstAndLeavesNothingOfTheOther', async () => {
  const world = await posted([first]);
  await world.run(first);
  const { shown } = world.event;
  world.uploads.set(first.key, await photograph({ width: 30, height: 30 }));

  await world.run(first);

  assert.deepEqual([world.event.shown, world.media.size, world.uploads.size], [shown, 6, 0]);
});

for (const call of ['readUpload', 'writePicture', 'deleteUpload']) {
  test(`Process_When_${call}_Fails_TheNextDeliveryFinishes`, async () => {
    const world = await posted([first]);
    const working = world.objects[call];
    world.objects[call] = () => Promise.reject(new Error('503'));
    await assert.rejects(world.run(first), /503/);
    world.objects[call] = working;

    await world.run(first);

    assert.deepEqual([world.event.status, world.media.size, world.uploads.size], ['ready', 6, 0]);
  });
}

const s3Event = (...keys) => JSON.stringify({
  Records: keys.map((key) => ({ eventSource: 'aws:s3', eventName: 'ObjectCreated:Post', s3: { bucket: { name: 'uploads' }, object: { key, sequencer: '01' } } })),
});

test('ProcessBatch_NamesTheMessageThatFailed_AndNoOther', async () => {
  const batch = [['1', s3Event(first.key)], ['2', s3Event(second.key)], ['3', 'no JSON'], ['4', '{"Service":"Amazon S3","Event":"s3:TestEvent"}']];

  const { batchItemFailures } = await processBatch(
    { Records: batch.map(([messageId, body]) => ({ messageId, body })) },
    'uploads',
    async ({ uploadId }) => { if (uploadId === first.uploadId) { throw new Error('503'); } },
    quiet);

  assert.deepEqual(batchItemFailures, [{ itemIdentifier: '1' }, { itemIdentifier: '3' }]);
});

test('ReadUploads_DecodesTheKeyAsS3EncodesIt', () => {
  assert.deepEqual(readUploads(s3Event(encodeURIComponent(first.key)), 'uploads'), [first]);
});

for (const [what, body] of Object.entries({
  'another bucket': s3Event(first.key).replace('"uploads"', '"results"'),
  'another key': s3Event('covers/../secrets'),
  'a removal': s3Event(first.key).replace('ObjectCreated:Post', 'ObjectRemoved:Delete'),
  'no event of S3': '{}',
})) {
  test(`ReadUploads_Of ${what}_Throws`, () => assert.throws(() => readUploads(body, 'uploads')));
}
