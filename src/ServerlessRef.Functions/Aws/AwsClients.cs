using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.SimpleEmailV2;
using Amazon.SimpleNotificationService;
using Amazon.SQS;
using Amazon.StepFunctions;

namespace ServerlessRef.Functions.Aws;

/// <summary>
/// Makes the clients of AWS services. Region, credentials and endpoints come from the SDK's own environment variables
/// (<c>AWS_REGION</c>, <c>AWS_ENDPOINT_URL_DYNAMODB</c>, …); on Lambda the service sets what is needed.
/// </summary>
public static class AwsClients
{
    /// <summary>Longest time of one attempt. Item-sized calls take milliseconds: a slow one is a lost one, and a new connection is faster.</summary>
    public static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(2);

    /// <summary>Attempts after the first. With their backoff (at most one and two seconds) a call of three attempts ends within the timeout of every function.</summary>
    public const int Retries = 2;

    public static IAmazonDynamoDB DynamoDb() => new AmazonDynamoDBClient(OfOneEndpoint(Bounded(new AmazonDynamoDBConfig())));

    public static IAmazonSQS Sqs() => new AmazonSQSClient(OfOneEndpoint(Bounded(new AmazonSQSConfig())));

    public static IAmazonSimpleNotificationService Sns() => new AmazonSimpleNotificationServiceClient(Bounded(new AmazonSimpleNotificationServiceConfig()));

    public static IAmazonSimpleEmailServiceV2 Ses()
    {
        var config = Bounded(new AmazonSimpleEmailServiceV2Config());
        config.Timeout = TimeSpan.FromSeconds(5);

        // Whatever is sent twice arrives twice: an attempt whose answer is lost is left to the job's lease, which ends once, not three times.
        config.MaxErrorRetry = 0;
        return new AmazonSimpleEmailServiceV2Client(config);
    }

    public static IAmazonStepFunctions StepFunctions() => new AmazonStepFunctionsClient(Bounded(new AmazonStepFunctionsConfig()));

    public static IAmazonS3 S3() => new AmazonS3Client(S3Config(Environment.GetEnvironmentVariable));

    internal static AmazonS3Config S3Config(Func<string, string?> environment)
    {
        // An object takes longer than an item; an export of the largest event is about 10 MB.
        var config = Bounded(new AmazonS3Config());
        config.Timeout = TimeSpan.FromSeconds(10);

        // Version 4 of the S3 client does not look at these two itself, unlike the other clients.
        var url = Configured(environment, "AWS_ENDPOINT_URL_S3") ?? Configured(environment, "AWS_ENDPOINT_URL");

        if (url is not null)
        {
            config.ServiceURL = url;
            config.AuthenticationRegion = Configured(environment, "AWS_REGION");

            // A bucket's name is no part of a host name that is an address.
            config.ForcePathStyle = new Uri(url).HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6;
        }

        return config;
    }

    internal static TConfig Bounded<TConfig>(TConfig config)
        where TConfig : ClientConfig
    {
        config.Timeout = AttemptTimeout;
        config.RetryMode = RequestRetryMode.Standard;
        config.MaxErrorRetry = Retries;

        // The SDK repeats, at once and outside the count above, what it takes for a stale pooled connection, and an attempt that
        // timed out on a reused connection looks like one: five attempts of two seconds outlast the API's ten. A connection the
        // service closed meanwhile is replaced by the HTTP handler itself.
        config.MaxStaleConnectionRetries = 0;
        return config;
    }

    internal static TConfig OfOneEndpoint<TConfig>(TConfig config)
        where TConfig : ClientConfig
    {
        TlsLibrary.LoadAhead();
        LeanPipeline.Register();
        config.EndpointProvider = new ResolvedOnce(config.EndpointProvider);

        // Otherwise the signer looks the region up in the host name, with regular expressions, for every call.
        config.AuthenticationRegion = Configured(Environment.GetEnvironmentVariable, "AWS_REGION");
        return config;
    }

    private static string? Configured(Func<string, string?> environment, string name) =>
        environment(name) is { Length: > 0 } value ? value : null;
}
