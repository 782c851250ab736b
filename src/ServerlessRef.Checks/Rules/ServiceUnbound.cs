using ServerlessRef.Checks.Templates;

namespace ServerlessRef.Checks.Rules;

/// <summary>The confused deputy (https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html): a service that comes for anybody comes for strangers.</summary>
internal sealed class ServiceUnbound : TemplateRule
{
    public override string Promise => "A service may use a resource on behalf of this account only.";

    public override IEnumerable<Violation> Check(Template template) =>
        from policy in template.OfType("AWS::S3::BucketPolicy", "AWS::SQS::QueuePolicy", "AWS::SNS::TopicPolicy", "AWS::KMS::Key")
        from statement in PolicyStatement.Of(policy.At("PolicyDocument") ?? policy.At("KeyPolicy"))
        where statement.Allows && statement.Services.Any() && !statement.IsBoundToSource
        select policy.Breaks($"{string.Join(", ", statement.Services)} may come for any account: there is no condition on aws:SourceArn or aws:SourceAccount.");
}
