using static ServerlessRef.Checks.Tests.Mutations.Damage;

namespace ServerlessRef.Checks.Tests.Mutations;

/// <summary>Functions, who may call them, and what their roles may do.</summary>
internal static class FunctionMutations
{
    private const string Api = "AWS::Lambda::Function ApiFunction";

    private const string Policy = "AWS::IAM::Policy ApiRole";

    private const string Role = "AWS::IAM::Role ApiRole";

    public static readonly Mutation[] All =
    [
        new("A function has a password in its environment", "ServerlessRef-FunctionSecret", Api, Set("Environment/Variables/MAIL_PASSWORD", "\"hunter2\"")),
        new("A function has a secret under a harmless name", "ServerlessRef-FunctionSecret", Api, Set("Environment/Variables/GREETING", "\"{{resolve:secretsmanager:origin:SecretString:::}}\"")),
        new("A function has a URL for everybody", "ServerlessRef-FunctionUrlOpen", "", Add("OpenUrl", """{"Type":"AWS::Lambda::Url","Properties":{"AuthType":"NONE","TargetFunctionArn":{"Ref":"ApiFunction"}}}""")) { Reported = "OpenUrl" },
        new("Any customer's API may invoke the function", "ServerlessRef-PermissionUnbound", "AWS::Lambda::Permission GatewayApiv1healthGET", Remove("SourceArn")),
        new("A function is not traced", "Serverless-LambdaTracing", Api, Remove("TracingConfig")),
        new("A function's runtime is no longer mended", "AwsSolutions-L1", Api, Set("Runtime", "\"nodejs16.x\"")),
        new("A function makes a log group of its own", "ServerlessRef-FunctionLogGroup", Api, Remove("LoggingConfig/LogGroup")),
        new("A log group never ends", "ServerlessRef-LogRetention", "AWS::Logs::LogGroup ApiLogs", Remove("RetentionInDays")),
        new("A role may do anything with the table", "ServerlessRef-PolicyAnyAction", Policy, Set("PolicyDocument/Statement/+", """{"Effect":"Allow","Action":"dynamodb:*","Resource":{"Fn::GetAtt":["DataTable","Arn"]}}""")),
        new("A role may read every table of the account", "ServerlessRef-PolicyAnyResource", Policy, Set("PolicyDocument/Statement/+", """{"Effect":"Allow","Action":"dynamodb:GetItem","Resource":"*"}""")),
        new("A role may do all but a little", "ServerlessRef-PolicyByExclusion", Policy, Set("PolicyDocument/Statement/+", """{"Effect":"Allow","NotAction":"iam:*","Resource":"*"}""")),
        new("A role may hand out every role", "ServerlessRef-PolicyPassesRoles", Policy, Set("PolicyDocument/Statement/+", """{"Effect":"Allow","Action":"iam:PassRole","Resource":"*"}""")),
        new("A role has a wildcard that no grant explains", "AwsSolutions-IAM5[Resource::arn:aws:s3:::*]", Policy, Set("PolicyDocument/Statement/+", """{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::*"}""")),
        new("Everybody may take the role", "ServerlessRef-TrustOpen", Role, Set("AssumeRolePolicyDocument/Statement/0/Principal", """{"AWS":"*"}""")),
        new("Another account may take the role", "ServerlessRef-TrustAbroad", Role, Set("AssumeRolePolicyDocument/Statement/0/Principal", """{"AWS":"arn:aws:iam::111122223333:root"}""")),
        new("A role is an administrator", "AwsSolutions-IAM4[Policy::arn:aws:iam::aws:policy/AdministratorAccess]", Role, Set("ManagedPolicyArns", """["arn:aws:iam::aws:policy/AdministratorAccess"]""")),
    ];
}
