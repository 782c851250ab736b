namespace ServerlessRef.LocalCloud.Aws.S3.Forms;

/// <summary>Fields of a form that become headers of the object.</summary>
internal static class FormHeaders
{
    private static readonly HashSet<string> Stored = new(StringComparer.OrdinalIgnoreCase) { "Cache-Control", "Content-Disposition", "Content-Encoding", "Content-Type", "Expires" };

    // What a form may carry besides: it says who signed what.
    private static readonly HashSet<string> Signed = new(StringComparer.OrdinalIgnoreCase)
    {
        "bucket", "key", "policy", "x-amz-algorithm", "x-amz-credential", "x-amz-date", "x-amz-security-token", "x-amz-signature",
    };

    /// <exception cref="AwsError">A field asks for what is not emulated.</exception>
    public static IReadOnlyList<KeyValuePair<string, string>> Of(UploadForm form)
    {
        var headers = form.Fields.Where(field => Stored.Contains(field.Key) || field.Key.StartsWith("x-amz-meta-", StringComparison.OrdinalIgnoreCase)).ToList();
        var unknown = form.Fields.Keys.Except(headers.Select(header => header.Key)).Where(field => !Signed.Contains(field) && !field.StartsWith("x-ignore-", StringComparison.OrdinalIgnoreCase)).ToList();
        if (form["key"].Contains("${filename}", StringComparison.Ordinal))
        {
            unknown.Add("key with ${filename}");
        }

        return unknown.Count == 0
            ? headers
            : throw new AwsError("NotImplemented", 501, $"The local cloud does not emulate the form fields {string.Join(", ", unknown)}.");
    }
}
