/** What the function is told about: covers/<event>/<upload>. Both are ids the Api derives, so nothing else fits. */
const uploadKey = /^covers\/(?<eventId>evt_[0-9a-z]{26})\/(?<uploadId>cov_[0-9a-z]{26})$/;

/**
 * The uploads a message of S3 tells of (https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html).
 * What cannot be understood throws: it becomes a dead letter that somebody looks at, and nothing is passed over in silence.
 */
export function readUploads(body, bucket) {
  const message = JSON.parse(body);
  if (message.Event === 's3:TestEvent') {
    return []; // S3 sends one when notifications are set up
  }

  if (!Array.isArray(message.Records)) {
    throw new Error('The message is no S3 event: it has no Records.');
  }

  return message.Records.map((record) => {
    const key = decodeURIComponent(record.s3.object.key.replaceAll('+', ' '));
    const { groups } = uploadKey.exec(key) ?? {};
    if (record.eventSource !== 'aws:s3' || !record.eventName.startsWith('ObjectCreated:') || record.s3.bucket.name !== bucket || !groups) {
      throw new Error(`${record.eventSource} ${record.eventName} of ${record.s3.bucket.name}/${key} is no upload of a cover; accepted: ObjectCreated of ${bucket}/covers/<event>/<upload>.`);
    }

    return { key, eventId: groups.eventId, uploadId: groups.uploadId };
  });
}
