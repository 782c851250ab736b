using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Pipes;

/// <summary>Why AWS would not run a pipe.</summary>
internal static class PipeProblems
{
    // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-permissions.html
    private static readonly string[] StreamActions = ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams"];

    public static string? Find(Pipe pipe, Func<string, string, string, bool> roleAllows)
    {
        var missing = StreamActions.Where(action => !roleAllows(pipe.RoleArn, action, pipe.SourceArn)).ToList();
        return missing.Count == 0 ? null : $"The role {pipe.RoleArn} does not have permissions to call {string.Join(", ", missing)} on {pipe.SourceArn}";
    }
}
