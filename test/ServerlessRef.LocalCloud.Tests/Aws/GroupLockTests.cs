using ServerlessRef.LocalCloud.Aws.DynamoDb;

namespace ServerlessRef.LocalCloud.Tests.Aws;

public sealed class GroupLockTests
{
    [Fact(Timeout = 30_000)]
    public async Task Transactions_RunTogether_AndAQueryWaitsForAllOfThem()
    {
        var group = new GroupLock();
        var first = await group.EnterAsync(TableUse.Transaction);
        var second = await group.EnterAsync(TableUse.Transaction);

        var query = group.EnterAsync(TableUse.Query);
        first.Dispose();
        Assert.False(query.IsCompleted);
        second.Dispose();

        (await query).Dispose();
    }

    [Fact(Timeout = 30_000)]
    public async Task WhoComesWhileTheOtherGroupWaits_WaitsToo()
    {
        var group = new GroupLock();
        var transaction = await group.EnterAsync(TableUse.Transaction);
        var query = group.EnterAsync(TableUse.Query);
        var late = group.EnterAsync(TableUse.Transaction);

        Assert.False(late.IsCompleted);
        transaction.Dispose();
        (await query).Dispose();

        (await late).Dispose();
    }
}
