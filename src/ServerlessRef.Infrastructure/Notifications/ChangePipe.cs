using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Pipes;
using Amazon.CDK.AWS.SQS;
using Constructs;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Infrastructure.Acceptances;
using ServerlessRef.Infrastructure.Privileges;

namespace ServerlessRef.Infrastructure.Notifications;

/// <summary>Carries news from the table's stream to the bus. What its filters leave out is not paid for.</summary>
internal sealed class ChangePipe : Construct
{
    public ChangePipe(Construct scope, string id, ChangePipeProps props)
        : base(scope, id)
    {
        Skipped = props.Skipped;
        Name = CreatePipe(props, CreateRole(props)).Ref;
    }

    /// <summary>Of the pipe, as its metrics have it.</summary>
    public string Name { get; }

    public IQueue Skipped { get; }

    private Role CreateRole(ChangePipeProps props)
    {
        var role = ServiceRole.Create(this, "Role", "pipes.amazonaws.com", "Carries news from the table's stream to the bus");
        Allow(role, props.Table.Table.TableStreamArn!, "dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams");
        Allow(role, props.Changes.Live.FunctionArn, "lambda:InvokeFunction");
        Allow(role, props.Bus.EventBusArn, "events:PutEvents");
        props.Skipped.Grant(role, "sqs:SendMessage");
        role.Node.FindChild("DefaultPolicy").Accept("One policy for one role, written by its grants; a managed policy could be attached elsewhere, and go stale there", FunctionRules.InlinePolicy);
        return role;
    }

    private CfnPipe CreatePipe(ChangePipeProps props, Role role)
    {
        var pipe = new CfnPipe(this, "Pipe", new CfnPipeProps
        {
            Description = "News of the table for the bus",
            RoleArn = role.RoleArn,
            Source = props.Table.Table.TableStreamArn!,
            SourceParameters = new CfnPipe.PipeSourceParametersProperty
            {
                FilterCriteria = new CfnPipe.FilterCriteriaProperty
                {
                    Filters = ChangeFilters.All.Select(pattern => new CfnPipe.FilterProperty { Pattern = pattern }).ToArray(),
                },
                DynamoDbStreamParameters = new CfnPipe.PipeSourceDynamoDBStreamParametersProperty
                {
                    // What was written before the pipe came up is news too.
                    StartingPosition = "TRIM_HORIZON",
                    // PutEvents takes ten events at most.
                    BatchSize = 10,
                    MaximumRetryAttempts = 10,
                    // The stream keeps a day; a record that is older has been tried for long enough.
                    MaximumRecordAgeInSeconds = Duration.Hours(6).ToSeconds(),
                    // One record that cannot be read takes none of its batch with it.
                    OnPartialBatchItemFailure = "AUTOMATIC_BISECT",
                    DeadLetterConfig = new CfnPipe.DeadLetterConfigProperty { Arn = props.Skipped.QueueArn },
                },
            },
            Enrichment = props.Changes.Live.FunctionArn,
            Target = props.Bus.EventBusArn,
            TargetParameters = new CfnPipe.PipeTargetParametersProperty
            {
                EventBridgeEventBusParameters = new CfnPipe.PipeTargetEventBridgeEventBusParametersProperty
                {
                    Source = NoticeTypes.Source,
                    DetailType = NoticeTypes.DetailType,
                },
            },
        });
        // Its role is tried when it is made.
        pipe.Node.AddDependency(role);
        return pipe;
    }

    private static void Allow(Role role, string resource, params string[] actions) =>
        Grant.AddToPrincipal(new GrantOnPrincipalOptions { Grantee = role, Actions = actions, ResourceArns = [resource] });
}
