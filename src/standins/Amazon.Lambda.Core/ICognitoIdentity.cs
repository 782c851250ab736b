namespace Amazon.Lambda.Core;

/// <summary>Who called through a mobile SDK.</summary>
public interface ICognitoIdentity
{
    string IdentityId { get; }

    string IdentityPoolId { get; }
}
