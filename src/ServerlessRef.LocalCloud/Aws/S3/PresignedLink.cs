using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace ServerlessRef.LocalCloud.Aws.S3;

/// <summary>The limits of a presigned link: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html</summary>
internal static class PresignedLink
{
    private const int MaxSeconds = 7 * 24 * 60 * 60;
    private const string Error = "AuthorizationQueryParametersError";

    /// <exception cref="AwsError">It has expired, or its parameters are not what S3 accepts.</exception>
    public static void Require(IReadOnlyDictionary<string, StringValues> query, DateTimeOffset now)
    {
        if (Text(query, "X-Amz-Algorithm") != "AWS4-HMAC-SHA256")
        {
            throw new AwsError(Error, 400, "X-Amz-Algorithm only supports \"AWS4-HMAC-SHA256 and AWS4-ECDSA-P256-SHA256\"");
        }

        if (!DateTimeOffset.TryParseExact(Text(query, "X-Amz-Date"), "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var signed))
        {
            throw new AwsError(Error, 400, "X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"");
        }

        if (!int.TryParse(Text(query, "X-Amz-Expires"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds > MaxSeconds)
        {
            throw new AwsError(Error, 400, "X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than 604800 seconds");
        }

        if (signed.AddSeconds(seconds) <= now)
        {
            throw new AwsError("AccessDenied", 403, "Request has expired");
        }
    }

    private static string Text(IReadOnlyDictionary<string, StringValues> query, string name) => query.TryGetValue(name, out var value) ? value.ToString() : "";
}
