namespace ServerlessRef.LocalCloud.Engines;

/// <summary>Where the engines that keep state listen; any engine that speaks the public AWS API can stand in.</summary>
/// <param name="DynamoDb">dynalite unless replaced.</param>
/// <param name="Sqs">fauxqs unless replaced.</param>
/// <param name="S3">fauxqs unless replaced; path style.</param>
internal sealed record EngineEndpoints(Uri DynamoDb, Uri Sqs, Uri S3);
