using System.Diagnostics.CodeAnalysis;

namespace ServerlessRef.Domain;

/// <summary>Either what was asked for or the refusal that says why not.</summary>
public sealed class Checked<T>
    where T : notnull
{
    private readonly T? _value;
    private readonly Refusal? _refusal;

    internal Checked(T value) => _value = value;

    internal Checked(Refusal refusal) => _refusal = refusal;

    /// <summary>True with the value, or false with the refusal: the compiler knows which one is there.</summary>
    public bool TryGet([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out Refusal? refusal)
    {
        (value, refusal) = (_value, _refusal);
        return refusal is null;
    }
}

/// <summary>Makes <see cref="Checked{T}"/> values.</summary>
public static class Checked
{
    public static Checked<T> Accept<T>(T value)
        where T : notnull => new(value);

    public static Checked<T> Refuse<T>(Refusal refusal)
        where T : notnull => new(refusal);
}
