namespace ServerlessRef.FaultPlans.Plans;

/// <summary>What a client does in a plan. It names events, keys and persons by number, so each operation keeps its meaning when others are left out.</summary>
/// <param name="Id">Unique in its plan.</param>
/// <param name="At">When, from the beginning.</param>
/// <param name="Patience">How often the client tries when it hears nothing or 5xx.</param>
internal abstract record Operation(int Id, TimeSpan At, int Patience)
{
    /// <summary>Takes a seat; the same key with the same person is a replay, with another one a mistake.</summary>
    public sealed record SignUp(int Id, TimeSpan At, int Patience, int Event, int Key, int Person) : Operation(Id, At, Patience);

    /// <summary>The holder gives the seat back, if he was told that he has it.</summary>
    public sealed record Cancel(int Id, TimeSpan At, int Patience, int Event, int Key) : Operation(Id, At, Patience);

    /// <summary>The organiser takes the seat back.</summary>
    public sealed record Remove(int Id, TimeSpan At, int Patience, int Event, int Key) : Operation(Id, At, Patience);

    /// <summary>The organiser starts a job.</summary>
    public sealed record Export(int Id, TimeSpan At, int Patience, int Event, int Key, string Type) : Operation(Id, At, Patience);

    /// <summary>Somebody puts a message nobody understands into the queue.</summary>
    public sealed record Garbage(int Id, TimeSpan At) : Operation(Id, At, 1);
}
