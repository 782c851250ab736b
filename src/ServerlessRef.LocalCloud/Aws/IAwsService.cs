using ServerlessRef.LocalCloud.Aws.Iam;

namespace ServerlessRef.LocalCloud.Aws;

/// <summary>One emulated service behind the front.</summary>
internal interface IAwsService
{
    /// <summary>Understands a call; changes nothing yet.</summary>
    /// <exception cref="AwsError">It is malformed, or not emulated.</exception>
    ServiceCall Read(AwsRequest request);

    /// <summary>An error in the service's wire form.</summary>
    AwsResponse Write(AwsError error);

    AwsError UnknownAccessKey();

    AwsError Denied(Denial denial);
}
