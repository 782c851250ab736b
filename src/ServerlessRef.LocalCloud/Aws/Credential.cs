using Microsoft.AspNetCore.WebUtilities;
using ServerlessRef.LocalCloud.Aws.S3.Forms;

namespace ServerlessRef.LocalCloud.Aws;

/// <summary>
/// What a signature says about its maker: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-signing-elements.html.
/// The signature itself is not verified: the keys are dummies and only identify a caller.
/// </summary>
/// <param name="Service">Of the credential scope: <c>dynamodb</c>, <c>sqs</c>, <c>s3</c>.</param>
/// <param name="IsPresigned">True when it stands in the query of a link, or in a form.</param>
internal sealed record Credential(string AccessKeyId, string Region, string Service, bool IsPresigned)
{
    private const string Parameter = "Credential=";

    /// <returns>Null: the request carries none, or one that cannot be read.</returns>
    public static Credential? Read(HttpRequest request)
    {
        string? header = request.Headers.Authorization;
        if (header is not null)
        {
            var start = header.IndexOf(Parameter, StringComparison.Ordinal);
            return start < 0 ? null : Scope(header.AsSpan(start + Parameter.Length), isPresigned: false);
        }

        return request.QueryString.HasValue && QueryHelpers.ParseQuery(request.QueryString.Value).TryGetValue("X-Amz-Credential", out var value)
            ? Scope(value.ToString(), isPresigned: true)
            : null;
    }

    /// <summary>Of a form, which carries it in a field.</summary>
    public static Credential? Read(UploadForm form) => Scope(form["x-amz-credential"], isPresigned: true);

    private static Credential? Scope(ReadOnlySpan<char> text, bool isPresigned)
    {
        var end = text.IndexOfAny(',', ' ');
        var parts = (end < 0 ? text : text[..end]).ToString().Split('/');
        return parts is [var key, _, var region, var service, "aws4_request"] ? new Credential(key, region, service, isPresigned) : null;
    }
}
