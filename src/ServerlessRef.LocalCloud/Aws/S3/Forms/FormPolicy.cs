using System.Globalization;
using System.Text.Json;

namespace ServerlessRef.LocalCloud.Aws.S3.Forms;

/// <summary>
/// What the signer of a form allows: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html.
/// Every field must be named by a condition and meet all of them.
/// </summary>
internal static class FormPolicy
{
    // Fields that need no condition; those beginning with x-ignore- neither.
    private static readonly HashSet<string> Free = new(StringComparer.OrdinalIgnoreCase) { "x-amz-signature", "policy", "file" };

    /// <exception cref="AwsError">It has expired, or the form is not what it allows.</exception>
    public static void Require(UploadForm form, string bucket, DateTimeOffset now)
    {
        using var policy = Parse(form["policy"]);
        if (!policy.RootElement.TryGetProperty("expiration", out var expiration)
            || !DateTimeOffset.TryParse(expiration.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var end)
            || !policy.RootElement.TryGetProperty("conditions", out var conditions) || conditions.ValueKind != JsonValueKind.Array)
        {
            throw Invalid();
        }

        if (end <= now)
        {
            throw Denied("Policy expired.");
        }

        var named = new HashSet<string>(Free, StringComparer.OrdinalIgnoreCase);
        foreach (var condition in conditions.EnumerateArray())
        {
            named.Add(Check(condition, form, bucket));
        }

        var extra = form.Fields.Keys.Where(field => !named.Contains(field) && !field.StartsWith("x-ignore-", StringComparison.OrdinalIgnoreCase)).ToList();
        if (extra.Count > 0)
        {
            throw Denied($"Extra input fields: {string.Join(", ", extra)}");
        }
    }

    /// <returns>The field it is about.</returns>
    private static string Check(JsonElement condition, UploadForm form, string bucket)
    {
        var (kind, field, value) = condition.ValueKind switch
        {
            JsonValueKind.Object when condition.EnumerateObject().Take(2).ToList() is [var only] => ("eq", only.Name, only.Value),
            JsonValueKind.Array when condition.GetArrayLength() == 3 => (condition[0].ToString(), condition[1].ToString().TrimStart('$'), condition[2]),
            _ => throw Invalid(),
        };
        if (kind == "content-length-range")
        {
            CheckLength(form.File.Length, condition[1], condition[2]);
            return kind;
        }

        var (sent, wanted) = (field.Equals("bucket", StringComparison.OrdinalIgnoreCase) ? bucket : form[field], value.ToString());
        var holds = kind.ToLowerInvariant() switch
        {
            "eq" => sent == wanted,
            // A list of media types begins with the same in each of its parts.
            "starts-with" when field.Equals("Content-Type", StringComparison.OrdinalIgnoreCase) => sent.Split(',').All(part => part.StartsWith(wanted, StringComparison.Ordinal)),
            "starts-with" => sent.StartsWith(wanted, StringComparison.Ordinal),
            _ => throw Invalid(),
        };
        return holds ? field : throw Denied($"Policy Condition failed: [\"{kind}\", \"${field}\", \"{wanted}\"]");
    }

    private static void CheckLength(int length, JsonElement minimum, JsonElement maximum)
    {
        // Numbers may be written as texts.
        if (!long.TryParse(minimum.ToString(), CultureInfo.InvariantCulture, out var least) || !long.TryParse(maximum.ToString(), CultureInfo.InvariantCulture, out var most))
        {
            throw Invalid();
        }

        if (length > most)
        {
            throw new AwsError("EntityTooLarge", 400, "Your proposed upload exceeds the maximum allowed size");
        }

        if (length < least)
        {
            throw new AwsError("EntityTooSmall", 400, "Your proposed upload is smaller than the minimum allowed size");
        }
    }

    private static JsonDocument Parse(string policy)
    {
        try
        {
            return JsonDocument.Parse(Convert.FromBase64String(policy));
        }
        catch (Exception unreadable) when (unreadable is FormatException or JsonException)
        {
            throw Invalid();
        }
    }

    private static AwsError Invalid() => new("InvalidPolicyDocument", 400, "Invalid Policy: Invalid JSON.");

    private static AwsError Denied(string why) => new("AccessDenied", 403, $"Invalid according to Policy: {why}");
}
