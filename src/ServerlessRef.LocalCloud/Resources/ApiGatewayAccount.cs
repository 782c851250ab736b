namespace ServerlessRef.LocalCloud.Resources;

internal sealed class ApiGatewayAccount() : IgnoredResource("AWS::ApiGateway::Account", "lets the service write logs to CloudWatch; the console shows requests instead");
