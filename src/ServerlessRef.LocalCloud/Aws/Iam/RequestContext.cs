namespace ServerlessRef.LocalCloud.Aws.Iam;

/// <summary>
/// Values of condition keys for one call:
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
/// </summary>
internal sealed class RequestContext
{
    // What a function's own call never carries: keys of services that act for someone, and of organisations.
    private static readonly HashSet<string> KnownAbsent = new(StringComparer.OrdinalIgnoreCase)
    {
        "aws:SourceArn", "aws:SourceAccount", "aws:SourceOrgID", "aws:SourceVpc", "aws:SourceVpce", "aws:VpcSourceIp",
        "aws:PrincipalOrgID", "aws:PrincipalServiceName", "aws:CalledVia", "aws:MultiFactorAuthPresent",
    };

    private static readonly HashSet<string> Emulated = new(StringComparer.OrdinalIgnoreCase)
    {
        "aws:SecureTransport", "aws:PrincipalArn", "aws:PrincipalAccount", "aws:PrincipalType", "aws:PrincipalIsAWSService",
        "aws:ViaAWSService", "aws:RequestedRegion", "aws:ResourceAccount", "s3:ResourceAccount", "s3:TlsVersion", "s3:prefix", "s3:delimiter",
        "dynamodb:LeadingKeys", "dynamodb:EnclosingOperation", "ses:FromAddress",
    };

    private readonly Dictionary<string, IReadOnlyList<string>> _values = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Conditions on other keys are refused when the cloud is loaded.</summary>
    public static bool Knows(string key) =>
        Emulated.Contains(key) || KnownAbsent.Contains(key) || key.StartsWith("s3:x-amz-", StringComparison.OrdinalIgnoreCase);

    /// <summary>What holds for every call. The local front speaks plain HTTP on loopback, yet counts as secure: deployed functions always use TLS.</summary>
    public static RequestContext For(Caller caller, string accountId, string region)
    {
        var context = new RequestContext();
        context.Set("aws:SecureTransport", "true");
        context.Set("aws:PrincipalArn", caller.RoleArn);
        context.Set("aws:PrincipalAccount", accountId);
        context.Set("aws:PrincipalType", "AssumedRole");
        context.Set("aws:PrincipalIsAWSService", "false");
        context.Set("aws:ViaAWSService", "false");
        context.Set("aws:RequestedRegion", region);
        context.Set("aws:ResourceAccount", accountId);
        context.Set("s3:ResourceAccount", accountId);
        context.Set("s3:TlsVersion", "1.3");
        return context;
    }

    public void Set(string key, params IReadOnlyList<string> values) => _values[key] = values;

    /// <summary>The same context with one key more, for one of several checks of a call.</summary>
    public RequestContext With(string key, params IReadOnlyList<string> values)
    {
        var context = new RequestContext();
        foreach (var (name, known) in _values)
        {
            context._values[name] = known;
        }

        context.Set(key, values);
        return context;
    }

    /// <returns>Null: the call has no such key.</returns>
    public IReadOnlyList<string>? Find(string key) => _values.GetValueOrDefault(key);
}
