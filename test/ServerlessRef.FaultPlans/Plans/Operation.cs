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

    /// <summary>Joins the line of an event, looks at his entry every now and then, and answers an offer he sees.</summary>
    /// <param name="Looks">How often he looks.</param>
    public sealed record Join(int Id, TimeSpan At, int Patience, int Event, int Key, int Person, int Looks, Answer Answer) : Operation(Id, At, Patience);

    /// <summary>Leaves the line, declines an offer, or gives the seat back that came of it: whatever he has by then.</summary>
    public sealed record Leave(int Id, TimeSpan At, int Patience, int Event, int Key) : Operation(Id, At, Patience);

    /// <summary>The organiser starts a job.</summary>
    public sealed record Export(int Id, TimeSpan At, int Patience, int Event, int Key, string Type) : Operation(Id, At, Patience);

    /// <summary>Somebody puts a message nobody understands into a queue.</summary>
    /// <param name="InLine">Into the queue of those who wait, in a group of its own: in that of an event it would hold it up for most of an hour.</param>
    public sealed record Garbage(int Id, TimeSpan At, bool InLine) : Operation(Id, At, 1);
}
