using ServerlessRef.Shared;
using ServerlessRef.Shared.Load;

namespace ServerlessRef.EndToEnd;

/// <summary>One local cloud for all tests that only use it; those that damage something start their own.</summary>
public sealed class RunningCloud : IAsyncLifetime
{
    public LocalCloudProcess Process { get; private set; } = null!;

    public Uri Address => Process.Address;

    public async Task InitializeAsync() => Process = await LocalCloudProcess.StartAsync(new LocalCloudSettings());

    public Task DisposeAsync() => Process.DisposeAsync().AsTask();

    internal ServiceClient Client() => new(Address);
}

/// <summary>Tests of a whole local cloud run one after the other: the machine is theirs alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class RunningCloudGroup : ICollectionFixture<RunningCloud>, ICollectionFixture<MailingCloud>
{
    public const string Name = "running cloud";
}
