using ServerlessRef.LocalCloud.Tests.Template;

namespace ServerlessRef.LocalCloud.Tests.Resources;

public sealed class MessagingTests : IDisposable
{
    private readonly TestAssembly _assembly = new TestAssembly().Function("Worker")
        .Resource("Dead", """{"Type":"AWS::SQS::Queue","Properties":{"MessageRetentionPeriod":1209600}}""")
        .Resource("Jobs", """{"Type":"AWS::SQS::Queue","Properties":{"VisibilityTimeout":60,"RedrivePolicy":{"deadLetterTargetArn":{"Fn::GetAtt":["Dead","Arn"]},"maxReceiveCount":5}}}""")
        .Resource("Feed", """
            {"Type":"AWS::Lambda::EventSourceMapping","Properties":{"EventSourceArn":{"Fn::GetAtt":["Jobs","Arn"]},"FunctionName":{"Ref":"Worker"},
             "BatchSize":5,"FunctionResponseTypes":["ReportBatchItemFailures"],"ScalingConfig":{"MaximumConcurrency":20}}}
            """);

    public void Dispose() => _assembly.Dispose();

    [Fact]
    public void Queue_is_read_with_its_times_and_redrive_policy()
    {
        var cloud = _assembly.Load();
        var jobs = cloud.Queues.Single(q => q.LogicalId == "Jobs");
        var dead = cloud.Queues.Single(q => q.LogicalId == "Dead");

        Assert.Equal((TimeSpan.FromSeconds(60), TimeSpan.FromDays(4), TimeSpan.FromDays(14)), (jobs.VisibilityTimeout, jobs.Retention, dead.Retention));
        Assert.Equal((dead.Arn, 5), (jobs.Redrive!.DeadLetterQueueArn, jobs.Redrive.MaxReceiveCount));
    }

    [Fact]
    public void Queue_leads_to_the_local_front()
    {
        var jobs = _assembly.Load().Queues.Single(q => q.LogicalId == "Jobs");

        Assert.Equal($"http://127.0.0.1:4566/000000000000/{jobs.Name}", jobs.Url);
    }

    [Fact]
    public void Queue_that_is_fifo_gets_a_name_that_ends_so() =>
        Assert.EndsWith(".fifo", _assembly.Set("Dead", "FifoQueue", "true").Load().Queues.Single(q => q.LogicalId == "Dead").Name, StringComparison.Ordinal);

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    public void Queue_that_is_fifo_may_compare_bodies(string value, bool compares) => Assert.Equal(
        compares,
        _assembly.Set("Dead", "FifoQueue", "true").Set("Dead", "ContentBasedDeduplication", value).Load().Queues.Single(q => q.LogicalId == "Dead").DeduplicatesByContent);

    [Fact]
    public void Queue_with_a_dead_letter_queue_that_does_not_exist_is_refused() => Assert.Contains(
        "Dead letter target does not exist",
        _assembly.Set("Jobs", "RedrivePolicy.deadLetterTargetArn", "\"arn:aws:sqs:eu-central-1:000000000000:gone\"").Problem(),
        StringComparison.Ordinal);

    [Fact]
    public void Queues_of_one_name_are_refused() => Assert.Contains(
        "the queue \"jobs\" already exists: Dead has it too",
        string.Join('\n', _assembly.Set("Jobs", "QueueName", "\"jobs\"").Set("Dead", "QueueName", "\"jobs\"").Problems()),
        StringComparison.Ordinal);

    [Fact]
    public void QueuePolicy_is_given_to_its_queue()
    {
        _assembly.Resource("Policy", """
            {"Type":"AWS::SQS::QueuePolicy","Properties":{"Queues":[{"Ref":"Jobs"}],"PolicyDocument":{"Statement":[
              {"Effect":"Deny","Action":"sqs:*","Principal":{"AWS":"*"},"Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"false"}}}]}}}
            """);

        var statement = Assert.Single(_assembly.Load().Queues.Single(q => q.LogicalId == "Jobs").Policy);

        Assert.Equal((false, "sqs:*", "*", "Policy statement 1"), (statement.IsAllow, statement.Actions[0], statement.Principals[0], statement.Source));
        Assert.Equal("false", statement.Condition!.Value.GetProperty("Bool").GetProperty("aws:SecureTransport").GetString());
    }

    [Fact]
    public void EventSourceMapping_is_read_with_its_batching()
    {
        var mapping = Assert.Single(_assembly.Load().EventSourceMappings);

        Assert.Equal((5, true, 20, true), (mapping.BatchSize, mapping.ReportBatchItemFailures, mapping.MaximumConcurrency, mapping.Enabled));
    }

    [Fact]
    public void EventSourceMapping_without_response_types_does_not_report_failures() =>
        Assert.False(Assert.Single(_assembly.Set("Feed", "FunctionResponseTypes", null).Load().EventSourceMappings).ReportBatchItemFailures);

    [Fact]
    public void EventSourceMapping_may_name_function_and_alias()
    {
        _assembly.Resource("Live", """{"Type":"AWS::Lambda::Alias","Properties":{"FunctionName":{"Ref":"Worker"},"FunctionVersion":"1","Name":"live"}}""")
            .Set("Feed", "FunctionName", """{"Fn::Join":["",[{"Fn::Select":[6,{"Fn::Split":[":",{"Ref":"Live"}]}]},":live"]]}""");

        var cloud = _assembly.Load();

        Assert.Equal($"{cloud.Functions[0].Arn}:live", Assert.Single(cloud.EventSourceMappings).FunctionArn);
    }

    [Fact]
    public void EventSourceMapping_is_refused_as_by_AWS_when_the_function_may_run_longer_than_messages_are_hidden() => Assert.Equal(
        "Shop-dev: Feed (AWS::Lambda::EventSourceMapping), EventSourceArn: Invalid request provided: Queue visibility timeout: 60 seconds is less than Function timeout: 90 seconds.",
        _assembly.Set("Worker", "Timeout", "90").Problem());

    [Fact]
    public void EventSourceMapping_of_a_stream_is_refused() => Assert.Contains(
        "is no queue of the assembly; other event sources are not emulated",
        _assembly.Set("Feed", "EventSourceArn", "\"arn:aws:kinesis:eu-central-1:000000000000:stream/s\"").Problem(),
        StringComparison.Ordinal);

    [Fact]
    public void EventSourceMapping_with_filters_is_refused() => Assert.Contains(
        "FilterCriteria: is not emulated",
        _assembly.Set("Feed", "FilterCriteria", """{"Filters":[{"Pattern":"{}"}]}""").Problem(),
        StringComparison.Ordinal);

    [Fact]
    public void EventSourceMapping_with_a_large_batch_needs_a_window() => Assert.Contains(
        "Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10",
        _assembly.Set("Feed", "BatchSize", "100").Problem(),
        StringComparison.Ordinal);

    [Fact]
    public void Schedule_is_read_with_its_rate()
    {
        Schedule("rate(5 minutes)");

        var schedule = Assert.Single(_assembly.Load().Schedules);

        Assert.Equal((TimeSpan.FromMinutes(5), "{\"a\":1}", true), (schedule.Rate, schedule.Input, schedule.Enabled));
    }

    [Fact]
    public void Schedule_with_a_retry_policy_is_read_as_one_without()
    {
        Schedule("rate(5 minutes)");
        var without = Assert.Single(_assembly.Load().Schedules);

        _assembly.Set("Nightly", "Target.RetryPolicy", """{"MaximumRetryAttempts":2,"MaximumEventAgeInSeconds":60}""");

        Assert.Equal(without, Assert.Single(_assembly.Load().Schedules));
    }

    [Fact]
    public void Schedule_has_a_dead_letter_queue_of_the_assembly()
    {
        Schedule("rate(5 minutes)");
        _assembly.Set("Nightly", "Target.DeadLetterConfig", """{"Arn":{"Fn::GetAtt":["Dead","Arn"]}}""");
        var cloud = _assembly.Load();

        Assert.Equal(cloud.Queues.Single(queue => queue.LogicalId == "Dead").Arn, Assert.Single(cloud.Schedules).DeadLetterArn);
        Assert.Contains(
            "Target.DeadLetterConfig.Arn",
            _assembly.Set("Nightly", "Target.DeadLetterConfig", """{"Arn":"arn:aws:sqs:eu-central-1:000000000000:missed"}""").Problem(),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cron(0 12 * * ? *)")]
    [InlineData("at(2030-01-01T00:00:00)")]
    [InlineData("rate(0 minutes)")]
    public void Schedule_that_is_no_rate_is_refused(string expression)
    {
        Schedule(expression);

        Assert.Contains($"ScheduleExpression: \"{expression}\" is not emulated; accepted: rate(n minutes)", _assembly.Problem(), StringComparison.Ordinal);
    }

    [Fact]
    public void Schedule_with_a_flexible_window_is_refused()
    {
        Schedule("rate(1 minute)");

        Assert.Contains("\"FLEXIBLE\" is not emulated; accepted: OFF", _assembly.Set("Nightly", "FlexibleTimeWindow.Mode", "\"FLEXIBLE\"").Problem(), StringComparison.Ordinal);
    }

    [Fact]
    public void Schedule_whose_role_does_not_trust_the_scheduler_is_refused()
    {
        Schedule("rate(1 minute)");
        _assembly.Set("Nightly", "Target.RoleArn", """{"Fn::GetAtt":["WorkerRole","Arn"]}""");

        Assert.Contains("must allow AWS EventBridge Scheduler to assume the role", _assembly.Problem(), StringComparison.Ordinal);
    }

    private void Schedule(string expression) => _assembly
        .Resource("SchedulerRole", """{"Type":"AWS::IAM::Role","Properties":{"AssumeRolePolicyDocument":{"Statement":[{"Action":"sts:AssumeRole","Effect":"Allow","Principal":{"Service":"scheduler.amazonaws.com"}}]}}}""")
        .Resource("Nightly", """
            {"Type":"AWS::Scheduler::Schedule","Properties":{"ScheduleExpression":"RATE","FlexibleTimeWindow":{"Mode":"OFF"},
             "Target":{"Arn":{"Fn::GetAtt":["Worker","Arn"]},"RoleArn":{"Fn::GetAtt":["SchedulerRole","Arn"]},"Input":"{\"a\":1}"}}}
            """.Replace("RATE", expression, StringComparison.Ordinal));
}
