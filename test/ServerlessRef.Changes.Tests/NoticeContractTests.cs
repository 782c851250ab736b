using System.Text.Json.Nodes;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Fuzz.Documents;
using ServerlessRef.Shared;
using ServerlessRef.Shared.Functions;

namespace ServerlessRef.Changes.Tests;

/// <summary>docs/events says what is sent.</summary>
public sealed class NoticeContractTests(TestTable table) : IClassFixture<TestTable>
{
    private static readonly string[] AboutTheSchema = ["$schema", "$id", "title", "examples"];

    public static TheoryData<string> Types => [.. NoticeTypes.All];

    [Theory(Timeout = 120_000)]
    [MemberData(nameof(Types))]
    public async Task WhatIsSent_KeepsToItsSchema(string type)
    {
        await ChangeFixture.PutEventAsync(table, "evt_5fq3k7x2", capacity: 3, seatsTaken: 3);
        var change = type switch
        {
            NoticeTypes.EventFull => ChangeFixture.CounterEmpty("evt_5fq3k7x2"),
            NoticeTypes.SeatFreed => ChangeFixture.Cancelled("evt_5fq3k7x2", "reg_a1b2c3d4"),
            NoticeTypes.SeatKept => ChangeFixture.NewPromotion("evt_5fq3k7x2", "prm_k1l2m3n4", seatPool: 0),
            _ => ChangeFixture.Failed("evt_5fq3k7x2", "job_z9y8x7w6", "retries-exhausted"),
        };

        var sent = ChangeFixture.Json(Assert.Single(await ChangeFixture.Reader(table).ReadAsync([change], default)));

        Assert.Empty(new AnswerSchema(Schema(type)).Violations(sent));
        Assert.DoesNotContain("Ada", sent, StringComparison.Ordinal);
        Assert.DoesNotContain("@", sent, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void AnExample_KeepsToItsSchema(string type)
    {
        var example = Document(type)["examples"]![0]!.ToJsonString();

        Assert.Empty(new AnswerSchema(Schema(type)).Violations(example));
    }

    [Fact]
    public void EveryType_HasASchema_AndIsInTheTable()
    {
        var files = Directory.EnumerateFiles(RepositoryFiles.At("docs", "events"), "*.schema.json").Select(path => Path.GetFileName(path));
        var page = File.ReadAllText(RepositoryFiles.At("docs", "events", "README.md"));

        Assert.Equal(NoticeTypes.All.Select(FileOf).Order(StringComparer.Ordinal), files.Order(StringComparer.Ordinal));
        Assert.All(NoticeTypes.All, type => Assert.Contains($"| `{type}` |", page, StringComparison.Ordinal));
    }

    private static string FileOf(string type) => $"{type}.v{NoticeTypes.Version}.schema.json";

    private static JsonObject Document(string type) => JsonNode.Parse(File.ReadAllText(RepositoryFiles.At("docs", "events", FileOf(type))))!.AsObject();

    private static JsonObject Schema(string type)
    {
        var schema = Document(type);
        foreach (var name in AboutTheSchema)
        {
            schema.Remove(name);
        }

        return schema;
    }
}
