namespace ServerlessRef.LocalCloud.Gateway;

/// <summary>The API's binary media types; <c>*/*</c> is every type. https://docs.aws.amazon.com/apigateway/latest/developerguide/lambda-proxy-binary-media.html</summary>
internal static class BinaryMedia
{
    public static bool Matches(IReadOnlyList<string> types, string? contentType)
    {
        var type = contentType?.Split(';')[0].Trim();
        return types.Any(one => one == "*/*"
            || (type is not null && (string.Equals(one, type, StringComparison.OrdinalIgnoreCase)
                || (one.EndsWith("/*", StringComparison.Ordinal) && type.StartsWith(one[..^1], StringComparison.OrdinalIgnoreCase)))));
    }
}
