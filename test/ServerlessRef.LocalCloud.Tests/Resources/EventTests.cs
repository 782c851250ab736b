using System.Text.Json;
using ServerlessRef.LocalCloud.Tests.Template;

namespace ServerlessRef.LocalCloud.Tests.Resources;

public sealed class EventTests : IDisposable
{
    private readonly TestAssembly _assembly = new TestAssembly().Function("Notify")
        .Resource("Table", """
            {"Type":"AWS::DynamoDB::GlobalTable","Properties":{"BillingMode":"PAY_PER_REQUEST","Replicas":[{"Region":"eu-central-1"}],
             "AttributeDefinitions":[{"AttributeName":"PK","AttributeType":"S"}],"KeySchema":[{"AttributeName":"PK","KeyType":"HASH"}],
             "StreamSpecification":{"StreamViewType":"NEW_AND_OLD_IMAGES"}}}
            """)
        .Resource("Dead", """{"Type":"AWS::SQS::Queue","Properties":{}}""")
        .Resource("Bus", """{"Type":"AWS::Events::EventBus","Properties":{"Name":"notices","Description":"news"}}""")
        .Resource("Rule", """
            {"Type":"AWS::Events::Rule","Properties":{"EventBusName":{"Ref":"Bus"},"EventPattern":{"source":["here"]},"State":"ENABLED",
             "Targets":[{"Id":"T","Arn":{"Fn::GetAtt":["Notify","Arn"]},"InputPath":"$.detail","RetryPolicy":{"MaximumRetryAttempts":3},"DeadLetterConfig":{"Arn":{"Fn::GetAtt":["Dead","Arn"]}}}]}}
            """)
        .Resource("PipeRole", """{"Type":"AWS::IAM::Role","Properties":{"AssumeRolePolicyDocument":{"Statement":[{"Action":"sts:AssumeRole","Effect":"Allow","Principal":{"Service":"pipes.amazonaws.com"}}]}}}""")
        .Resource("Pipe", """
            {"Type":"AWS::Pipes::Pipe","Properties":{"RoleArn":{"Fn::GetAtt":["PipeRole","Arn"]},"Source":{"Fn::GetAtt":["Table","StreamArn"]},"Target":{"Fn::GetAtt":["Bus","Arn"]},"Enrichment":{"Fn::GetAtt":["Notify","Arn"]},
             "SourceParameters":{"FilterCriteria":{"Filters":[{"Pattern":"{\"eventName\":[\"MODIFY\"]}"}]},
               "DynamoDBStreamParameters":{"StartingPosition":"TRIM_HORIZON","BatchSize":10,"MaximumRetryAttempts":4,"MaximumRecordAgeInSeconds":3600,"OnPartialBatchItemFailure":"AUTOMATIC_BISECT","DeadLetterConfig":{"Arn":{"Fn::GetAtt":["Dead","Arn"]}}}},
             "TargetParameters":{"EventBridgeEventBusParameters":{"Source":"here","DetailType":"News"}}}}
            """)
        .Resource("Retries", """{"Type":"AWS::Lambda::EventInvokeConfig","Properties":{"FunctionName":{"Ref":"Notify"},"Qualifier":"$LATEST","MaximumRetryAttempts":1,"DestinationConfig":{"OnFailure":{"Destination":{"Fn::GetAtt":["Dead","Arn"]}}}}}""")
        .Resource("Topic", """{"Type":"AWS::SNS::Topic","Properties":{"TopicName":"people","DisplayName":"News"}}""")
        .Resource("Phone", """{"Type":"AWS::SNS::Subscription","Properties":{"TopicArn":{"Ref":"Topic"},"Protocol":"sms","Endpoint":"+4915112345678","FilterPolicy":{"type":["x"]},"FilterPolicyScope":"MessageAttributes","RedrivePolicy":{"deadLetterTargetArn":{"Fn::GetAtt":["Dead","Arn"]}}}}""")
        .Resource("TopicPolicy", """
            {"Type":"AWS::SNS::TopicPolicy","Properties":{"Topics":[{"Ref":"Topic"}],"PolicyDocument":{"Statement":[{"Effect":"Deny","Action":"sns:Publish","Principal":"*","Resource":{"Ref":"Topic"},"Condition":{"Bool":{"aws:SecureTransport":"false"}}}]}}}
            """);

    public void Dispose() => _assembly.Dispose();

    [Fact]
    public void Pipe_is_read_with_its_filters_limits_and_ends()
    {
        var cloud = _assembly.Load();
        var pipe = Assert.Single(cloud.Pipes);

        Assert.Equal((cloud.Tables[0].StreamArn, cloud.EventBuses[0].Arn, cloud.Functions[0].Arn, cloud.Queues[0].Arn), (pipe.SourceArn, pipe.TargetArn, pipe.EnrichmentArn, pipe.DeadLetterArn));
        Assert.Equal((10, 4, TimeSpan.FromHours(1), true, "here", "News"), (pipe.BatchSize, pipe.MaximumRetryAttempts, pipe.MaximumRecordAge, pipe.Bisects, pipe.EventSource, pipe.DetailType));
        Assert.True(Assert.Single(pipe.Filters).Matches(JsonElement.Parse("""{"eventName":"MODIFY"}""")));
    }

    [Fact]
    public void EventBus_has_its_name_and_arn() =>
        Assert.Equal(("notices", "arn:aws:events:eu-central-1:000000000000:event-bus/notices"), _assembly.Load().EventBuses.Select(bus => (bus.Name, bus.Arn)).Single());

    [Fact]
    public void Rule_is_read_with_its_pattern_and_target()
    {
        var rule = Assert.Single(_assembly.Load().EventRules);

        Assert.Equal(("notices", "$.detail"), (rule.BusName, Assert.Single(rule.Targets).InputPath));
        Assert.True(rule.Pattern.Matches(JsonElement.Parse("""{"source":"here"}""")));
    }

    [Fact]
    public void EventInvokeConfig_is_given_to_its_function()
    {
        var cloud = _assembly.Load();
        var config = Assert.Single(cloud.AsyncInvocations);

        Assert.Equal((cloud.Functions[0].Name, 1, TimeSpan.FromHours(6), cloud.Queues[0].Arn), (config.Function, config.MaximumRetryAttempts, config.MaximumAge, config.OnFailureArn));
    }

    [Fact]
    public void Topic_has_its_subscriptions_and_policy()
    {
        var cloud = _assembly.Load();
        var topic = Assert.Single(cloud.Topics);

        Assert.Equal(("sms", "+4915112345678", cloud.Queues[0].Arn), topic.Subscriptions.Select(subscription => (subscription.Protocol, subscription.Endpoint, subscription.DeadLetterArn)).Single());
        Assert.False(Assert.Single(topic.Policy).IsAllow);
    }

    [Theory]
    [InlineData("{}", true)]
    [InlineData("""{"SendingOptions":{"SendingEnabled":true}}""", true)]
    [InlineData("""{"SendingOptions":{"SendingEnabled":"false"}}""", false)]
    public void ConfigurationSet_is_read_with_whether_it_sends(string properties, bool sends)
    {
        var set = Assert.Single(_assembly.Resource("Mails", $$"""{"Type":"AWS::SES::ConfigurationSet","Properties":{{properties}}}""").Load().ConfigurationSets);

        Assert.Equal((sends, $"arn:aws:ses:eu-central-1:000000000000:configuration-set/{set.Name}"), (set.SendingEnabled, set.Arn));
    }

    [Theory]
    [InlineData("Pipe", "Source", "\"arn:aws:sqs:eu-central-1:000000000000:queue\"", "is no stream of a table of the assembly")]
    [InlineData("Pipe", "Target", "\"arn:aws:sns:eu-central-1:000000000000:topic\"", "is no bus of the assembly")]
    [InlineData("Pipe", "TargetParameters.InputTemplate", "\"{}\"", "TargetParameters.InputTemplate")]
    [InlineData("Pipe", "TargetParameters.EventBridgeEventBusParameters.DetailType", "\"$.type\"", "a path into the event is not emulated")]
    [InlineData("Pipe", "SourceParameters.FilterCriteria.Filters.0.Pattern", "\"{\\\"a\\\":[{\\\"cidr\\\":\\\"x\\\"}]}\"", "cidr")]
    [InlineData("Rule", "EventPattern", "null", "is required")]
    [InlineData("Rule", "Targets.0.InputTransformer", "{\"InputTemplate\":\"\\\"x\\\"\"}", "Only one of Input, InputPath, or InputTransformer")]
    [InlineData("Rule", "Targets.0.InputTransformer", "{\"InputTemplate\":\"x\"}", "text without quotes is not emulated")]
    [InlineData("Rule", "Targets.0.InputTransformer", "{\"InputTemplate\":\"{\\\"a\\\":<b>}\"}", "names <b>, which is no variable")]
    [InlineData("Rule", "Targets.0.InputTransformer", "{\"InputTemplate\":\"1\",\"InputPathsMap\":{\"a\":\"$.detail[0]\"}}", "\"$.detail[0]\" is not emulated")]
    [InlineData("Rule", "Targets.0.InputTransformer", "{\"InputTemplate\":\"1\",\"InputPathsMap\":{\"aws.a\":\"$.detail\"}}", "variable \"aws.a\" is refused")]
    [InlineData("Rule", "Targets.0.InputPath", "\"$.a[0]\"", "is not emulated")]
    [InlineData("Phone", "Protocol", "\"https\"", "accepted: email, sms")]
    [InlineData("Phone", "FilterPolicyScope", "\"MessageBody\"", "accepted: MessageAttributes")]
    [InlineData("Phone", "RedrivePolicy.deadLetterTargetArn", "\"arn:aws:sqs:eu-central-1:000000000000:gone\"", "is no queue of the assembly")]
    [InlineData("Retries", "DestinationConfig.OnSuccess", "{\"Destination\":\"x\"}", "DestinationConfig.OnSuccess")]
    public void What_is_not_emulated_is_refused_by_name(string resource, string property, string value, string problem) =>
        Assert.Contains(problem, string.Join('\n', _assembly.Set(resource, property, value).Problems()), StringComparison.Ordinal);

    [Fact]
    public void Pipe_whose_role_does_not_trust_pipes_is_refused_as_by_AWS() =>
        Assert.Contains("cannot be assumed by EventBridge Pipes", _assembly.Set("PipeRole", "AssumeRolePolicyDocument.Statement.0.Principal.Service", "\"lambda.amazonaws.com\"").Problem(), StringComparison.Ordinal);
}
