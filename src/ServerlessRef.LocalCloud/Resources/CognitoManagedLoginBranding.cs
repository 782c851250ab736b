namespace ServerlessRef.LocalCloud.Resources;

internal sealed class CognitoManagedLoginBranding() : IgnoredResource("AWS::Cognito::ManagedLoginBranding", "the managed login is replaced by the local sign-in");
