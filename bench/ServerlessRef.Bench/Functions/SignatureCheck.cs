using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace ServerlessRef.Bench.Functions;

/// <summary>Checks an AWS Signature Version 4 (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html), so that nobody is measured who left the work out.</summary>
internal static class SignatureCheck
{
    private const string Algorithm = "AWS4-HMAC-SHA256";

    /// <returns>What is wrong, or null.</returns>
    public static string? Problem(HttpRequest request, byte[] body)
    {
        var authorization = request.Headers.Authorization.ToString();
        if (!authorization.StartsWith(Algorithm + " ", StringComparison.Ordinal))
        {
            return $"The request is not signed: Authorization is '{authorization}'.";
        }

        var fields = authorization[(Algorithm.Length + 1)..].Split(',', StringSplitOptions.TrimEntries)
            .Select(field => field.Split('=', 2))
            .ToDictionary(field => field[0], field => field[1], StringComparer.Ordinal);
        if (fields["Credential"].Split('/') is not [BenchCredentials.AccessKeyId, var date, BenchCredentials.Region, "dynamodb", "aws4_request"])
        {
            return $"The request is signed for '{fields["Credential"]}', not by {BenchCredentials.AccessKeyId} for DynamoDB in {BenchCredentials.Region}.";
        }

        if (request.Headers["x-amz-security-token"] != BenchCredentials.SessionToken)
        {
            return "The request carries no session token; those of a function always do.";
        }

        var signedHeaders = fields["SignedHeaders"].Split(';');
        if (!signedHeaders.Contains("host") || !signedHeaders.Contains("x-amz-date") || !signedHeaders.Contains("x-amz-target"))
        {
            return $"The signature covers only {fields["SignedHeaders"]}.";
        }

        var headers = string.Concat(signedHeaders.Select(name => $"{name}:{request.Headers[name].ToString().Trim()}\n"));
        var canonical = $"POST\n/\n\n{headers}\n{fields["SignedHeaders"]}\n{Convert.ToHexStringLower(SHA256.HashData(body))}";
        var scope = string.Create(CultureInfo.InvariantCulture, $"{date}/{BenchCredentials.Region}/dynamodb/aws4_request");
        var text = $"{Algorithm}\n{request.Headers["x-amz-date"]}\n{scope}\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        byte[] key = Encoding.UTF8.GetBytes("AWS4" + BenchCredentials.SecretAccessKey);
        foreach (var part in new[] { date, BenchCredentials.Region, "dynamodb", "aws4_request", text })
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        }

        return Convert.ToHexStringLower(key) == fields["Signature"] ? null : $"The signature is wrong for\n{canonical}";
    }
}
