using Amazon.DynamoDBv2.Model;
using ServerlessRef.Shared.Functions;

namespace ServerlessRef.FaultPlans.Cloud;

/// <summary>What broken variants do to requests of the table.</summary>
internal static class BrokenVariants
{
    /// <summary>Takes the condition off the write the variant breaks.</summary>
    public static UpdateItemRequest Alter(UpdateItemRequest request, Variant variant)
    {
        var (condition, values) = Unconditional(request.UpdateExpression, request.ConditionExpression, request.ExpressionAttributeValues, variant);
        return new UpdateItemRequest
        {
            TableName = request.TableName,
            Key = request.Key,
            UpdateExpression = variant == Variant.ToldBeforePublished && IsClaimOfNotice(request) ? request.UpdateExpression + ", toldAt = :now" : request.UpdateExpression,
            ConditionExpression = condition,
            ExpressionAttributeNames = request.ExpressionAttributeNames,
            ExpressionAttributeValues = values,
            ReturnValues = request.ReturnValues,
            ReturnValuesOnConditionCheckFailure = request.ReturnValuesOnConditionCheckFailure,
        };
    }

    /// <summary>The same for updates inside a transaction.</summary>
    public static void Alter(TransactWriteItemsRequest request, Variant variant)
    {
        if (variant == Variant.OfferKeepsThePlace)
        {
            request.TransactItems.RemoveAll(item => item.Delete is { } delete && delete.Key["PK"].S.StartsWith("WAITING#", StringComparison.Ordinal));
        }

        foreach (var update in request.TransactItems.Select(item => item.Update).OfType<Update>())
        {
            if (variant == Variant.SeatFreedBesideTheLine)
            {
                update.ConditionExpression = update.ConditionExpression?.Replace(" AND attribute_not_exists(waitlisted)", "", StringComparison.Ordinal);
            }

            (update.ConditionExpression, update.ExpressionAttributeValues) =
                Unconditional(update.UpdateExpression, update.ConditionExpression, update.ExpressionAttributeValues, variant);
        }
    }

    /// <summary>Shows counters as the variant makes them.</summary>
    public static BatchGetItemResponse Alter(BatchGetItemResponse response, Variant variant)
    {
        if (variant == Variant.OtherPoolsUnseen)
        {
            foreach (var pool in response.Responses.Values.SelectMany(items => items).Where(item => item.ContainsKey("seatsTaken")))
            {
                (pool["seatsTaken"], pool["version"]) = (pool["seats"], new AttributeValue { N = "1" });
            }
        }

        return response;
    }

    /// <summary>Whether a transaction signs somebody up: the one the variant without transactions takes apart.</summary>
    public static bool IsSignUp(TransactWriteItemsRequest request) =>
        request.TransactItems.Exists(item => item.Put?.Item["SK"].S.StartsWith("REG#", StringComparison.Ordinal) == true)
        && request.TransactItems.TrueForAll(item => item.Put is not null || item.Update?.UpdateExpression.Contains("seatsTaken + :one", StringComparison.Ordinal) == true);

    /// <summary>Refuses as a transaction would, and writes nothing.</summary>
    public static async Task<bool> CheckAsync(ObservedTable engine, TransactWriteItemsRequest request)
    {
        var reasons = new List<CancellationReason>();
        foreach (var item in request.TransactItems)
        {
            var key = item.Update?.Key ?? new() { ["PK"] = item.Put.Item["PK"], ["SK"] = item.Put.Item["SK"] };
            var old = (await engine.GetItemAsync(new GetItemRequest { TableName = item.Update?.TableName ?? item.Put.TableName, Key = key, ConsistentRead = true })).Item;
            var exists = old is { Count: > 0 };
            var holds = item.Update is null ? !exists : exists && int.Parse(old!["seatsTaken"].N) < int.Parse(old["seats"].N);
            reasons.Add(new CancellationReason { Code = holds ? "None" : "ConditionalCheckFailed", Item = old });
        }

        return reasons.Exists(reason => reason.Code != "None") ? throw TransactingDynamoDb.Cancelled(reasons) : true;
    }

    /// <summary>Writes an item of a transaction, alone and whatever is there.</summary>
    public static async Task<bool> WriteAsync(ObservedTable engine, TransactWriteItem item)
    {
        if (item.Put is { } put)
        {
            await engine.PutAsync(new PutItemRequest { TableName = put.TableName, Item = put.Item });
            return true;
        }

        var values = Used(item.Update.UpdateExpression, item.Update.ExpressionAttributeValues);
        var names = item.Update.ExpressionAttributeNames.Where(name => item.Update.UpdateExpression.Contains(name.Key, StringComparison.Ordinal)).ToDictionary();
        await engine.UpdateAsync(new UpdateItemRequest
        {
            TableName = item.Update.TableName,
            Key = item.Update.Key,
            UpdateExpression = item.Update.UpdateExpression,
            ExpressionAttributeNames = names,
            ExpressionAttributeValues = values,
        });
        return true;
    }

    private static bool IsClaimOfNotice(UpdateItemRequest request) =>
        request.Key["PK"].S.StartsWith("NOTICE#", StringComparison.Ordinal) && request.UpdateExpression.StartsWith("SET leaseUntil", StringComparison.Ordinal);

    private static (string? Condition, Dictionary<string, AttributeValue> Values) Unconditional(
        string update, string? condition, Dictionary<string, AttributeValue> values, Variant variant)
    {
        var broken = variant switch
        {
            Variant.ClaimWithoutLease => update.Contains("leaseUntil = :until", StringComparison.Ordinal),
            Variant.SeatWithoutCondition => update.Contains("seatsTaken + :one", StringComparison.Ordinal),
            Variant.UnfencedWrite => condition?.Contains("fence = :fence", StringComparison.Ordinal) == true,
            _ => false,
        };
        return broken ? (null, Used(update, values)) : (condition, values);
    }

    // A value no expression uses is refused.
    private static Dictionary<string, AttributeValue> Used(string expression, Dictionary<string, AttributeValue> values)
    {
        var used = expression.Split([' ', ',', '(', ')', '=', '+', '-'], StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
        return values.Where(value => used.Contains(value.Key)).ToDictionary();
    }
}
