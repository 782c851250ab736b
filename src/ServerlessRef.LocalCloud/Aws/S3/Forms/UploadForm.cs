using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace ServerlessRef.LocalCloud.Aws.S3.Forms;

/// <summary>
/// An upload from a browser: fields, then one file; what follows it is ignored
/// (https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html).
/// </summary>
/// <param name="Fields">By lower-case name.</param>
internal sealed record UploadForm(IReadOnlyDictionary<string, string> Fields, ReadOnlyMemory<byte> File)
{
    private const int MaxFieldBytes = 20 * 1024;

    public static bool Is(HttpRequest request) =>
        HttpMethods.IsPost(request.Method) && request.ContentType?.StartsWith("multipart/form-data", StringComparison.OrdinalIgnoreCase) == true && !request.Headers.ContainsKey("Authorization");

    public string this[string field] => Fields.GetValueOrDefault(field, "");

    /// <exception cref="AwsError">It is no form S3 takes.</exception>
    public static async Task<UploadForm> ReadAsync(string contentType, ReadOnlyMemory<byte> body)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType, out var type) || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 } boundary)
        {
            throw Malformed();
        }

        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        try
        {
            var reader = new MultipartReader(boundary, new MemoryStream(body.ToArray()));
            while (await reader.ReadNextSectionAsync() is { } section)
            {
                if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition))
                {
                    throw Malformed();
                }

                var name = HeaderUtilities.RemoveQuotes(disposition.Name).ToString();
                using var content = new MemoryStream();
                await section.Body.CopyToAsync(content);
                if (name == "file")
                {
                    return new UploadForm(fields, content.ToArray());
                }

                if (content.Length > MaxFieldBytes)
                {
                    throw new AwsError("MaxPostPreDataLengthExceededError", 400, "Your POST request fields preceding the upload file were too large.");
                }

                fields[name] = System.Text.Encoding.UTF8.GetString(content.ToArray());
            }
        }
        catch (IOException)
        {
            throw Malformed();
        }

        throw new AwsError("InvalidArgument", 400, "POST requires exactly one file upload per request.");
    }

    private static AwsError Malformed() => new("MalformedPOSTRequest", 400, "The body of your POST request is not well-formed multipart/form-data.");
}
