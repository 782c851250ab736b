using System.Collections.Concurrent;
using System.Globalization;

namespace ServerlessRef.LocalCloud.Aws;

/// <summary>Who holds which access key: each function environment gets its own, so that the front knows the caller of every AWS call.</summary>
internal sealed class CallerRegistry
{
    private readonly ConcurrentDictionary<string, Caller> _callers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Caller> _revoked = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, AwsCredentials> _credentials = new(StringComparer.Ordinal);
    private int _issued;

    /// <param name="functionName">Shown in recorded calls.</param>
    /// <param name="roleArn">Whose policies decide.</param>
    /// <param name="environmentId">Distinguishes environments of one function.</param>
    public AwsCredentials Issue(string functionName, string roleArn, string environmentId)
    {
        var number = Interlocked.Increment(ref _issued);
        var accessKeyId = string.Create(CultureInfo.InvariantCulture, $"ASIALOCAL{number:D11}");
        _callers[accessKeyId] = new Caller(functionName, roleArn, environmentId);
        return _credentials[accessKeyId] = new AwsCredentials(accessKeyId, $"local-secret-{number}", $"local-session-{number}");
    }

    public void Revoke(string accessKeyId)
    {
        if (_callers.TryRemove(accessKeyId, out var caller))
        {
            _revoked[accessKeyId] = caller;
        }
    }

    public Caller? Find(string accessKeyId) => _callers.GetValueOrDefault(accessKeyId);

    /// <summary>What a form was signed with; kept as long as a link's signer.</summary>
    public AwsCredentials? FindCredentials(string accessKeyId) => _credentials.GetValueOrDefault(accessKeyId);

    /// <summary>Who signed a link: in AWS a link outlives the environment that made it, so keys that were revoked count too.</summary>
    public Caller? FindSigner(string accessKeyId) => Find(accessKeyId) ?? _revoked.GetValueOrDefault(accessKeyId);
}

internal sealed record Caller(string FunctionName, string RoleArn, string EnvironmentId);
