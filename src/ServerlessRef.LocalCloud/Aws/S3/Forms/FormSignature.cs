using System.Security.Cryptography;
using System.Text;

namespace ServerlessRef.LocalCloud.Aws.S3.Forms;

/// <summary>
/// Verifies who signed a form: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-UsingHTTPPOST.html. Unlike other calls', this signature is checked:
/// a browser sends it, so the policy is only worth what the signature is.
/// </summary>
internal static class FormSignature
{
    private const string Algorithm = "AWS4-HMAC-SHA256";

    /// <exception cref="AwsError">It was not signed with this key.</exception>
    public static void Require(UploadForm form, AwsCredentials signer)
    {
        var scope = form["x-amz-credential"].Split('/');
        var holds = form["x-amz-algorithm"] == Algorithm
            && scope is [_, var date, var region, "s3", "aws4_request"]
            && form["x-amz-date"].StartsWith(date, StringComparison.Ordinal)
            && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Sign(form["policy"], signer.SecretAccessKey, date, region)), Encoding.ASCII.GetBytes(form["x-amz-signature"]));
        if (!holds)
        {
            throw new AwsError("SignatureDoesNotMatch", 403, "The request signature we calculated does not match the signature you provided. Check your key and signing method.");
        }

        if (form["x-amz-security-token"] != signer.SessionToken)
        {
            throw new AwsError("InvalidToken", 400, "The provided token is malformed or otherwise invalid.");
        }
    }

    private static string Sign(string policy, string secret, string date, string region)
    {
        var key = Encoding.UTF8.GetBytes("AWS4" + secret);
        foreach (var part in new[] { date, region, "s3", "aws4_request", policy })
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        }

        return Convert.ToHexStringLower(key);
    }
}
