// jsii's .NET client is not thread-safe: two tests that synthesize at once break each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
