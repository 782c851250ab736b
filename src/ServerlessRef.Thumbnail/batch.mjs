import { readUploads } from './s3-event.mjs';

/**
 * One message after the other: each decodes a picture, which takes the whole function.
 * The answer names what failed (https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting).
 */
export async function processBatch(event, bucket, process, log) {
  const batchItemFailures = [];
  for (const { messageId, body } of event.Records) {
    try {
      for (const upload of readUploads(body, bucket)) {
        await process(upload);
      }
    } catch (error) {
      log('error', 'A message failed; its queue brings it again', { messageId, error: error.name, reason: error.message });
      batchItemFailures.push({ itemIdentifier: messageId });
    }
  }

  return { batchItemFailures };
}
