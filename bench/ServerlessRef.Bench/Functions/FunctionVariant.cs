namespace ServerlessRef.Bench.Functions;

/// <summary>One way to build and start the same two calls.</summary>
/// <param name="Name">As reports name it.</param>
/// <param name="Program">The executable.</param>
/// <param name="Roots">True: the AWS roots only; false: the distribution's bundle.</param>
/// <param name="Prewarms">In INIT, as deployed functions do.</param>
/// <param name="IsPlain">The SDK's client as it comes, and without what FunctionHost does to sockets, as without the switches of src/Function.props.</param>
internal sealed record FunctionVariant(string Name, string Program, bool Roots, bool Prewarms, bool IsPlain = false);
