namespace ServerlessRef.Infrastructure.Acceptances;

/// <summary>What the checkers ask of a function and its role.</summary>
internal static class FunctionRules
{
    public static readonly string[] InsideVpc =
        ["HIPAA.Security-LambdaInsideVPC", "NIST.800.53.R5-LambdaInsideVPC", "PCI.DSS.321-LambdaInsideVPC", "lambda_inside_vpc_check"];

    public static readonly string[] ReservedConcurrency = ["HIPAA.Security-LambdaConcurrency", "NIST.800.53.R5-LambdaConcurrency"];

    public static readonly string[] DeadLetters = ["HIPAA.Security-LambdaDLQ", "NIST.800.53.R5-LambdaDLQ", "Serverless-LambdaDLQ"];

    public static readonly string[] InlinePolicy = ["HIPAA.Security-IAMNoInlinePolicy", "NIST.800.53.R5-IAMNoInlinePolicy", "PCI.DSS.321-IAMNoInlinePolicy"];

    public static readonly string[] BasicExecutionRole = ["AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]"];
}
