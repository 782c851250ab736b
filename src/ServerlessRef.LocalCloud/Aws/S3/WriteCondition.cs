namespace ServerlessRef.LocalCloud.Aws.S3;

/// <summary>
/// If-None-Match and If-Match of a write, which the engine ignores:
/// https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
/// </summary>
internal static class WriteCondition
{
    /// <param name="head">Looks the object up; its key's lock is held.</param>
    /// <exception cref="AwsError">The condition does not hold, or is none that S3 knows.</exception>
    public static async Task RequireAsync(IHeaderDictionary headers, Func<Task<AwsResponse>> head)
    {
        var (none, match) = (headers.IfNoneMatch.ToString(), headers.IfMatch.ToString());
        if (none is not ("" or "*"))
        {
            throw new AwsError("NotImplemented", 501, "A header you provided implies functionality that is not implemented: If-None-Match of a write only takes *.");
        }

        var found = await head();
        var exists = found.Status == 200;
        if (match.Length > 0 && !exists)
        {
            throw new AwsError("NoSuchKey", 404, "The specified key does not exist.");
        }

        var etag = found.Headers.FirstOrDefault(header => header.Key.Equals("ETag", StringComparison.OrdinalIgnoreCase)).Value;
        if ((none.Length > 0 && exists) || (match.Length > 0 && match.Trim('"') != etag?.Trim('"')))
        {
            throw new AwsError("PreconditionFailed", 412, "At least one of the pre-conditions you specified did not hold");
        }
    }
}
