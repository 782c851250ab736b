using System.Text;
using ServerlessRef.LocalCloud.EventSources;

namespace ServerlessRef.LocalCloud.Tests.EventSources;

public sealed class BatchResponseTests
{
    private static readonly HashSet<string> Ids = ["m1", "m2"];

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"batchItemFailures":null}""")]
    [InlineData("""{"batchItemFailures":[]}""")]
    public void Read_NothingFailed(string answer)
    {
        var (failed, problem) = BatchResponse.Read(Encoding.UTF8.GetBytes(answer), Ids);

        Assert.Empty(failed);
        Assert.Null(problem);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("\"ok\"")]
    [InlineData("[]")]
    [InlineData("""{"batchItemFailures":{}}""")]
    [InlineData("""{"batchItemFailures":["m1"]}""")]
    [InlineData("""{"batchItemFailures":[null]}""")]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":"m1"},{"itemIdentifier":""}]}""")]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":null}]}""")]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":7}]}""")]
    [InlineData("""{"batchItemFailures":[{"messageId":"m1"}]}""")]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":"m3"}]}""")]
    public void Read_WhatCannotBeUnderstood_FailsTheWholeBatch(string answer)
    {
        var (failed, problem) = BatchResponse.Read(Encoding.UTF8.GetBytes(answer), Ids);

        Assert.Equal(["m1", "m2"], failed.Order());
        Assert.NotNull(problem);
    }

    [Fact]
    public void Read_NamedMessages_Failed()
    {
        var (failed, problem) = BatchResponse.Read("""{"batchItemFailures":[{"itemIdentifier":"m2"},{"itemIdentifier":"m2"}]}"""u8, Ids);

        Assert.Equal(["m2"], failed);
        Assert.Null(problem);
    }
}
