namespace ServerlessRef.LocalCloud.Aws.Sns;

/// <summary>What a topic took.</summary>
/// <param name="Id">The publisher's answer.</param>
internal sealed record TopicMessage(string Id, PublishCall Call);
