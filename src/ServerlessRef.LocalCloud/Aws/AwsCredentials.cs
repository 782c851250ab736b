namespace ServerlessRef.LocalCloud.Aws;

/// <summary>Dummy credentials: they identify a caller to the local front and are worth nothing anywhere else.</summary>
internal sealed record AwsCredentials(string AccessKeyId, string SecretAccessKey, string SessionToken);
