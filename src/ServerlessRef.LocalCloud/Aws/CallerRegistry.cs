using System.Collections.Concurrent;
using System.Globalization;

namespace ServerlessRef.LocalCloud.Aws;

/// <summary>Who holds which access key: each function environment gets its own, so that the front knows the caller of every AWS call.</summary>
internal sealed class CallerRegistry
{
    private readonly ConcurrentDictionary<string, Caller> _callers = new(StringComparer.Ordinal);
    private int _issued;

    /// <param name="functionName">Shown in recorded calls.</param>
    /// <param name="roleArn">Whose policies decide.</param>
    /// <param name="environmentId">Distinguishes environments of one function.</param>
    public AwsCredentials Issue(string functionName, string roleArn, string environmentId)
    {
        var number = Interlocked.Increment(ref _issued);
        var accessKeyId = string.Create(CultureInfo.InvariantCulture, $"ASIALOCAL{number:D11}");
        _callers[accessKeyId] = new Caller(functionName, roleArn, environmentId);
        return new AwsCredentials(accessKeyId, $"local-secret-{number}", $"local-session-{number}");
    }

    public void Revoke(string accessKeyId) => _callers.TryRemove(accessKeyId, out _);

    public Caller? Find(string accessKeyId) => _callers.GetValueOrDefault(accessKeyId);
}

internal sealed record Caller(string FunctionName, string RoleArn, string EnvironmentId);
