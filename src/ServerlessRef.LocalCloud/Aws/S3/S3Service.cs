using Microsoft.Extensions.Primitives;
using ServerlessRef.LocalCloud.Aws.Iam;
using ServerlessRef.LocalCloud.Aws.S3.Forms;
using ServerlessRef.LocalCloud.Aws.S3.Notifications;

namespace ServerlessRef.LocalCloud.Aws.S3;

/// <summary>S3, path style: objects of the template's buckets.</summary>
internal sealed class S3Service(PolicyEvaluator policies, EngineGateway gateway, Uri engine, KeyLocks locks, ObjectNotifier notifier, TimeProvider time) : IAwsService
{
    private static readonly string[] WriteConditions = ["If-None-Match", "If-Match"];

    private static readonly IReadOnlyDictionary<string, StringValues> NoQuery = new Dictionary<string, StringValues>();

    public ServiceCall Read(AwsRequest request)
    {
        var address = S3Address.Read(request.Http);
        if (request.Credential.IsPresigned)
        {
            PresignedLink.Require(address.Query, time.GetUtcNow());
        }

        var action = S3Operation.Action(request.Http.Method, address);
        return new ServiceCall(action, [.. Checks(request, address, action)], () => ExecuteAsync(request, address, action));
    }

    /// <summary>An upload by a form.</summary>
    /// <param name="signer">Who signed it, by the access key it names.</param>
    /// <exception cref="AwsError">It is not what was signed, or not allowed by it.</exception>
    public ServiceCall Read(AwsRequest request, UploadForm form, AwsCredentials signer)
    {
        var bucket = S3Address.Read(request.Http);
        if (form["key"] is not { Length: > 0 } key || bucket.Key.Length > 0)
        {
            throw new AwsError("InvalidArgument", 400, "Bucket POST must contain a field named 'key'.  If it is specified, please check the order of the fields.");
        }

        FormSignature.Require(form, signer);
        FormPolicy.Require(form, bucket.Bucket, time.GetUtcNow());
        var headers = FormHeaders.Of(form);
        var address = new S3Address(bucket.Bucket, key, $"/{bucket.Bucket}/{string.Join('/', key.Split('/').Select(Uri.EscapeDataString))}", NoQuery);
        return new ServiceCall("s3:PostObject", [new IamCheck("s3:PutObject", address.Arn, request.Context)], () => PostAsync(request, address, form, headers));
    }

    public AwsResponse Write(AwsError error) => S3Wire.Error(error);

    public AwsError UnknownAccessKey() => new("InvalidAccessKeyId", 403, "The AWS Access Key Id you provided does not exist in our records.");

    // S3 puts the resource in quotes.
    public AwsError Denied(Denial denial) =>
        new("AccessDenied", 403, denial.Message.Replace($"on resource: {denial.Resource}", $"on resource: \"{denial.Resource}\"", StringComparison.Ordinal));

    private static IEnumerable<IamCheck> Checks(AwsRequest request, S3Address address, string action)
    {
        foreach (var (name, value) in request.Http.Headers.Where(header => header.Key.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase)))
        {
            request.Context.Set($"s3:{name.ToLowerInvariant()}", value.ToString());
        }

        if (action == "s3:ListBucket" && address.Query.TryGetValue("prefix", out var prefix))
        {
            request.Context.Set("s3:prefix", prefix.ToString());
        }

        if (address.Key.Length == 0 && action == "s3:DeleteObject")
        {
            // Each key needs the permission; one that lacks it refuses the whole request here, where S3 lists it among the errors.
            return MultiDelete.Keys(request.Body).Select(key => new IamCheck(action, $"{address.BucketArn}/{key}", request.Context));
        }

        var own = new IamCheck(action, address.Arn, request.Context);
        return request.Http.Headers["x-amz-copy-source"].ToString() is { Length: > 0 } source
            ? [own, new IamCheck("s3:GetObject", $"arn:aws:s3:::{Uri.UnescapeDataString(source.Split('?')[0]).TrimStart('/')}", request.Context)]
            : [own];
    }

    private async Task<AwsResponse> ExecuteAsync(AwsRequest request, S3Address address, string action)
    {
        if (action == "s3:PutObject")
        {
            using var held = await locks.AcquireAsync(address.Arn);
            if (WriteConditions.Any(request.Http.Headers.ContainsKey))
            {
                await WriteCondition.RequireAsync(request.Http.Headers, () => gateway.HeadAsync(address.On(engine)));
            }

            var written = await CallAsync(request, address);
            await TellAsync(request, address, written);
            return written;
        }

        var response = await CallAsync(request, address);
        if (action == "s3:GetObject" && response.ErrorCode == "NoSuchKey")
        {
            return Missing(request, address, response);
        }

        return action == "s3:GetObject" ? ResponseOverrides.Apply(response, address.Query) : response;
    }

    private async Task<AwsResponse> PostAsync(AwsRequest request, S3Address address, UploadForm form, IReadOnlyList<KeyValuePair<string, string>> headers)
    {
        using var held = await locks.AcquireAsync(address.Arn);
        var stored = await gateway.PutAsync(address.On(engine), form.File, headers);
        if (stored.Status >= 300)
        {
            return stored with { ErrorCode = S3Wire.Code(stored) };
        }

        await notifier.TellAsync(address, "ObjectCreated:Post", request.Caller, () => gateway.HeadAsync(address.On(engine)));
        return new AwsResponse(204, [.. stored.Headers.Where(header => header.Key.Equals("ETag", StringComparison.OrdinalIgnoreCase)), new("Location", $"{request.Http.Scheme}://{request.Http.Host}{address.RawPath}")], default);
    }

    private async Task TellAsync(AwsRequest request, S3Address address, AwsResponse written)
    {
        var part = address.Query.ContainsKey("uploads") || address.Query.ContainsKey("partNumber");
        if (written.Status < 300 && !part)
        {
            var how = HttpMethods.IsPost(request.Http.Method) ? "CompleteMultipartUpload" : request.Http.Headers.ContainsKey("x-amz-copy-source") ? "Copy" : "Put";
            await notifier.TellAsync(address, $"ObjectCreated:{how}", request.Caller, () => gateway.HeadAsync((address with { Query = NoQuery }).On(engine)));
        }
    }

    // Without permission to list the bucket nobody learns which keys are missing:
    // https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
    private AwsResponse Missing(AwsRequest request, S3Address address, AwsResponse response) =>
        policies.Decide(request.Caller, new IamCheck("s3:ListBucket", address.BucketArn, request.Context)) is { } denial ? Write(Denied(denial)) : response;

    private async Task<AwsResponse> CallAsync(AwsRequest request, S3Address address)
    {
        IReadOnlyCollection<string> drop = HttpMethods.IsPut(request.Http.Method) ? WriteConditions : [];
        var response = await gateway.ForwardAsync(request.Http, address.On(engine), request.Body, drop, CancellationToken.None);
        return response.Status < 300 ? response : response with { ErrorCode = S3Wire.Code(response) };
    }
}
