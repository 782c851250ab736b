using ServerlessRef.LocalCloud.Aws.Iam;

namespace ServerlessRef.LocalCloud.Aws;

/// <summary>One call as it reached the front, its caller known.</summary>
internal sealed record AwsRequest(HttpRequest Http, ReadOnlyMemory<byte> Body, Credential Credential, Caller Caller, RequestContext Context)
{
    /// <summary>The operation of the JSON protocols: what follows the dot in X-Amz-Target.</summary>
    public string Operation
    {
        get
        {
            var target = Http.Headers["X-Amz-Target"].ToString();
            return target[(target.LastIndexOf('.') + 1)..];
        }
    }

    /// <summary>Ends when the caller hangs up.</summary>
    public CancellationToken Aborted => Http.HttpContext.RequestAborted;
}
