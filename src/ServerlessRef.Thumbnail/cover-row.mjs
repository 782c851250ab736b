import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';

/**
 * The cover's attributes of an event's item. Every write is for the newest upload, while it is pending: an upload ends once, and one
 * that a newer upload has replaced changes nothing, in whatever order S3 tells of them.
 */
export class CoverRow {
  #database;
  #table;

  constructor(database, table) {
    this.#database = database;
    this.#table = table;
  }

  /**
   * The folder that was shown before stays named: a write that took effect and lost its reply, or its writer, is found done by the next
   * one, who then knows what is still to be deleted.
   * @returns {{ ended: boolean, shown?: string, replaced?: string }} whether this ended the upload, the folder shown now, and the one it replaced
   */
  async ready({ eventId, uploadId }, folder, sizes) {
    const { ended, item } = await this.#end(eventId, uploadId, 'SET coverStatus = :status, coverReplaced = if_not_exists(coverShown, :none), coverShown = :folder, coverSizes = :sizes REMOVE coverReason', {
      ':none': { S: '' },
      ':status': { S: 'ready' },
      ':folder': { S: folder },
      ':sizes': { S: sizes },
    });
    return ended ? { ended, shown: folder, replaced: item?.coverShown?.S } : { ended, shown: item?.coverShown?.S, replaced: item?.coverReplaced?.S };
  }

  rejected({ eventId, uploadId }, reason) {
    return this.#end(eventId, uploadId, 'SET coverStatus = :status, coverReason = :reason', { ':status': { S: 'rejected' }, ':reason': { S: reason } });
  }

  async #end(eventId, uploadId, expression, values) {
    try {
      const { Attributes } = await this.#database.send(new UpdateItemCommand({
        TableName: this.#table,
        Key: { PK: { S: `EVENT#${eventId}` }, SK: { S: 'META' } },
        UpdateExpression: expression,
        ConditionExpression: 'coverUpload = :upload AND coverStatus = :pending',
        ExpressionAttributeValues: { ...values, ':upload': { S: uploadId }, ':pending': { S: 'pending' } },
        ReturnValues: 'UPDATED_OLD',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }));
      return { ended: true, item: Attributes };
    } catch (error) {
      if (error.name === 'ConditionalCheckFailedException') {
        return { ended: false, item: error.Item };
      }

      throw error;
    }
  }
}
